import Accounts
import Companies
import Registers
import Web

/// The ways of officers through the area.
extension Apprenticeships {
  /// The register (Verzeichnis, Lehrlingsrolle).
  static let registerPath = "/kammer/verzeichnis"
  /// What companies ask the chamber for.
  static let requestsPath = "/kammer/antraege"

  func addOfficeRoutes(to routes: inout Routes) {
    let entry = "\(Self.registerPath)/{apprenticeship}"
    routes.get(Self.registerPath, .officer(.training), registerList)
    routes.get(entry, .officer(.training), registerEntry)
    routes.appoint("\(entry)/account", .officer(.training), openRegisterAccount)
    routes.appoint("\(entry)/account/erneut", .officer(.training), resendRegisterAccount)
    routes.appoint("\(entry)/brief", .officer(.training), requestRegisterLetter)
    routes.post("\(entry)/code-sperren", .officer(.training), revokeRegisterCode)
    routes.get("\(entry)/zugang-beenden", .officer(.training), confirmRegisterAccessEnd)
    routes.appoint("\(entry)/zugang-beenden", .officer(.training), endRegisterAccess)
    let request = "\(Self.requestsPath)/{request}"
    routes.get(Self.requestsPath, .officer(.companies), credentialRequests)
    routes.get(request, .officer(.companies), credentialRequest)
    routes.post("\(request)/uebernehmen", .officer(.companies), takeRequest)
    routes.appoint("\(request)/genehmigen", .officer(.companies), approveRequest)
    routes.post("\(request)/ablehnen", .officer(.companies), refuseRequest)
  }
}
