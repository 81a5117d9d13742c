import Database
import TestPortal
import Testing
import Web

struct PublicPageTests {
  private static let paths = [
    "/", "/anmelden", "/registrieren", "/passwort-vergessen", "/startcode", "/hilfe",
    "/registrierung-und-verifizierung",
    "/impressum", "/datenschutz", "/barrierefreiheit", "/widerruf", "/demo", "/styleguide",
  ]

  @Test(arguments: paths, ChamberKind.allCases)
  func `public pages stand in both languages and for both kinds of chamber`(path: String, kind: ChamberKind)
    async throws
  {
    try await TestPortal.with(.sqlite, kind: kind) { portal in
      let visitor = portal.visitor()
      let german = try await visitor.get(path)
      #expect(german.body.contains("<html lang=\"de\">"))
      let english = try await visitor.get("\(path)?sprache=en")
      #expect(english.body.contains("<html lang=\"en\">"))
      let kept = try await visitor.get(path)
      #expect(kept.body.contains("<html lang=\"en\">"), "the choice is kept")
    }
  }

  @Test func `an IHK speaks of the Identnummer, a Handwerkskammer of the Handwerkskarte`() async throws {
    let texts = try await [ChamberKind.ihk, .hwk].asyncMap { kind in
      try await TestPortal.with(.sqlite, kind: kind) { portal in
        try await portal.visitor().get("/registrierung-und-verifizierung").text
      }
    }
    #expect(texts[0].contains("Identnummer") && !texts[0].contains("Handwerkskarte"))
    #expect(texts[1].contains("Handwerkskarte") && !texts[1].contains("Identnummer"))
  }

  @Test func `who only reads gets no cookie, and what is the same for everybody may be kept`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let reader = portal.visitor()
      for path in ["/", "/hilfe", "/impressum", "/registrierung-und-verifizierung", "/gibt-es-nicht"] {
        #expect(try await reader.send("GET", path).header("set-cookie") == nil, "\(path)")
      }
      #expect(try await reader.send("GET", "/hilfe").header("cache-control") == "public, max-age=300")
      let form = try await reader.send("GET", "/anmelden")
      #expect(form.header("set-cookie")?.hasPrefix("kp_visitor=") == true, "a form needs one")
      #expect(try await reader.send("GET", "/registrieren").header("set-cookie") == nil, "one is enough")
      let english = try await reader.send("GET", "/hilfe?sprache=en")
      #expect(english.header("cache-control") == "no-store", "the choice of a language is a cookie")
      let petra = portal.visitor(from: "192.0.2.3")
      try await petra.registered("Petra", "Holz", "petra@x.example", on: portal)
      let own = try await petra.send("GET", "/hilfe")
      #expect(own.header("cache-control") == "no-store" && own.text.contains("Petra Holz"))
    }
  }

  @Test func `style sheets and scripts are served for good, compressed, and unknown ones are not found`() async throws {
    try await TestPortal.with(.sqlite) { portal in
      let visitor = portal.visitor()
      let page = try await visitor.get("/")
      for match in page.body.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/) {
        let file = try await visitor.send("GET", String(match.output.1))
        #expect(file.status == 200, "\(match.output.1)")
        #expect(file.header("cache-control")?.contains("public") == true)
      }
      #expect(try await visitor.send("GET", "/assets/../../etc/passwd").status == 404)
      #expect(try await visitor.send("GET", "/assets/kammer/zzzzzz.css").status == 404)
    }
  }
}

extension Array {
  fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
