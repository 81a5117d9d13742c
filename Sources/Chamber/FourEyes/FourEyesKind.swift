import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Delegation
import Documents
import Journal
import Sodium

/// What needs two officers.
enum FourEyesKind: String, Sendable, ColumnValue, CaseIterable {
  case requestRefusal = "request_refusal"
  case deputyRefusal = "deputy_refusal"
  case accountDeletion = "account_deletion"
  case documentRevocation = "document_revocation"
  case fourEyesOff = "four_eyes_off"

  var label: String { "chamber.fourEyes.\(rawValue)" }

  var right: OfficerRight {
    switch self {
    case .requestRefusal, .deputyRefusal: .companies
    case .accountDeletion: .accounts
    case .documentRevocation: .documents
    case .fourEyesOff: .administration
    }
  }

  /// Where the officers decide about it.
  func path(_ subject: Int64) -> String {
    switch self {
    case .requestRefusal: "/kammer/antraege/\(subject)"
    case .deputyRefusal: "/kammer/vertretungen/\(subject)/ablehnen"
    case .accountDeletion: "/kammer/konten/\(subject)/loeschen"
    case .documentRevocation: "/kammer/dokumente/\(subject)/zurueckziehen"
    case .fourEyesOff: "/kammer/einstellungen?bereich=chamber"
    }
  }

  /// The page of what it is about.
  func object(_ subject: Int64) -> String {
    switch self {
    case .requestRefusal, .fourEyesOff: path(subject)
    case .deputyRefusal: "/kammer/vertretungen"
    case .accountDeletion: "/kammer/konten/\(subject)"
    case .documentRevocation: "/kammer/dokumente/\(subject)"
    }
  }

  /// What the audit log names.
  func logged(_ subject: Int64) -> JournalEntry.Subject {
    switch self {
    case .requestRefusal: .init("credential_request", subject)
    case .deputyRefusal: .init("deputyship", subject)
    case .accountDeletion: .init("account", subject)
    case .documentRevocation: .init("document", subject)
    case .fourEyesOff: .init("setting")
    }
  }

  /// Whether an officer is the one whom it is about.
  func concerns(_ officer: Int64, _ subject: Int64) -> Bool { self == .accountDeletion && subject == officer }

  /// How what it is about is called; empty where there is nothing to tell it from.
  func title(of subject: Int64, in connection: any Connection) throws -> String {
    switch self {
    case .requestRefusal: try CredentialRequestQueries.request(subject, in: connection)?.companyName ?? ""
    case .deputyRefusal: try DeputyshipQueries.deputyship(subject, in: connection)?.proposedName ?? ""
    case .accountDeletion: try AccountQueries.account(subject, in: connection)?.fullName ?? ""
    case .documentRevocation: try DocumentQueries.document(subject, in: connection)?.title ?? ""
    case .fourEyesOff: ""
    }
  }
}

extension OfficerProposal {
  /// Names what an officer saw of a proposal: who, when and why.
  var fingerprint: String {
    Sodium.hexadecimal(Sodium.hash("\(kind.rawValue)|\(subject)|\(by)|\(at.microseconds)|\(reason)"))
  }

  /// For the audit log, of what becomes of it.
  var logged: [String: String] {
    ["proposal": kind.rawValue, "reason": reason, "proposed_by": String(by)].filter { !$0.value.isEmpty }
  }
}
