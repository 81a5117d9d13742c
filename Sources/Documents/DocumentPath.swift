/// The addresses of pages about documents.
package enum DocumentPath {
  /// The person's documents.
  static let start = "/dokumente"
  static func document(_ id: Int64) -> String { "\(start)/\(id)" }

  /// The public check of a document.
  package static let check = "/pruefen"

  /// The officers' list.
  static let officeStart = "/kammer/dokumente"

  /// The officers' page of a document.
  static func office(_ id: Int64) -> String { "\(officeStart)/\(id)" }

  /// Closing a document that reached the wrong person.
  static func wrongRecipient(_ id: Int64) -> String { "\(office(id))/falsche-person" }
  static let upload = "\(officeStart)/neu"
  static let confirmations = "\(officeStart)/bestaetigungen"
  static func draft(_ id: Int64) -> String { "\(officeStart)/entwurf/\(id)" }
  static let batches = "\(officeStart)/stapel"
  static func batch(_ id: Int64) -> String { "\(batches)/\(id)" }

  /// An uploaded batch that is still being read.
  static func batchUpload(_ id: Int64) -> String { "\(batches)/lesen/\(id)" }
}
