import Accounts

/// An area with a store of files of its own.
package protocol FileKeeper: DomainArea {
  /// The name of its files in messages to the operator: `attached files`.
  var nameOfFiles: String { get }
  var files: DocumentStore { get }
  /// Files of the store that no row of the database names and that are older than a day.
  func unnamedFiles() async throws -> UnnamedFiles
}

extension Documents: FileKeeper {
  package var nameOfFiles: String { "documents" }
  package var files: DocumentStore { store }
}
