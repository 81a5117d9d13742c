/// A short name of a browser that its owner recognises: `Firefox, Windows`. Only for the list of own devices; nothing
/// is decided by it.
enum BrowserLabel {
  static func make(_ userAgent: String) -> String {
    let browser = first(
      userAgent,
      [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
      ])
    let system = first(
      userAgent,
      [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
        ("Linux", "Linux"),
      ])
    let parts = [browser, system].compactMap(\.self)
    return parts.isEmpty ? "Browser" : parts.joined(separator: ", ")
  }

  private static func first(_ text: String, _ marks: [(mark: String, name: String)]) -> String? {
    marks.first { text.contains($0.mark) }?.name
  }
}
