import Accounts
import Chronology
import Database

/// Somebody who signs weeks of a record beside the instructor (Mitzeichnende/-r): wanted, never needed.
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

/// As what somebody signs beside the instructor. The words stand in the texts as `records.coSigner.role.ROLE`.
package enum CoSignerRole: String, Sendable, CaseIterable, ColumnValue {
  /// Parents or guardians of a minor: BIBB recommendation 156 has them see the record at reasonable intervals.
  case guardian
  /// The vocational school.
  case school
  /// Another place of training (überbetriebliche Ausbildungsstätte).
  case site

  /// The kind of day that the role is about; nil for all days.
  var kindOfDay: DayKind? {
    switch self {
    case .guardian: nil
    case .school: .school
    case .site: .course
    }
  }

  /// Whether a week is the role's to see: a school sees no week without a school day.
  package func concerns(_ content: WeekContent?) -> Bool {
    guard let kindOfDay else { return true }
    return content?.days.contains { $0.kind == kindOfDay } ?? false
  }
}

/// Who may sign beside the instructor in a chamber.
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
