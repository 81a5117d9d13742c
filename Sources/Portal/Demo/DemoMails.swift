import Postbox

extension PortalApplication {
  /// The newest mails of the demo, newest first; empty elsewhere.
  package var demoMails: [MailMessage] { mailbox?.messages ?? [] }
}
