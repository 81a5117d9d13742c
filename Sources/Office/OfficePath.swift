import Accounts

/// The addresses of officers' pages that several areas lead to.
package enum OfficePath {
  /// What waits.
  package static let start = "/kammer"

  /// Letters and their runs.
  package static let letters = "/kammer/briefe"

  /// The import of files; `?art=KIND` chooses what.
  package static let fileImport = "/kammer/einlesen"

  /// Answers to a proposal of a colleague, by forms.
  static func proposal(_ proposal: OfficerProposal) -> String {
    "\(start)/vorschlaege/\(proposal.kind.code)/\(proposal.subject)"
  }
}
