import Testing

@testable import Web

struct ReturnPathTests {
  @Test(arguments: [
    "/", "/profil", "/betriebe/17?suche=a%20b", "/kammer/konten?seite=2&x=//y", "/a//b", "/%2F%2Fevil.example",
    "/%09/evil.example", "/%5Cevil.example", "/a#b", "/.//evil.example",
  ])
  func `paths of the portal are kept`(path: String) {
    #expect(ReturnPath.own(path) == path)
  }

  @Test(arguments: [
    "", " ", "profil", "https://evil.example/", "HTTPS:evil.example", "javascript:alert(1)", "//evil.example",
    "///evil",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/profil\\..\\..", "/\t/evil.example", "\t//evil.example",
    "/\n/evil.example", "/\r\n/evil.example", " //evil.example", "/ /evil.example", "/\u{0}/evil.example",
    "/\u{7F}/evil.example", "//\u{FE0F}evil.example", "/\u{FE0F}/evil.example", "//\u{34F}evil.example",
    "/\\\u{FE0F}evil.example", "//\u{301}evil.example", "//\u{200D}evil.example", "/\u{85}/evil.example",
    "/\u{2028}/evil.example", "/\u{FF0F}evil.example", "/ü", "/profil ", "/\u{AD}/evil.example",
  ])
  func `whatever a browser could take for another site leads to the start page`(path: String) {
    #expect(ReturnPath.own(path) == "/")
  }
}
