import Foundation
import Web

/// Renders a draft as plain text and as HTML. Unlike on pages, styles are inline, because mail programs ignore style
/// sheets.
enum MailLayout {
  static func text(_ draft: MailDraft, footer: String) -> String {
    let blocks = draft.blocks.map { block in
      switch block {
      case .paragraph(let text), .small(let text): wrapped(text)
      case .code(let label, let code): "\(label)\n\n    \(code)"
      case .link(let label, let address): "\(label):\n\(address)"
      }
    }
    return (blocks + ["-- \n\(footer)"]).joined(separator: "\n\n") + "\n"
  }

  static func html(_ draft: MailDraft, footer: String) -> String {
    var page = HTML()
    page.raw("<!doctype html>")
    page.element("html", [.lang(draft.language)]) { html in
      html.element("head") { head in
        head.void("meta", [.attribute("charset", "utf-8")])
        head.element("title", text: draft.subject)
      }
      html.element("body", [style("margin:0;padding:24px;background:#f3f5f8;color:#16202b;" + font)]) { body in
        body.div(style("max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border-radius:6px")) { card in
          for block in draft.blocks { append(block, to: &card) }
        }
        body.p(footer, style("max-width:560px;margin:16px auto 0;font-size:13px;color:#4a5765;white-space:pre-line"))
      }
    }
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private static func append(_ block: MailDraft.Block, to card: inout HTML) {
    switch block {
    case .paragraph(let text): card.p(text, style("margin:0 0 16px;white-space:pre-line"))
    case .small(let text): card.p(text, style("margin:16px 0 0;font-size:14px;color:#4a5765"))
    case .code(let label, let code):
      card.p(label, style("margin:0 0 8px"))
      card.p(code, style("margin:0 0 20px;padding:14px;background:#f3f5f8;border-radius:6px;" + mono))
    case .link(let label, let address):
      card.p(style("margin:0 0 20px")) { $0.a(label, href: address, style(button)) }
    }
  }

  private static func style(_ text: String) -> Attribute { .attribute("style", text) }
  private static let font = "font:16px/1.5 'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
  private static let mono = "font:600 22px/1.3 Consolas,Menlo,'DejaVu Sans Mono',monospace;letter-spacing:2px"
  private static let button =
    "display:inline-block;padding:12px 20px;background:#0a4d8c;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600"

  /// Wraps lines at 72 characters, for programs that do not wrap.
  private static func wrapped(_ text: String) -> String {
    text.components(separatedBy: "\n").map { line in
      var lines: [String] = [""]
      for word in line.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if last.count + 1 + word.count <= 72 {
          lines[lines.count - 1] = "\(last) \(word)"
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
