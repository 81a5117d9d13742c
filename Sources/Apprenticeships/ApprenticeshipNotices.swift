import Web

/// Messages after forms about the register and requests.
extension Notice {
  static let trainingBranchesDone = Notice("training.branches.done")
  static let trainingRequestDone = Notice("training.request.done")
  static let trainingRequestsApproved = Notice("training.requests.approved")
  static let trainingRequestsBranchesApproved = Notice("training.requests.branchesApproved")
  static let trainingRequestsRefused = Notice("training.requests.refused")
}
