/// The state of an SMTP dialogue; decides whether a retry makes sense.
struct SMTPDialogue {
  enum Step { case opening, sender, recipient, content }

  private var isOver = false

  private(set) var step = Step.opening
  /// The server's last reply, such as `550 5.1.1 Mailbox unknown`.
  private(set) var reply = ""

  /// Records a command. Lines of a login match none of them and are not kept.
  mutating func sent(_ command: String) {
    // libcurl sends QUIT after a refusal; the reply to that is irrelevant.
    if command == "QUIT\r\n" { isOver = true }
    if command.hasPrefix("MAIL FROM:") { step = .sender }
    if command.hasPrefix("RCPT TO:") { step = .recipient }
    if command == "DATA\r\n" { step = .content }
  }

  mutating func received(_ lines: String) {
    guard !isOver, let last = lines.split(whereSeparator: \.isNewline).last else { return }
    reply = HeaderText.cleaned(String(last))
  }

  /// The failure according to the last reply, or else a temporary one for the given reason.
  func failure(or reason: String) -> MailFailure {
    let isRefusal = reply.hasPrefix("4") || reply.hasPrefix("5")
    guard isRefusal else { return .temporary(reason) }
    return refusesRecipient ? .permanent(reply) : .temporary("\(reason) (\(reply))")
  }

  /// Codes by which a server refuses the portal rather than the recipient: unknown commands, wrong order, login
  /// required.
  private static let refusalsOfPortal: Set<Substring> = ["500", "502", "503", "504", "530", "534", "535", "538"]

  private var refusesRecipient: Bool {
    guard step == .recipient || step == .content, reply.hasPrefix("5") else { return false }
    let words = reply.split(separator: " ")
    // 5.7.x is policy: relaying denied, sender not permitted. The operator can correct that, and no mail is lost.
    let isPolicy = words.count > 1 && words[1].hasPrefix("5.7.")
    return !isPolicy && !Self.refusalsOfPortal.contains(reply.prefix(3))
  }
}
