import Foundation
import Yams

/// Validates file and environment before they are used: an unknown key or invalid value is reported with its place,
/// instead of being ignored for weeks.
enum ConfigurationCheck {
  /// Environment variables of tests and scripts, which are no configuration.
  private static let others: Set = [
    "KAMMERPORTAL_BINARY", "KAMMERPORTAL_POSTGRESQL_BIN", "KAMMERPORTAL_WRITE_SCHEMA",
  ]

  /// - Returns: a sentence for each problem; empty if everything is valid.
  static func problems(file: String?, environment: [String: String]) -> [String] {
    (file.map(problems(inFile:)) ?? []) + problems(in: environment)
  }

  private static func problems(in environment: [String: String]) -> [String] {
    let names = environment.keys.filter {
      $0.hasPrefix("KAMMERPORTAL_") && !$0.hasPrefix("KAMMERPORTAL_TEST_") && !others.contains($0)
    }
    return names.sorted().compactMap { name -> String? in
      guard let key = ConfigurationKey.all.first(where: { $0.environment == name }) else {
        return "The environment has \(name), which is no name of the configuration."
          + suggestion(name, among: ConfigurationKey.all.map(\.environment))
      }
      return problem(environment[name] ?? "", of: key).map { "\(name) in the environment: \($0)" }
    }
  }

  private static func problems(inFile file: String) -> [String] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      return ["The configuration file \(file) does not exist or cannot be read (as UTF-8) by this user."]
    }
    do {
      guard let root = try Yams.compose(yaml: text) else { return [] }
      guard let mapping = root.mapping else { return ["\(file) holds no keys with values, such as `port: 8080`."] }
      return problems(in: mapping, below: "", file: file)
    } catch let error as YamlError {
      return ["\(file) is no YAML that can be read: \(error)"]
    } catch {
      return ["\(file) is no YAML that can be read."]
    }
  }

  private static func problems(in mapping: Node.Mapping, below parent: String, file: String) -> [String] {
    mapping.flatMap { name, value -> [String] in
      let path = parent + (name.string ?? "?")
      let place = "\(file), line \(name.mark?.line ?? 1)"
      let isGroup = ConfigurationKey.all.contains { $0.path.hasPrefix(path + ".") }
      if isGroup {
        if let inner = value.mapping { return problems(in: inner, below: path + ".", file: file) }
        return ["\(place): \(path) needs keys of its own below it: \(names(below: path))."]
      }
      guard let key = ConfigurationKey.named(path) else {
        return ["\(place): \(path) is no key of the configuration." + suggestion(path, among: allPaths)]
      }
      guard let text = value.scalar?.string else {
        return ["\(place): \(path) needs one value; allowed is \(key.allowed)."]
      }
      return problem(text, of: key).map { ["\(place): \(path): \($0)"] } ?? []
    }
  }

  /// What is wrong with a value; nil if nothing is.
  static func problem(_ value: String, of key: ConfigurationKey) -> String? {
    guard !key.allows(value) else { return nil }
    let shown = value.isEmpty ? "An empty value" : key.isSecret ? "This value" : "\"\(value)\""
    return "\(shown) is not possible; allowed is \(key.allowed)."
  }

  private static var allPaths: [String] { ConfigurationKey.all.map(\.path) }

  private static func names(below group: String) -> String {
    allPaths.filter { $0.hasPrefix(group + ".") }.map { String($0.dropFirst(group.utf8.count + 1)) }
      .joined(separator: ", ")
  }

  private static func suggestion(_ name: String, among known: [String]) -> String {
    let near = known.map { ($0, nearness(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
    if let near, near.1 <= max(2, name.count / 4) { return " Did you mean \(near.0)?" }
    return " There are: \(known.filter { $0 != "bench" && $0 != "KAMMERPORTAL_BENCH" }.joined(separator: ", "))."
  }

  /// Edit distance that also accepts a key at the wrong level.
  private static func nearness(_ name: String, _ known: String) -> Int {
    let (last, other) = (name.split(separator: ".").last ?? "", known.split(separator: ".").last ?? "")
    return min(distance(name, known), distance(String(last), String(other)))
  }

  /// Edit distance: letters to be changed, inserted, deleted, or swapped with their neighbour (Damerau-Levenshtein).
  static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one), Array(other))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
