import Testing

@testable import Postbox

@Suite struct MailSettingsTests {
  @Test(arguments: [
    ("smtp://mail.example", "smtp://mail.example:587/portal.example"),
    ("smtp://mail.example:2525/", "smtp://mail.example:2525/portal.example"),
    ("smtps://mail.example", "smtps://mail.example:465/portal.example"),
    ("smtp+plain://localhost", "smtp://localhost:25/portal.example"),
    ("smtp+plain://[::1]:2525", "smtp://[::1]:2525/portal.example"),
  ])
  func `an address of a mail server is understood`(url: String, curl: String) throws {
    #expect(try SMTPSettings(url: url, heloName: "portal.example").url == curl)
  }

  @Test func `only the plain scheme goes without TLS`() throws {
    #expect(try SMTPSettings(url: "smtp://mail.example", heloName: "p").encryption == .required)
    #expect(try SMTPSettings(url: "smtps://mail.example", heloName: "p").encryption == .fromTheStart)
    #expect(try SMTPSettings(url: "smtp+plain://mail.example", heloName: "p").encryption == .none)
  }

  @Test(arguments: [
    ("", "p"), ("file:", "p"), ("mail.example", "p"), ("http://mail.example", "p"), ("smtp://", "p"),
    ("smtp://mail.example/x", "p"), ("smtp://mail.example:0", "p"), ("smtp://mail.example:99999", "p"),
    ("smtp://user:secret@mail.example", "p"), ("smtp://mail.example", ""), ("smtp://mail.example", "p\r\nMAIL"),
  ])
  func `an address that cannot be used is refused at start, without telling a password`(url: String, helo: String) {
    let fault = #expect(throws: MailSettingsFault.self) {
      try mailTransport(url: url, user: nil, password: nil, caFile: nil, heloName: helo)
    }
    #expect(fault?.description.contains("secret") == false)
  }

  @Test(arguments: [
    ("smtp://mail.example", "portal", "", ""), ("smtp://mail.example", "", "secret", ""),
    ("smtp+plain://mail.example", "portal", "secret", ""), ("smtp://mail.example", "", "", "/no/such/file.pem"),
  ])
  func `half a login, a login in clear and a missing file are refused at start`(
    url: String, user: String, password: String, caFile: String
  ) {
    #expect(throws: MailSettingsFault.self) {
      try mailTransport(url: url, user: user, password: password, caFile: caFile, heloName: "p")
    }
  }

  @Test func `empty values count as none`() throws {
    _ = try mailTransport(url: "smtp://mail.example", user: "", password: "", caFile: "", heloName: "p")
  }
}
