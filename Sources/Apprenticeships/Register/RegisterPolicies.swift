import Accounts
import Chronology
import Companies
import Database
import Web

extension Access {
  /// Everybody involved in training: companies, instructors, apprentices.
  static let trainingParty = Access("training party") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    let kinds: [FunctionKind] = [.companyAdministrator, .companyMember, .instructor, .apprentice]
    return kinds.contains(where: acting.hasFunction) && acting.covers(.contracts) ? .allowed : .hidden
  }
}

extension Apprenticeships {
  /// People who may act in this way on the apprenticeship in the path; for everybody else it does not exist (404).
  func apprenticeshipAccess(_ action: ApprenticeshipAction) -> Access {
    Access("apprenticeship: \(action)") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let id = visit.key("apprenticeship") else { return .hidden }
      let day = visit.clock.day(of: visit.now)
      let parties = try await database.read { try ApprenticeshipQueries.parties(of: id, on: day, in: $0) }
      guard let parties else { return .hidden }
      let allowed = ApprenticeshipAccess.actions(of: acting, on: parties)
      if allowed.contains(action) { return .allowed }
      return allowed.contains(.view) ? trainingMissing(visit) : .hidden
    }
  }

  /// Members of the chosen company with the right for training.
  var companyTraining: Access {
    Access("company: training") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let company = acting.chosenCompany, acting.covers(.contracts) else { return .hidden }
      return company.rights.contains(CompanyRight.training.rawValue) ? .allowed : trainingMissing(visit)
    }
  }

  /// The same for the company of the instructor in the path, whether it is the chosen one or not.
  var instructorAccess: Access {
    Access("instructor: company training") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let id = visit.key("instructor"), acting.covers(.contracts) else { return .hidden }
      let company = try await database.read { try InstructorQueries.company(of: id, in: $0) }
      guard let company,
        let function = acting.function([.companyAdministrator, .companyMember], for: company)
      else { return .hidden }
      return function.rights.contains(CompanyRight.training.rawValue) ? .allowed : trainingMissing(visit)
    }
  }

  private func trainingMissing(_ visit: Visit) -> AccessDecision {
    .refused(right: visit.t("training.right.missing"), helper: visit.t("training.right.helper"))
  }
}

extension Acting {
  /// The company of the chosen function; nil if another kind of function is chosen.
  var chosenCompany: PortalFunction? {
    guard let function, [.companyAdministrator, .companyMember].contains(function.kind) else { return nil }
    return function
  }
}
