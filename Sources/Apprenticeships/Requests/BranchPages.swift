import Accounts
import Chronology
import Companies
import Database
import Web

/// The content of the page of branches.
private struct BranchModel: Sendable {
  let company: Company
  let branches: [Company]
  let reached: Set<Int64>
  let isAsked: Bool
}

/// The page of branches (`Filialen`): a head office sees its branches, opens those enabled by the chamber, and requests
/// access to the others.
extension Apprenticeships {
  private static let branchReason = FormField.lines(
    "training.branches.reason", hint: "training.branches.reasonHint", isRequired: false)

  @Sendable func branchPage(_ visit: Visit) async throws -> Reply {
    let model = try await branches(visit)
    let t = visit.t
    return visit.page(t("training.branches.title")) { page in
      page.breadcrumb(
        label: t("training.breadcrumb"), [Link(model.company.name, CompanyPath.company(model.company.id))])
      page.pageHead(t("training.branches.title"), lead: t("training.branches.lead"))
      guard !model.branches.isEmpty else {
        return page.emptyState(title: t("training.branches.none"), text: t("training.branches.noneText"))
      }
      page.taskList(
        model.branches.map { branch in
          let isReached = model.reached.contains(branch.id)
          return TaskItem(
            branch.name, path: isReached ? CompanyPath.company(branch.id) : nil,
            detail: "\(branch.number), \(branch.place)",
            badge: isReached ? (t("training.branches.reached"), .good) : (t("training.branches.closed"), .neutral))
        })
      if model.isAsked { return page.alert(.info, title: t("training.branches.asked")) }
      guard model.branches.contains(where: { !model.reached.contains($0.id) }),
        visit.acting?.function([.companyAdministrator], for: model.company.id) != nil
      else { return }
      page.card(title: t("training.branches.ask")) { card in
        card.form(
          action: ApprenticeshipPath.branches(of: model.company.id), token: visit.formToken, .class("form")
        ) { form in
          form.field(Self.branchReason, Form(visit))
          form.buttonRow { $0.submitButton(t("training.branches.submit")) }
        }
      }
    }
  }

  private func branches(_ visit: Visit) async throws -> BranchModel {
    guard let id = visit.key("company") else { throw NotFound() }
    let model = try await database.read { connection -> BranchModel? in
      guard let company = try CompanyQueries.company(id, in: connection) else { return nil }
      return BranchModel(
        company: company, branches: try CompanyQueries.branches(of: id, in: connection),
        reached: try BranchAccessQueries.branches(of: id, in: connection),
        isAsked: try CredentialRequestQueries.hasOpenBranches(id, in: connection))
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func askForBranches(_ visit: Visit) async throws -> Reply {
    let model = try await branches(visit)
    let acting = try visit.signedIn()
    guard !model.branches.isEmpty else { throw NotFound() }
    let reason = String(visit.form.trimmed(Self.branchReason.name).prefix(Self.requestReason.upperBound))
    try await askForBranches(of: model.company, reason: reason, by: acting, cause: visit.cause)
    return visit.redirect(to: ApprenticeshipPath.branches(of: model.company.id), flash: .trainingBranchesDone)
  }
}
