import Testing

@testable import Web

@Suite struct ChamberColourTests {
  @Test(arguments: [
    "#0a4d8c", "#a81f1f", "#136c43", "#000000", "#6b1f7a", "#8a5300", "#005f6b", "#5a5a5a", "#0000ff", "#767676",
    "#c8102e",
  ])
  func `everything written with a chamber's colour can be read`(_ hex: String) throws {
    let colour = try ChamberColour(hex: hex)
    let light = colour.light
    #expect(light.onChamber.isReadable(on: light.chamber) && light.onChamber.isReadable(on: light.strong))
    for ground in [.white, light.soft, ChamberColour.Surface.lightSunken] { #expect(light.link.isReadable(on: ground)) }
    let dark = colour.dark
    let grounds = [
      dark.soft, ChamberColour.Surface.darkGround, ChamberColour.Surface.darkPaper, ChamberColour.Surface.darkSunken,
    ]
    for ground in grounds { #expect(dark.link.isReadable(on: ground) && dark.chamber.isReadable(on: ground)) }
    #expect(dark.onChamber.isReadable(on: dark.chamber) && dark.onChamber.isReadable(on: dark.strong))
  }

  @Test func `a pale colour and one that is none are refused`() {
    #expect(throws: ChamberColour.Fault.notHexadecimal("blau")) { try ChamberColour(hex: "blau") }
    #expect(throws: ChamberColour.Fault.self) { try ChamberColour(hex: "#ffcc00") }
    #expect(throws: ChamberColour.Fault.self) { try ChamberColour(hex: "#777777") }
  }
}

@Suite struct ComponentTests {
  private func text(_ content: (inout HTML) -> Void) -> String { String(decoding: HTML(content).bytes, as: UTF8.self) }

  @Test func `a wrong field ties hint and error to its control`() {
    let html = text { $0.field(Field("pin", "PIN", kind: .code(), hint: "Hinweis", error: "Falsch")) }
    #expect(html.contains("aria-describedby=\"f-pin-hint f-pin-error\" aria-invalid=\"true\""))
    #expect(html.contains("id=\"f-pin-error\""))
    #expect(html.contains("data-code-field"))
  }

  @Test func `an optional field is not required`() {
    #expect(!text { $0.field(Field("a", "A", optional: "(optional)")) }.contains("required"))
    #expect(text { $0.field(Field("a", "A")) }.contains("required"))
  }

  @Test func `a password is never written back, other values are, escaped`() {
    let form = FormInput([("p", "geheim"), ("t", "\"><b>")])
    let words = PasswordWords(show: "an", hide: "aus")
    #expect(!text { $0.field(Field("p", "P", kind: .password(words)).filled(from: form)) }.contains("geheim"))
    #expect(text { $0.field(Field("t", "T").filled(from: form)) }.contains("value=\"&quot;&gt;&lt;b&gt;\""))
  }

  @Test func `cells bear the title of their column for the cards of a phone`() {
    let html = text {
      $0.table(
        caption: "C", columns: [Column("Name"), Column("Zahl", .number), Column("Aktion", .end, isTitleHidden: true)]
      ) { table in
        table.row { row in
          row.heading("x")
          row.cell("1")
          row.cell("y")
        }
      }
    }
    #expect(html.contains("<td data-label=\"Zahl\" class=\"number\"><div>1</div></td>"))
    #expect(html.contains("<td data-label=\"\" class=\"end\">"))
  }

  @Test func `the style guide needs no inline style or script`() {
    let html = text { styleguide(into: &$0) }
    #expect(!html.contains(" style=") && !html.contains("<script") && !html.contains("onclick"))
  }
}
