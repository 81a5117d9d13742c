import Testing

@testable import Web

/// Placeholders of texts.
struct TextTemplateTests {
  @Test(
    arguments: [
      ("Ohne Platz", "Ohne Platz"), ("{name}", "Jörg"), ("Guten Tag {name}, {name}!", "Guten Tag Jörg, Jörg!"),
      ("{anderes} bleibt", "{anderes} bleibt"), ("offen {name", "offen {name"), ("{}", "{}"), ("a}b{name}", "a}bJörg"),
      ("„{name}“", "„Jörg“"),
    ])
  func `each placeholder gets its value, one without a value stays`(text: String, expected: String) {
    #expect(TextTemplate(text).filled(with: ["name": "Jörg"]) == expected)
  }

  @Test func `a value is not looked through for placeholders`() {
    #expect(TextTemplate("{name} und {ort}").filled(with: ["name": "{ort}", "ort": "Kiel"]) == "{ort} und Kiel")
  }
}
