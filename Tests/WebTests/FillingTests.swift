import Chronology
import Testing

@testable import Web

/// What comes back into a form that was made anew meanwhile.
struct FillingTests {
  private func page(_ typed: [(name: String, value: String)]) -> String {
    let form = KeptForm(
      id: "1", action: "/a", token: FormTokens.Parts(nonce: "", page: "/a", tag: ""), fields: FormInput(typed),
      network: "192.0.2.1", keptAt: Instant(microseconds: 0))
    var page = HTML()
    page.filling = Filling(form, for: "/a")
    page.hiddenRevision("fassung", "7")
    page.hiddenRevision("vorher", "new", of: ("schluessel", "own"))
    page.hiddenRevision("vorher", "another", of: ("schluessel", "other"))
    return String(decoding: page.bytes, as: UTF8.self)
  }

  @Test func `a form that comes back says what it was made over, each of one address its own`() {
    let back = page([("fassung", "3"), ("schluessel", "own"), ("vorher", "old")])
    #expect(back.contains("value=\"3\"") && !back.contains("value=\"7\""))
    #expect(back.contains("value=\"old\"") && back.contains("value=\"another\"") && !back.contains("value=\"new\""))
    let fresh = page([])
    #expect(fresh.contains("value=\"7\"") && fresh.contains("value=\"new\"") && fresh.contains("value=\"another\""))
  }
}
