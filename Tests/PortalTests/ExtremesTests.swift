import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import Web

/// Everybody's forms, links and addresses with what no field is made for: the portal answers, and never with a fault.
struct ExtremesTests {
  private static let most = TypedInputTests.extremes
  /// For the second engine, and for fields one by one.
  private static let few = [
    "1e300", "inf", "99999999999999999999", "9223372036854775807", "9223372036854775807:00", "31.12.9999",
    "01.01.0001", "-1", "a\u{0}b",
  ]

  private static let fewest = ["99999999999999999999", "inf", "a\u{0}b"]

  @Test(arguments: eachEngine())
  func `extremes in every field of every form end nothing, whoever sends them`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await World(portal)
      let people = world.people.sorted { $0.0 != "officer" && $1.0 == "officer" }
      var seen: Set<String> = []
      for (name, person) in people where !name.hasPrefix("officer: ") {
        for form in try await FormWalk.forms(of: person) {
          let isNew = seen.insert(form.pattern).inserted
          for value in engine == .sqlite && isNew ? Self.most : Self.fewest {
            try await send(form, form.fields.map { ($0.name, value) }, as: person, name)
          }
          guard isNew else { continue }
          for field in form.fields {
            for value in engine == .sqlite ? Self.few : Self.fewest {
              try await send(form, form.fields.map { ($0.name, $0 == field ? value : $0.value) }, as: person, name)
            }
          }
        }
      }
      #expect(seen.count > 60, "only \(seen.count) forms were found")
    }
  }

  @Test(arguments: eachEngine())
  func `extremes in addresses, queries and headers end nothing`(engine: Engine) async throws {
    try await TestPortal.with(engine) { portal in
      let world = try await World(portal)
      for (name, person) in world.people where ["apprentice", "administrator", "officer"].contains(name) {
        for route in portal.application.routes.all where route.method == .get {
          for value in engine == .sqlite ? Self.few : Self.fewest {
            let typed = FormInput.encoded(String(value.prefix(500)))
            let path = route.path.replacing(/\{[a-z]+\}/, with: typed.isEmpty ? "%20" : typed)
            let query = ["vor", "nach", "suche", "verhaeltnis", "seite", "art", "fehler", "teile"].map {
              "\($0)=\(typed)"
            }
            let page = try await person.send(
              "GET", "\(path)?\(query.joined(separator: "&"))",
              headers: [
                "range": "bytes=0-99999999999999999999", "accept-language": "de;q=1e400", "if-none-match": "*",
              ],
              isChecked: false)
            #expect(page.status < 500 || page.status == 503, "\(name): GET \(path.prefix(120)): \(page.status)")
          }
        }
      }
    }
  }

  private func send(
    _ form: WalkedForm, _ fields: [(String, String)], as person: Browser, _ name: String
  ) async throws {
    let body = Browser.encode(fields)
    let page =
      form.isPost
      ? try await person.send(
        "POST", form.action, Browser.encode(fields + [("formular", form.token)]), isChecked: false)
      : try await person.send("GET", "\(form.action)?\(String(decoding: body, as: UTF8.self))", isChecked: false)
    let typed = fields.map { "\($0.0)=\($0.1.prefix(30))" }.joined(separator: " ")
    #expect(page.status < 500, "\(name): \(form.action) \(typed): \(page.status)")
  }
}

struct WalkedForm: Sendable {
  struct Field: Sendable, Equatable {
    let name: String
    let value: String
  }

  let action: String
  let isPost: Bool
  let token: String
  let fields: [Field]

  /// The action without numbers, and the names of the fields.
  var pattern: String {
    "\(isPost) \(action.replacing(/\d+/, with: "{}")) \(Set(fields.map { $0.name.replacing(/\d+/, with: "") }).sorted())"
  }
}

/// Walks through all that somebody's pages link to, and gathers the forms.
enum FormWalk {
  static func forms(of person: Browser) async throws -> [WalkedForm] {
    var waiting = ["/", "/anmelden", "/registrieren", "/startcode", "/pruefen"]
    var visits: [String: Int] = [:]
    var found: [WalkedForm] = []
    var patterns: Set<String> = []
    while let path = waiting.popLast() {
      guard visits.values.reduce(0, +) < 250 else { break }
      let pattern = String(path.prefix { $0 != "?" && $0 != "#" }).replacing(/\d+/, with: "{}")
      guard visits[pattern, default: 0] < 2,
        !pattern.contains(/\.(pdf|json|csv|svg|css|js|png|ics|zip)$|abmelden|sprache/)
      else { continue }
      visits[pattern, default: 0] += 1
      let page = try await person.get(path)
      guard page.header("content-type")?.hasPrefix("text/html") == true else { continue }
      for form in forms(in: page.body) where !form.fields.isEmpty && patterns.insert(form.pattern).inserted {
        found.append(form)
      }
      waiting += page.body.matches(of: /href="(\/[^"#]*)"/).map { String($0.output.1).replacing("&amp;", with: "&") }
        .filter { !$0.hasPrefix("/assets") && !$0.hasPrefix("//") }
    }
    return found
  }

  private static func forms(in body: String) -> [WalkedForm] {
    body.components(separatedBy: "<form ").dropFirst().compactMap { part in
      let text = part.components(separatedBy: "</form>")[0]
      guard let action = text.firstMatch(of: /action="([^"]*)"/)?.output.1, action != "/abmelden" else { return nil }
      var names: [String: String] = [:]
      for tag in text.matches(of: /<(?:input|select|textarea|button)[^>]*>/).map(\.output) {
        guard let name = tag.firstMatch(of: /\ name="([^"]*)"/)?.output.1, name != "formular" else { continue }
        let value = tag.firstMatch(of: /\ value="([^"]*)"/).map { String($0.output.1) } ?? ""
        if names[String(name)] == nil || tag.contains(" checked") { names[String(name)] = value }
      }
      return WalkedForm(
        action: String(action).replacing("&amp;", with: "&"), isPost: text.contains("method=\"post\""),
        token: Browser.token(in: text) ?? "",
        fields: names.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
    }
  }
}
