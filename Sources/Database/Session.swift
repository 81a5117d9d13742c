/// The connection a closure sees: what is the same on both engines stands here.
final class Session: Connection {
  private let driver: any Driver
  private let counter: StatementCount.Counter?
  private let isTransaction: Bool
  /// The first failed statement of a transaction, after which PostgreSQL refuses all others; SQLite would go on.
  private var failure: DatabaseError?

  init(_ driver: any Driver, counter: StatementCount.Counter?, isTransaction: Bool) {
    self.driver = driver
    self.counter = counter
    self.isTransaction = isTransaction
  }

  var engine: Engine { driver.engine }

  func rows(_ sql: SQL) throws -> [Row] {
    let statement = try sql.bound()
    return try watched(statement.text) { try driver.rows(statement) }
  }

  func execute(_ sql: SQL) throws -> Int {
    let statement = try sql.bound()
    return try watched(statement.text) { try driver.execute(statement) }
  }

  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let statement = try sql.bound()
    try watched(statement.text) { try driver.stream(statement, body) }
  }

  func runScript(_ text: String) throws {
    try watched(text) { try driver.runScript(text) }
  }

  /// Runs the closure of a transaction: fails also when it kept a failed statement to itself.
  func transact<T>(_ body: (any Connection) throws -> T) throws -> T {
    do {
      let result = try body(self)
      if let failure { throw failure }
      return result
    } catch {
      // What the closure made of it must not hide that trying again helps.
      if let failure, failure.kind == .serializationFailure { throw failure }
      throw error
    }
  }

  private func watched<T>(_ text: String, _ work: () throws -> T) throws -> T {
    if let failure {
      throw DatabaseError(failure.kind, "the transaction had failed before: \(failure.message)", sql: text)
    }
    counter?.increment()
    do {
      return try work()
    } catch let error as DatabaseError {
      if isTransaction { failure = failure ?? error }
      throw error
    }
  }
}
