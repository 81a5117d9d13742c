import Accounts
import Database
import TestDatabases
import TestPortal
import Testing

/// A form that a page of another site sends is refused, even with a token that somebody got hold of.
struct ElsewhereJourneys {
  private func sent(_ headers: [String: String], on portal: TestPortal) async throws -> Page {
    let visitor = portal.visitor()
    let token = Browser.token(in: try await visitor.get("/registrieren").body) ?? ""
    let fields = [("vorname", "Lea"), ("nachname", "Sommer"), ("email", "lea@holzwerk.example"), ("formular", token)]
    return try await visitor.send("POST", "/registrieren", Browser.encode(fields), headers: headers)
  }

  @Test(arguments: [
    ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
    ["sec-fetch-site": "cross-site", "origin": "http://portal.test"], ["origin": "https://evil.example"],
    ["origin": "https://portal.test.evil.example"],
    ["origin": "https://evil.example", "x-forwarded-host": "k.example"],
  ])
  func `what another site sends is refused and changes nothing`(headers: [String: String]) async throws {
    try await TestPortal.with(.sqlite) { portal in
      let answer = try await sent(headers, on: portal)
      #expect(answer.status == 403)
      #expect(try await portal.accounts(at: "lea@holzwerk.example") == 0)
    }
  }

  @Test(arguments: [
    [:], ["sec-fetch-site": "same-origin"], ["sec-fetch-site": "none"],
    ["sec-fetch-site": "same-origin", "origin": "null"], ["origin": "null"], ["origin": "http://portal.test"],
    ["origin": "HTTP://Portal.Test"], ["origin": "https://intern.kammer", "x-forwarded-host": "intern.kammer"],
    ["sec-fetch-site": "same-origin", "origin": "https://intern.kammer"],
  ])
  func `what the portal's own pages send is taken, under whatever name it is reached`(
    headers: [String: String]
  ) async throws {
    try await TestPortal.with(.sqlite) { portal in
      let answer = try await sent(headers, on: portal)
      #expect(answer.status == 303)
      #expect(try await portal.accounts(at: "lea@holzwerk.example") == 1)
    }
  }
}
