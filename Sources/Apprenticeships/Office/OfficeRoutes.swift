import Accounts
import Companies
import Registers
import Web

/// The area's routes for officers.
extension Apprenticeships {

  func addOfficeRoutes(to routes: inout Routes) {
    let entry = "\(ApprenticeshipPath.register)/{apprenticeship}"
    routes.get(ApprenticeshipPath.register, .officer(.training), registerList)
    routes.get(entry, .officer(.training), registerEntry)
    routes.appoint("\(entry)/account", .officer(.training), openRegisterAccount)
    routes.appoint("\(entry)/account/erneut", .officer(.training), resendRegisterAccount)
    routes.appoint("\(entry)/brief", .officer(.training), requestRegisterLetter)
    routes.post("\(entry)/code-sperren", .officer(.training), revokeRegisterCode)
    routes.get("\(entry)/zugang-beenden", .officer(.training), confirmRegisterAccessEnd)
    routes.appoint("\(entry)/zugang-beenden", .officer(.training), endRegisterAccess)
    routes.get(ApprenticeshipPath.occupations, .officer(.training), occupationList)
    routes.get("\(ApprenticeshipPath.occupations)/{occupation}", .officer(.training), occupationPage)
    let request = "\(ApprenticeshipPath.requests)/{request}"
    routes.get(ApprenticeshipPath.requests, .officer(.companies), credentialRequests)
    routes.get(request, .officer(.companies), credentialRequest)
    routes.post("\(request)/uebernehmen", .officer(.companies), takeRequest)
    routes.appoint("\(request)/genehmigen", .officer(.companies), approveRequest)
    routes.post("\(request)/ablehnen", .officer(.companies), refuseRequest)
  }
}
