import Accounts
import Companies
import Testing

@testable import Apprenticeships

/// Who may do what with an apprenticeship: company 7 trains, instructor 8, apprentice 9.
struct ApprenticeshipAccessTests {
  private let parties = ApprenticeshipParties(company: 7, instructor: 8, apprentice: 9, isOver: false)

  private typealias Line = (FunctionKind, Int64, Set<String>, Set<ApprenticeshipAction>)

  @Test(
    arguments: [
      (FunctionKind.companyAdministrator, 7, ["training", "reading"], [ApprenticeshipAction.view, .openAccount]),
      (.companyMember, 7, ["training"], [.view, .openAccount]), (.companyMember, 7, ["reading"], [.view]),
      (.companyMember, 7, ["finance"], []), (.companyMember, 6, ["training"], []),
      (.companyAdministrator, 6, ["training"], []), (.instructor, 8, [], [.view]), (.instructor, 7, [], []),
      (.apprentice, 9, [], [.view]), (.apprentice, 8, [], []), (FunctionKind(rawValue: "examiner"), 9, [], []),
      (.officer, 7, ["training"], []),
    ] as [Line])
  func `each function sees what is its own`(
    kind: FunctionKind, subject: Int64, rights: Set<String>, expected: Set<ApprenticeshipAction>
  ) {
    let function = PortalFunction(kind: kind, subject: subject, title: "", rights: rights, path: "")
    #expect(ApprenticeshipAccess.actions(of: function, covers: { _ in true }, on: parties) == expected)
  }

  @Test(arguments: WorkField.allCases)
  func `a deputy sees it only where the deputyship covers contracts`(field: WorkField) {
    let function = PortalFunction(kind: .companyMember, subject: 7, title: "", rights: ["training"], path: "")
    let actions = ApprenticeshipAccess.actions(of: function, covers: { $0 == field }, on: parties)
    #expect(actions.isEmpty == (field != .contracts))
  }

  @Test func `an apprenticeship that is over is still seen, but no account is opened for it`() {
    let over = ApprenticeshipParties(company: 7, instructor: 8, apprentice: 9, isOver: true)
    let function = PortalFunction(kind: .companyMember, subject: 7, title: "", rights: ["training"], path: "")
    #expect(ApprenticeshipAccess.actions(of: function, covers: { _ in true }, on: over) == [.view])
  }

  @Test func `between two companies nobody sees it as a company`() {
    let nobody = ApprenticeshipParties(company: nil, instructor: nil, apprentice: 9, isOver: false)
    let function = PortalFunction(kind: .companyAdministrator, subject: 7, title: "", rights: ["training"], path: "")
    #expect(ApprenticeshipAccess.actions(of: function, covers: { _ in true }, on: nobody).isEmpty)
  }
}
