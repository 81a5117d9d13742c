import Accounts
import Chronology
import Database

/// A co-signer (Mitzeichnende/-r): signs weeks of a record besides the instructor; desired, never required.
package struct CoSigner: Sendable, Equatable {
  package let id: Int64
  package let role: CoSignerRole

  package init(id: Int64, role: CoSignerRole) {
    self.id = id
    self.role = role
  }

  /// Nil for other functions.
  init?(_ function: PortalFunction) {
    guard function.kind == .coSigner, let role = function.rights.first.flatMap({ CoSignerRole(rawValue: $0) }) else {
      return nil
    }
    self.init(id: function.subject, role: role)
  }
}

/// The role of a co-signer. The words are the texts `records.coSigner.role.ROLE`.
package enum CoSignerRole: String, Sendable, CaseIterable, ColumnValue {
  /// Parents or guardians of a minor: by BIBB recommendation 156 they see the record at reasonable intervals.
  case guardian
  /// The vocational school.
  case school
  /// Another training site (überbetriebliche Ausbildungsstätte).
  case site

  /// The kind of day that concerns the role; nil for all days.
  var kindOfDay: DayKind? {
    switch self {
    case .guardian: nil
    case .school: .school
    case .site: .course
    }
  }

  /// Whether a week concerns the role: a school sees no week without a school day.
  package func concerns(_ content: WeekContent?) -> Bool {
    guard let kindOfDay else { return true }
    return content?.days.contains { $0.kind == kindOfDay } ?? false
  }
}

/// Which roles may co-sign in a chamber.
package enum CoSigning: String, Sendable, CaseIterable {
  case nobody
  case guardians
  case all

  package var roles: [CoSignerRole] {
    switch self {
    case .nobody: []
    case .guardians: [.guardian]
    case .all: CoSignerRole.allCases
    }
  }
}
