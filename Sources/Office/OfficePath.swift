import Accounts

/// The addresses of officers' pages that several areas lead to.
package enum OfficePath {
  /// The first page of the back office, with everything that waits.
  package static let start = "/kammer"

  /// The print queue of letters, and its runs.
  package static let letters = "/kammer/briefe"

  /// The import of files; `?art=KIND` chooses the kind.
  package static let fileImport = "/kammer/einlesen"

  /// Answers to a proposal of a colleague, by forms.
  static func proposal(_ proposal: OfficerProposal) -> String {
    "\(start)/vorschlaege/\(proposal.kind.code)/\(proposal.subject)"
  }
}
