import Accounts
import Chronology
import Foundation
import Journal
import Postbox
import Settings
import Typesetting
import Web
import Work

/// What the area contributes besides its pages: members as functions of accounts, the import, letters with PINs.
extension Companies {
  package static let officerRights: [OfficerRight] = [.companies]

  package static let officeEntries = [
    OfficeEntry(.companies, "chamber.menu.companies", path: CompanyPath.officeStart, rank: 1)
  ]

  package static let logVocabulary = LogVocabulary(
    paths: [.company: CompanyPath.officeStart], events: Event.ofCompanies)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(providers: [CompanyFunctions(clock: clock)], erasures: [CompanyErasure(clock: clock)])
  }

  package static let importKindNames = [CompanyImportKind.name]

  package var importKinds: [any ImportKind] { [CompanyImportKind(companies: self)] }

  package func letterKinds(_ context: AreaContext) -> [any LetterKind] {
    let (clock, texts, baseURL) = (context.clock, context.german, context.site.baseURL)
    return [
      PINLetter(companies: self, clock: clock, texts: texts, baseURL: baseURL),
      LinkNotice(companies: self, clock: clock, texts: texts, baseURL: baseURL),
    ]
  }

  func addOfficeRoutes(to routes: inout Routes) {
    let one = "\(CompanyPath.officeStart)/{company}"
    routes.get("/kammer/betriebe", .officer(.companies), companyList)
    routes.get(one, .officer(.companies), officePage)
    routes.post("\(one)/pins-sperren", .officer(.companies), revokePINs)
    routes.appoint("\(one)/filialen/{branch}/freischalten", .officer(.companies), grantBranch)
    routes.appoint("\(one)/filialen/{branch}/beenden", .officer(.companies), endBranch)
  }

  static func layout(_ file: String) -> Layout {
    Layout(folder: Bundle.module.bundleURL.appendingPathComponent("Layouts"), file: file)
  }
}

extension OfficerRight {
  /// The officers' right for companies, their import and their PINs.
  package static let companies = OfficerRight(rawValue: "companies")
}
