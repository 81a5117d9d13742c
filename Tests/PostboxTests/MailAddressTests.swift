import Testing

@testable import Postbox

@Suite struct MailAddressTests {
  @Test(arguments: [
    ("Anna.Mueller+ihk@Firma.Example", "Anna.Mueller+ihk@firma.example"),
    ("info@XN--MLLER-KVA.de", "info@xn--mller-kva.de"),
    ("info@müller.de", "info@xn--mller-kva.de"),
    ("info@Mu\u{308}ller.de", "info@xn--mller-kva.de"),
    ("chef@bäckerei-süß.köln.example", "chef@xn--bckerei-s-o1a0c4t.xn--kln-sna.example"),
    ("anna@日本.example", "anna@xn--wgv71a.example"),
    ("o'neill@mail.firma.example", "o'neill@mail.firma.example"),
    ("jürgen@firma.example", "jürgen@firma.example"),
  ])
  func `the local part stays, the domain becomes lower case and ASCII`(typed: String, kept: String) {
    #expect(MailAddress(typed)?.address == kept)
  }

  @Test(arguments: [
    "", "anna", "@firma.example", "anna@", "anna@firma", "anna @firma.example", "anna@firma.example ", " anna@firma.de",
    "an na@firma.example", "anna@fir ma.example", "anna@firma..example", ".anna@firma.example", "anna.@firma.example",
    "an..na@firma.example", "anna@-firma.example", "anna@firma.example\r\nBcc: x@y.example", "anna\n@firma.example",
    "anna\u{0}@firma.example", "anna@firma.example>", "<anna@firma.example", "\"an na\"@firma.example", "a@b@c.example",
    "anna@[127.0.0.1]", "anna@127.0.0.1", "anna\u{A0}@firma.example", "anna@firma_x.example", "anna@xn--ü.example",
    "anna,bernd@firma.example", "anna\u{202E}@firma.example",
  ])
  func `what is no address is refused`(typed: String) {
    #expect(MailAddress(typed) == nil)
  }

  @Test func `parts that are too long are refused`() {
    let label = String(repeating: "a", count: 63)
    #expect(MailAddress("\(label)a@firma.example") != nil)
    #expect(MailAddress("\(label)aa@firma.example") == nil)
    #expect(MailAddress("a@\(label).example") != nil)
    #expect(MailAddress("a@\(label)a.example") == nil)
    #expect(MailAddress("\(label)@\(label).\(label).\(label).example") == nil)
  }

  @Test(arguments: ["Anna\r\nBcc: x@y.example", "Anna\nMüller", "Anna\u{0}", "Anna\u{2028}Müller", "Anna\u{85}"])
  func `a name with control characters is refused`(name: String) {
    #expect(MailAddress("anna@firma.example", name: name) == nil)
  }

  @Test func `a blank name is none`() {
    #expect(MailAddress("anna@firma.example", name: "  ")?.name == nil)
    #expect(MailAddress("anna@firma.example", name: " Anna ")?.name == "Anna")
  }

  @Test func `letters outside ASCII before the at sign can be asked for`() {
    #expect(MailAddress("jürgen@firma.example")?.needsSMTPUTF8 == true)
    #expect(MailAddress("info@müller.de")?.needsSMTPUTF8 == false)
  }
}
