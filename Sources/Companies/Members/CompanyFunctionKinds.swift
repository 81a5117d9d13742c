import Accounts

extension FunctionKind {
  /// An administrator of a company in the portal (Firmenadministrator/-in).
  package static let companyAdministrator = FunctionKind(rawValue: "company_administrator")
  /// A member of a company in the portal (Mitglied).
  package static let companyMember = FunctionKind(rawValue: "company_member")
}
