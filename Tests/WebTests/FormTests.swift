import Chronology
import Testing

@testable import Web

/// Fields that are declared once: read, refused, and written back as they were typed.
struct FormTests {
  private static let reason = FormField.text(
    "grund", "x.reason", 3...10, missing: "x.missing", kind: .textarea(rows: 2))
  private static let until = FormField<CalendarDate?>.optionalDate(
    "bis", "x.until", optional: "x.optional", wrong: "x.wrong",
    first: (CalendarDate(year: 2026, month: 11, day: 27) ?? .first, "x.tooEarly"))
  private static let rights = FormTicks("rechte", "x.rights", missing: "x.none", [(value: 1, code: "a"), (2, "b")]) {
    value, _ in ("Recht \(value)", nil)
  }

  /// Without texts each key stands for itself.
  private func form(_ fields: [(name: String, value: String)]) throws -> Form {
    Form(FormInput(fields), try TextCatalogue(folders: [], kind: .ihk).texts(in: .german))
  }

  private func text(_ content: (inout HTML) -> Void) -> String { String(decoding: HTML(content).bytes, as: UTF8.self) }

  @Test func `values are read, and what is wrong bears the name of its field`() throws {
    var good = try form([("grund", "  zu viel "), ("bis", "31.12.2026"), ("rechte", "b"), ("rechte", "z")])
    #expect(good.read(Self.reason) == "zu viel")
    #expect(good.read(Self.until) == CalendarDate(year: 2026, month: 12, day: 31))
    #expect(good.read(Self.rights) == [2] && good.isRight, "what is no choice does not count")
    var bad = try form([("grund", "ab"), ("bis", "30.02.2026"), ("rechte", "z")])
    #expect(bad.read(Self.reason) == nil && bad.read(Self.until) == nil && bad.read(Self.rights) == nil)
    #expect(bad.errors.list.map(\.field) == ["grund", "bis", "rechte"])
    #expect(bad.errors["bis"] == "⟦x.wrong⟧" && !bad.isRight)
    var early = try form([("bis", "26.11.2026")])
    #expect(early.read(Self.until) == nil && early.errors["bis"] == "⟦x.tooEarly⟧")
  }

  @Test func `what a page begins with stands in its form, and gives way to what was typed`() throws {
    let begun = FormInput([("grund", "")]).completed(by: [("grund", "vorher"), ("name", "Lea")])
    #expect(begun == FormInput([("grund", ""), ("name", "Lea")]))
  }

  @Test func `lines are judged by the operation, a reason by its field`() throws {
    let lines = FormField.lines("x.lines", isRequired: false)
    var empty = try form([])
    #expect(
      empty.read(lines)?.isEmpty == true && empty.isRight && !text { $0.field(lines, empty) }.contains(" required"))
    let reason = FormField.reason("x.reason", 1...3, missing: "x.missing")
    var long = try form([("grund", "vier")])
    #expect(long.read(reason) == nil && long.errors["grund"] == "⟦x.missing⟧")
    #expect(text { $0.field(reason, long) }.contains("<textarea"))
  }

  @Test func `a day may be left open, a reason not`() throws {
    var empty = try form([])
    let day = empty.read(Self.until)
    #expect(day == .some(nil) && empty.isRight)
    #expect(empty.read(Self.reason) == nil && empty.errors["grund"] == "⟦x.missing⟧")
  }

  @Test func `one answer is chosen; where none has to be, the first one counts`() throws {
    func choice(_ missing: String?) -> FormChoice<Int> {
      FormChoice("art", "x.kind", missing: missing, [(value: 1, code: "a"), (2, "b")]) { value, _ in
        ("Art \(value)", nil)
      }
    }
    var chosen = try form([("art", "b")])
    #expect(chosen.read(choice("x.none")) == 2 && chosen.isRight)
    #expect(text { $0.field(choice("x.none"), chosen) }.matches(of: /value="b"[^>]* checked/).count == 1)
    var open = try form([("art", "z")])
    #expect(open.read(choice(nil)) == 1 && open.isRight)
    #expect(text { $0.field(choice(nil), open) }.matches(of: /value="a"[^>]* checked/).count == 1)
    #expect(open.read(choice("x.none")) == nil && open.errors["art"] == "⟦x.none⟧")
    #expect(!text { $0.field(choice("x.none"), open) }.contains(" checked"))
  }

  @Test func `a text that may be missing still has an end`() throws {
    let number = FormField.text("nummer", "x.number", atMost: 3, tooLong: "x.tooLong")
    var empty = try form([])
    #expect(empty.read(number)?.isEmpty == true && empty.isRight)
    var long = try form([("nummer", "1234")])
    #expect(long.read(number) == nil && long.errors["nummer"] == "⟦x.tooLong⟧")
  }

  @Test func `a field writes itself with what was typed and what is wrong with it`() throws {
    var typed = try form([("grund", "<b>"), ("bis", "morgen"), ("rechte", "a")])
    typed.refuse(Self.reason, "Falsch & leer")
    _ = typed.read(Self.until)
    let html = text {
      $0.field(Self.reason, typed)
      $0.field(Self.until, typed)
      $0.field(Self.rights, typed)
    }
    #expect(html.contains("&lt;b&gt;</textarea>") && html.contains("Falsch &amp; leer"))
    #expect(html.contains("name=\"bis\"") && html.contains("value=\"morgen\""))
    #expect(html.matches(of: /aria-invalid="true"/).count == 2)
    #expect(html.matches(of: /type="checkbox"[^>]* checked/).count == 1 && html.contains("Recht 2"))
  }

  @Test func `what is shown once more goes along unseen`() throws {
    let typed = try form([("grund", "\"so\""), ("rechte", "a"), ("rechte", "b"), ("passwort", "geheim")])
    let html = text { typed.writeHidden(to: &$0, ["grund", "rechte", "bis"]) }
    #expect(html.matches(of: /type="hidden"/).count == 3)
    #expect(html.contains("value=\"&quot;so&quot;\"") && !html.contains("geheim"))
  }
}
