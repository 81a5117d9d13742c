import Chronology

/// A chamber setting (Kammer-Einstellung): differs from chamber to chamber, with default and valid range. Declared by
/// the area that needs it; name and meaning are the texts `setting.KEY.name` and `setting.KEY.meaning`.
package struct Setting<Value: SettingValue>: Sendable {
  package let key: String
  package let fallback: Value
  package let rule: SettingRule

  private init(_ key: String, fallback: Value, rule: SettingRule) {
    self.key = key
    self.fallback = fallback
    self.rule = rule
  }

  package var declaration: SettingDeclaration {
    SettingDeclaration(key: key, fallback: fallback.settingText, rule: rule)
  }
}

extension Setting where Value == Int {
  package init(_ key: String, _ fallback: Int, in range: ClosedRange<Int>) {
    self.init(key, fallback: fallback, rule: .number(range))
  }
}

extension Setting where Value == String {
  package init(_ key: String, _ fallback: String, atMost length: Int = 200) {
    self.init(key, fallback: fallback, rule: .text(length))
  }

  package init(_ key: String, _ fallback: String, oneOf choices: [String]) {
    self.init(key, fallback: fallback, rule: .choice(choices))
  }
}

extension Setting where Value == Bool {
  package init(_ key: String, _ fallback: Bool) {
    self.init(key, fallback: fallback, rule: .flag)
  }
}

extension Setting where Value == CalendarDate {
  package init(_ key: String, _ fallback: CalendarDate) {
    self.init(key, fallback: fallback, rule: .date)
  }
}

extension CalendarDate: SettingValue {
  package init?(settingText: String) {
    guard let date = TypedDate.date(settingText) else { return nil }
    self = date
  }

  package var settingText: String { description }
}

/// A type that a setting can have.
package protocol SettingValue: Sendable {
  init?(settingText: String)
  var settingText: String { get }
}

extension Int: SettingValue {
  package init?(settingText: String) {
    guard let number = TypedNumber.whole(settingText, in: .min...(.max)) else { return nil }
    self = number
  }

  package var settingText: String { String(self) }
}

extension String: SettingValue {
  package init?(settingText: String) { self = settingText }
  package var settingText: String { self }
}

extension Bool: SettingValue {
  package init?(settingText: String) { self = settingText == "true" }
  package var settingText: String { self ? "true" : "false" }
}

/// The valid values of a setting.
package enum SettingRule: Sendable, Equatable {
  case number(ClosedRange<Int>)
  case text(Int)
  case choice([String])
  case flag
  case date

  package func allows(_ text: String) -> Bool {
    switch self {
    case .number(let range): TypedNumber.whole(text, in: range) != nil
    case .text(let length): text.count <= length
    case .choice(let choices): choices.contains(text)
    case .flag: text == "true" || text == "false"
    case .date: TypedDate.date(text) != nil
    }
  }
}

/// A setting without its type, as the back office lists it.
package struct SettingDeclaration: Sendable {
  package let key: String
  package let fallback: String
  package let rule: SettingRule

  /// The area it belongs to: the key up to the first dot.
  package var area: String { String(key.prefix { $0 != "." }) }
}
