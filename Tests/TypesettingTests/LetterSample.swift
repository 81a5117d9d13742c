@testable import Typesetting

/// What the letters to companies print.
struct LetterSample: Encodable, Sendable {
  var chamber = Letterhead(
    name: "Handwerkskammer Musterstadt", street: "Musterallee 12", place: "12345 Musterstadt", phone: "01234 5678-0",
    email: "portal@hwk.example", web: "www.hwk.example", colour: "#0a4d8c", signatory: "Dr. Ina Krämer",
    footer: ["Sparkasse Musterstadt", "IBAN DE12 5001 0517 0648 4898 90"])
  var kind = "hwk"
  var date = "20. November 2026"
  var address = ["Müller & Söhne GmbH", "Straße des Friedens 17", "98765 Großübermühl"]
  var companyNumber = "4001234"
  var companyName = "Müller & Söhne GmbH"
  var pin = "KMPR-TZWB-LHK"
  var validUntil = "Freitag, 18. Dezember 2026"
  var requestedBy: String? = "Petra Holz"
  var personName = "Petra Holz"
  var maskedEmail = "p•••@mueller.example"
  var since = "Montag, 16. November 2026"
  var revocationCode = "WXKR-TTPL-ZMN"
  var portalAddress = "portal.kammer.example/betrieb-freischalten"
  var qr = ""

  static let link = "https://portal.kammer.example/betrieb-freischalten#betriebsnummer=4001234&pin=KMPR-TZWB-LHK"

  init() throws {
    qr = try QRCode.svg(Self.link)
  }
}

extension Layout {
  static let pinLetter = Layout(folder: TestBench.companyLayouts, file: "pin-letter.typ")
  static let linkNotice = Layout(folder: TestBench.companyLayouts, file: "link-notice.typ")
}
