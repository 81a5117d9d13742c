/// The addresses of officers' pages that several areas lead to.
package enum OfficePath {
  /// What waits.
  package static let start = "/kammer"

  /// Letters and their runs.
  package static let letters = "/kammer/briefe"

  /// The import of files; `?art=KIND` chooses what.
  package static let fileImport = "/kammer/einlesen"
}
