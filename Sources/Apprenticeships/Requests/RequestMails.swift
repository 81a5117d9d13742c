import Accounts
import Database
import Postbox
import Settings
import Web

/// The answers to a request; the texts are `training.requests.mail.ANSWER`.
enum CredentialAnswer: String {
  case approved, branches, refused
}

/// The mail with the answer to a request, in the language of the page where it was made.
extension Apprenticeships {
  func mailAnswer(
    _ answer: CredentialAnswer, _ values: [String: String] = [:], to one: CredentialRequest, cause: Cause,
    in connection: any Connection
  ) throws {
    let t = cause.site.catalogue.texts(in: one.language)
    let values = values.merging(["company": one.companyName, "contact": settings.contact]) { own, _ in own }
    let draft = MailDraft(
      kind: "credentials-\(answer.rawValue)", language: t.language.rawValue,
      subject: t("training.requests.mail.subject"),
      blocks: [
        .paragraph(t("training.requests.mail.\(answer.rawValue)", values)),
        .small(t("training.requests.mail.small", values)),
      ])
    try accounts.postbox.queue(draft, to: one.email, account: nil, now: cause.now, in: connection)
  }
}
