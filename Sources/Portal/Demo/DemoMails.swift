import Postbox

extension PortalApplication {
  /// The newest mails of the demo, newest first; empty without a demo.
  package var demoMails: [MailMessage] { mailbox?.messages ?? [] }
}
