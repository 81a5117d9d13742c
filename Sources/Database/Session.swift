/// The connection passed to closures: everything that is the same on both engines.
final class Session: Connection {
  private let driver: any Driver
  private let counter: StatementCount.Counter?
  private let isTransaction: Bool
  /// The first failure in a transaction. PostgreSQL then refuses all further statements; SQLite would go on.
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

  /// Runs the closure of a transaction; also fails if the closure swallowed the error of a statement.
  func transact<T>(_ body: (any Connection) throws -> T) throws -> T {
    do {
      let result = try body(self)
      if let failure { throw failure }
      return result
    } catch {
      // Whatever the closure threw instead must not hide that a retry helps.
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
