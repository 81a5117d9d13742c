import Accounts

/// An area that keeps files of its own in a store.
package protocol FileKeeper: DomainArea {
  /// How the operator hears of its files: `attached files`.
  var nameOfFiles: String { get }
  var files: DocumentStore { get }
  /// Files of the store that have no row and are older than a day.
  func unnamedFiles() async throws -> UnnamedFiles
}

extension Documents: FileKeeper {
  package var nameOfFiles: String { "documents" }
  package var files: DocumentStore { store }
}
