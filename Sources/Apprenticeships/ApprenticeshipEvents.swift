import Journal
import Registers

/// Events of the audit log about the register.
extension Event {
  static let apprenticeshipChanged = Event("apprenticeship.changed")
  static let apprenticeshipMoved = Event("apprenticeship.moved")
  static let companyBranchesAsked = Event("company.branches.asked")
  static let credentialsApproved = Event("credentials.approved")
  static let credentialsRefused = Event("credentials.refused")
  static let credentialsRequested = Event("credentials.requested")
  static let registerApprenticeshipsImported = Event("register.apprenticeships.imported")
  static let registerInstructorMoved = Event("register.instructor.moved")
  static let registerInstructorsImported = Event("register.instructors.imported")
  static let registerOccupationsImported = Event("register.occupations.imported")

  /// All events of this area, for the vocabulary of the log.
  static let ofApprenticeships: [Event] =
    [
      .apprenticeshipChanged, .apprenticeshipMoved, .companyBranchesAsked, .credentialsApproved, .credentialsRefused,
      .credentialsRequested, .registerApprenticeshipsImported, .registerInstructorMoved, .registerInstructorsImported,
      .registerOccupationsImported,
    ] + Event.access(of: .apprenticeship)
}

extension SubjectKind {
  /// An apprentice.
  package static let apprentice = SubjectKind("apprentice")
  /// An entry of the register.
  package static let apprenticeship = SubjectKind("apprenticeship")
  static let credentialRequest = SubjectKind("credential_request")
  static let instructor = SubjectKind("instructor")
}
