import Foundation
import Testing

/// What every page must fulfil; checked for each page that a test gets.
enum PageCheck {
  static func check(_ page: Page) {
    let body = PageBytes(page.bytes)
    guard page.header("content-type")?.hasPrefix("text/html") == true, body.index(of: "<!doctype") == 0 else { return }
    let place = Comment(rawValue: "\(page.path) (\(page.status))")
    #expect(body.count("<h1") == 1, place)
    #expect(body.contains("<html lang=\""), place)
    #expect(body.contains("<title>"), place)
    #expect(!body.contains("⟦"), Comment(rawValue: "a text is missing on \(page.path): \(missing(page.body))"))
    #expect(!body.contains(" style=\""), place)
    #expect(!body.contains("<script>"), place)
    #expect(body.count("name=\"formular\"") == body.count("method=\"post\""), "each form that posts has its token")
    checkLabels(body, place)
    if body.contains("{") { checkPlaces(page.text, place) }
    #expect(page.header("content-security-policy")?.contains("default-src 'none'") == true, place)
    #expect(page.header("x-content-type-options") == "nosniff", place)
    #expect(page.header("referrer-policy") == "no-referrer", place)
    checkKeeping(page, body, place)
  }

  /// A cacheable page must be the same for everybody: no cookie, no form, no name.
  private static func checkKeeping(_ page: Page, _ body: PageBytes, _ place: Comment) {
    let keeping = page.header("cache-control") ?? ""
    guard keeping.hasPrefix("public") else { return #expect(keeping == "no-store", place) }
    #expect(page.header("set-cookie") == nil && page.header("vary") == "cookie", place)
    #expect(!body.contains("name=\"formular\""), place)
  }

  private static func missing(_ body: String) -> String {
    body.split(separator: "⟦").dropFirst().map { String($0.prefix { $0 != "⟧" }) }.joined(separator: ", ")
  }

  /// Each visible field has a label.
  private static func checkLabels(_ body: PageBytes, _ place: Comment) {
    let fields = ["<input ", "<select ", "<textarea "].flatMap { body.parts(from: $0, to: ">") }
    for field in fields where !field.contains("type=\"hidden\"") {
      guard let id = field.value(after: "id=\"") else {
        Issue.record("a field without id: \(String(decoding: field.bytes.prefix(80), as: UTF8.self)) on \(place)")
        continue
      }
      #expect(body.contains("for=\"\(id)\""), place)
    }
  }

  /// No placeholder of a text is left unfilled.
  private static func checkPlaces(_ text: String, _ place: Comment) {
    let unfilled = text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) }
    #expect(unfilled.isEmpty, Comment(rawValue: "unfilled \(unfilled) on \(place)"))
  }
}
