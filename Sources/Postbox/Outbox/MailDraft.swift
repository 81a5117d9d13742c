/// The content of a mail before layout: a subject and blocks. Rendered as plain text and as HTML.
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
    /// A code to type, with its label.
    case code(label: String, code: String)
    /// A link with the label of its button; the text version has the address.
    case link(label: String, address: String)
    case small(String)
  }
}
