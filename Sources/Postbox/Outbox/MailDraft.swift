/// What a mail says, before it is laid out: a subject and blocks. It becomes plain text and HTML alike.
package struct MailDraft: Sendable, Codable, Equatable {
  /// Shown to officers in the list of mails, such as `activation`.
  package let kind: String
  package let language: String
  package let subject: String
  package let blocks: [Block]

  package init(kind: String, language: String, subject: String, blocks: [Block]) {
    self.kind = kind
    self.language = language
    self.subject = subject
    self.blocks = blocks
  }

  package enum Block: Sendable, Codable, Equatable {
    case paragraph(String)
    /// A code to type, with the words in front of it.
    case code(label: String, code: String)
    /// A link with the words for its button; the address stands in the text as well.
    case link(label: String, address: String)
    case small(String)
  }
}
