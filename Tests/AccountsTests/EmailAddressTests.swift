import Testing

@testable import Accounts

struct EmailAddressTests {
  @Test(arguments: [
    ("Lea.Sommer@Example.DE", "Lea.Sommer@example.de"), (" a@b.de\u{200B}", "a@b.de"),
    ("o'neil+kammer@mail.co.uk", "o'neil+kammer@mail.co.uk"),
    ("info@MÜLLER.de", "info@müller.de"), ("info@Mu\u{308}ller.de", "info@müller.de"),
    ("info@xn--mller-kva.de", "info@müller.de"), ("a@straße.example", "a@straße.example"),
    ("a@bäckerei-süß.köln.example", "a@bäckerei-süß.köln.example"),
    // Letters that look like others, and mixtures, stay as they go over the wire.
    ("a@p\u{430}ypal.example", "a@xn--pypal-4ve.example"), ("a@gma\u{131}l.example", "a@xn--gmal-nza.example"),
  ])
  func `addresses are kept as typed, without blanks and with the domain in lower case`(typed: String, kept: String) {
    #expect(EmailAddress(typed)?.text == kept)
  }

  @Test(arguments: [
    "", "lea", "lea@", "@b.de", "a b@c.de", "a@b", "a@b..de", "a@-b.de", "a@b.de\r\nBcc: x@y.de", "ä@b.de",
    "a@xn--\u{FC}.de", "a@xn--zzzzzzzzzz99.de", "a@mü ller.de", "a@-müller.de", "a@müller", "a@m\u{202E}üller.de",
    "a@\u{1F600}.de", "a@127.0.0.1", "a\u{301}@b.de", "a@b\u{FE0F}@c.de",
  ])
  func `what is no address is refused`(typed: String) {
    #expect(EmailAddress(typed) == nil)
  }

  @Test func `one person has one key whatever the case`() {
    #expect(EmailAddress("Lea@Example.de")?.key == EmailAddress("lea@example.DE")?.key)
  }

  @Test func `one address has one key in either form, and a look-alike another`() {
    let key = EmailAddress("Info@Müller.DE")?.key
    #expect(key == "info@xn--mller-kva.de")
    #expect(EmailAddress("info@xn--mller-kva.de")?.key == key)
    #expect(EmailAddress("info@mu\u{308}ller.de")?.key == key)
    #expect(EmailAddress("info@muller.de")?.key != key)
  }

  @Test func `letters before the at sign that few servers take are told apart from nonsense`() {
    guard case .foreignLetters = EmailAddress.read("jürgen.groß@holzwerk.example") else {
      Issue.record("not told apart")
      return
    }
    for nonsense in ["jür gen@holzwerk.example", "jürgen@", "ü..a@holzwerk.example"] {
      guard case .none = EmailAddress.read(nonsense) else {
        Issue.record("\(nonsense)")
        continue
      }
    }
  }

  @Test func `a likely slip of the domain gets a proposal`() {
    #expect(EmailAddress("lea@gmial.com")?.suggestion == "lea@gmail.com")
    #expect(EmailAddress("lea@holzwerk.example")?.suggestion == nil)
  }
}
