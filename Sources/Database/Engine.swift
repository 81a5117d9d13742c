/// The two database engines. The same SQL text runs on both; what must differ stands in `Dialect.swift`.
package enum Engine: Sendable, CaseIterable {
  /// Embedded, one file, one writer at a time.
  case sqlite
  /// A server of its own, for chambers that outgrow one machine.
  case postgresql
}

/// Runs work with connections; how, is the engine's own affair.
protocol EngineCore: Sendable {
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func lease<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
  func close() async
}

/// One connection as its engine knows it; used by one thread at a time.
protocol Driver: AnyObject {
  var engine: Engine { get }
  func rows(_ statement: BoundStatement) throws -> [Row]
  func execute(_ statement: BoundStatement) throws -> Int
  func stream(_ statement: BoundStatement, _ body: (Row) throws -> Void) throws
  func runScript(_ text: String) throws
}
