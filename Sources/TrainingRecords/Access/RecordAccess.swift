import Accounts
import Apprenticeships
import Chronology
import Companies
import Registers

/// Decides in which role somebody sees a record. Pure functions; the input is the person's functions.
package enum RecordAccess {
  package static func viewer(
    _ function: PortalFunction, covers: (WorkField) -> Bool, of parties: RecordParties
  ) -> WeekViewer? {
    guard covers(.records) else { return nil }
    switch function.kind {
    case .apprentice: return function.subject == parties.apprentice ? .apprentice : nil
    case .instructor:
      if function.subject == parties.instructor { return .instructor }
      return function.subject == parties.former?.instructor ? .formerInstructor : nil
    case .coSigner: return function.subject == parties.coSigner?.id ? .coSigner : nil
    case .companyAdministrator, .companyMember:
      guard function.subject == parties.company else { return nil }
      if parties.isAssigned { return .assistant }
      return function.rights.contains(CompanyRight.training.rawValue) ? .company : nil
    case .officer:
      return parties.isReleased && function.rights.contains(OfficerRight.training.rawValue) ? .chamber : nil
    default: return nil
    }
  }

  /// Whether a viewer may see a week: former instructors those of their time, co-signers those that concern their role.
  static func reaches(_ viewer: WeekViewer, _ week: CalendarWeek, _ content: WeekContent?, _ parties: RecordParties)
    -> Bool
  {
    switch viewer {
    case .formerInstructor: parties.former.map { week.ordinal <= $0.lastWeek } ?? false
    case .coSigner: parties.coSigner.map { $0.role.concerns(content) } ?? false
    case .apprentice, .instructor, .assistant, .company, .chamber: true
    }
  }

  /// The role among all functions of a person; the chosen function has precedence.
  static func viewer(_ acting: Acting, _ parties: RecordParties) -> (viewer: WeekViewer, function: PortalFunction)? {
    // The apprentice is never anybody else to their own record, not even as a deputy: nobody signs their own.
    if parties.isOwn {
      let own = acting.functions.first { $0.kind == .apprentice && $0.subject == parties.apprentice }
      return acting.covers(.records) ? own.map { (.apprentice, $0) } : nil
    }
    let chosen = acting.function.map { [$0] } ?? []
    for function in chosen + acting.functions where !(function.kind == .officer && acting.lacksSecondFactor) {
      if let viewer = viewer(function, covers: acting.covers, of: parties) { return (viewer, function) }
    }
    return nil
  }
}
