/// The two database engines. They run the same SQL text; the differences are in `Dialect.swift`.
package enum Engine: Sendable, CaseIterable {
  /// Embedded: one file, one writer at a time.
  case sqlite
  /// A database server, for chambers that outgrow one machine.
  case postgresql
}

/// What each engine implements: running work with a connection.
protocol EngineCore: Sendable {
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func lease<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func close() async
}

/// One connection of an engine, used by one thread at a time.
protocol Driver: AnyObject {
  var engine: Engine { get }
  func rows(_ statement: BoundStatement) throws -> [Row]
  func execute(_ statement: BoundStatement) throws -> Int
  func stream(_ statement: BoundStatement, _ body: (Row) throws -> Void) throws
  func runScript(_ text: String) throws
}
