import Foundation
import Testing

/// What every page must hold, checked on each page that a test gets.
enum PageCheck {
  static func check(_ page: Page) {
    guard page.header("content-type")?.hasPrefix("text/html") == true, page.body.hasPrefix("<!doctype") else { return }
    let place = Comment(rawValue: "\(page.path) (\(page.status))")
    #expect(count("<h1", in: page.body) == 1, place)
    #expect(page.body.contains("<html lang=\""), place)
    #expect(page.body.contains("<title>"), place)
    #expect(!page.body.contains("⟦"), Comment(rawValue: "a text is missing on \(page.path): \(missing(page.body))"))
    #expect(!page.body.contains(" style=\""), place)
    #expect(!page.body.contains("<script>"), place)
    checkForms(page.body, place)
    checkLabels(page.body, place)
    checkPlaces(page.text, place)
    #expect(page.header("content-security-policy")?.contains("default-src 'none'") == true, place)
    #expect(page.header("x-content-type-options") == "nosniff", place)
    #expect(page.header("referrer-policy") == "no-referrer", place)
    #expect(page.header("cache-control") == "no-store", place)
  }

  private static func missing(_ body: String) -> String {
    body.split(separator: "⟦").dropFirst().map { String($0.prefix { $0 != "⟧" }) }.joined(separator: ", ")
  }

  /// Each form that posts carries its token.
  private static func checkForms(_ body: String, _ place: Comment) {
    let posts = count("method=\"post\"", in: body)
    #expect(count("name=\"formular\"", in: body) == posts, place)
  }

  /// Each field that people see has a label.
  private static func checkLabels(_ body: String, _ place: Comment) {
    for tag in ["<input ", "<select ", "<textarea "] {
      for field in body.components(separatedBy: tag).dropFirst() {
        let attributes = field.prefix { $0 != ">" }
        if attributes.contains("type=\"hidden\"") { continue }
        guard let id = attributes.firstRange(of: "id=\"")?.upperBound else {
          Issue.record("a field without id: \(attributes.prefix(80)) on \(place)")
          continue
        }
        let name = attributes[id...].prefix { $0 != "\"" }
        #expect(body.contains("for=\"\(name)\""), place)
      }
    }
  }

  /// No place of a text is left unfilled.
  private static func checkPlaces(_ text: String, _ place: Comment) {
    let unfilled = text.matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) }
    #expect(unfilled.isEmpty, Comment(rawValue: "unfilled \(unfilled) on \(place)"))
  }

  private static func count(_ part: String, in body: String) -> Int {
    body.components(separatedBy: part).count - 1
  }
}
