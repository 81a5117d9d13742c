import Accounts
import Foundation

/// What the numbers on a page mean.
enum PageFinding: Sendable, Equatable {
  /// No number, or only one from the page before: a continuation page.
  case none
  case person(Int64)
  case unknown
  /// Numbers of several persons, or a known and an unknown one.
  case several
}

/// Pages of one file that belong together.
struct NumberedPages: Sendable, Equatable {
  var pages: ClosedRange<Int>
  let finding: PageFinding
}

/// Where the number of a recipient may be in a file, and which pages of one PDF belong together.
enum NumberRules {
  /// In characters; longer ones are words, not numbers.
  private static let longestNumber = 30
  private static let shortestInName = 2
  /// In bytes.
  private static let longestName = 255

  /// Possible numbers of the chamber in the name of a file: its parts between blanks and hyphens, alone and joined with
  /// the following parts.
  static func numbers(inName name: String) -> [String] {
    let parts = parts(ofName: name)
    return parts.indices.flatMap { start in
      (1...3).compactMap { length -> String? in
        guard start + length <= parts.count else { return nil }
        let key = NumberKey.folded(parts[start..<(start + length)].joined())
        let isNumber = (shortestInName...longestNumber).contains(key.count) && key.contains(where: \.isNumber)
        return isNumber ? key : nil
      }
    }
  }

  /// Empty for names too long for any disk: an archive may contain names of 64 KB.
  static func parts(ofName name: String) -> [String] {
    guard name.utf8.count <= longestName else { return [] }
    return name.split { $0.isWhitespace || "_-,;()[]".contains($0) }.map(String.init)
  }

  /// Splits where another letter begins. Any page with something like a number begins one, known or not; a page
  /// continues only if it has no number, or the one from before.
  /// - Parameter known: the person by number key.
  static func parts(_ pages: [PageNumbers], known: [String: Int64]) -> [NumberedPages] {
    let shapes = Set(pages.flatMap(\.keys).filter { known[$0] != nil }.map(shape))
    let read = pages.map { ReadPage($0, known, shapes) }
    let letterhead = letterhead(read)
    var parts: [NumberedPages] = []
    var before = ReadPage()
    for (page, read) in read.enumerated() {
      let finding = finding(read, after: before, letterhead)
      if let last = parts.last, finding == .none || continues(read, finding, after: before, last.finding) {
        parts[parts.count - 1].pages = last.pages.lowerBound...page
        before.add(read)
      } else {
        parts.append(NumberedPages(pages: page...page, finding: finding))
        before = read
      }
    }
    return parts
  }

  private static func continues(
    _ page: ReadPage, _ next: PageFinding, after before: ReadPage, _ last: PageFinding
  ) -> Bool {
    if case .person = next { return last == next }
    return last == .unknown && next == .unknown && !page.unknown.isEmpty && page.unknown == before.unknown
  }

  private static func finding(_ page: ReadPage, after before: ReadPage, _ letterhead: Set<String>) -> PageFinding {
    if page.persons.count > 1 { return .several }
    if let person = page.persons.first {
      let rivals = page.rivals.subtracting(letterhead)
      return page.unknown.isEmpty && rivals.isEmpty ? .person(person) : .several
    }
    if !page.unknown.isEmpty { return .unknown }
    let isNew = !page.doubtful.subtracting(letterhead).isSubset(of: before.doubtful.union(before.unknown))
    let isOtherLetter = page.papers.contains { name, numbers in
      before.papers[name].map { !numbers.isSubset(of: $0) } ?? false
    }
    return isNew || isOtherLetter ? .unknown : .none
  }

  /// A number on pages of several persons is nobody's: the chamber's telephone, a company, a regulation.
  private static func letterhead(_ pages: [ReadPage]) -> Set<String> {
    var owners: [String: Set<Int64>] = [:]
    for page in pages where page.persons.count == 1 {
      for key in page.doubtful { owners[key, default: []].formUnion(page.persons) }
    }
    return Set(owners.filter { $0.value.count > 1 }.keys)
  }

  /// The pattern of a number: 900104 and 900201 have the same, A-1001 another.
  static func shape(_ key: String) -> String { String(key.map { $0.isNumber ? "9" : "A" }) }

  /// The usual length of the other parts; nil if there is no other.
  static func usualLength(beside index: Int, of lengths: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for (other, length) in lengths.enumerated() where other != index { counts[length, default: 0] += 1 }
    return counts.max { ($0.value, -abs($0.key - lengths[index])) < ($1.value, -abs($1.key - lengths[index])) }?.key
  }
}

/// A page whose numbers were looked up.
private struct ReadPage {
  var persons: Set<Int64> = []
  /// Labelled as a recipient's number, but unknown.
  var unknown: Set<String> = []
  var doubtful: Set<String> = []
  /// Unlabelled doubtful numbers with the same pattern as that of the person.
  var rivals: Set<String> = []
  var papers: [String: Set<String>] = [:]

  init() {}

  init(_ page: PageNumbers, _ known: [String: Int64], _ shapes: Set<String>) {
    let looksAlike = { (key: String) in shapes.contains(NumberRules.shape(key)) }
    for keys in page.named {
      if let person = keys.lazy.compactMap({ known[$0] }).first {
        persons.insert(person)
      } else {
        unknown.insert(keys[0])
      }
    }
    let isNamed = !persons.isEmpty
    for keys in page.plain {
      // 400 1001 is one number; 900101 900104 are two.
      if keys[0] == keys.dropFirst().joined() || keys.count == 1, let person = known[keys[0]] {
        persons.insert(person)
      } else {
        persons.formUnion(keys.compactMap { known[$0] })
      }
    }
    let alone = page.doubtful.filter { known[$0] == nil }
    if !isNamed { rivals = alone.filter(looksAlike) }
    doubtful = alone.union(page.foreign).union(page.elsewhere.filter { known[$0] != nil || looksAlike($0) })
    // If numbers are about as long as postcodes, they cannot be told apart.
    let isLikePostcode = shapes.contains { 4...6 ~= $0.count && !$0.contains("A") }
    doubtful.formUnion(page.postcodes.filter { isLikePostcode || known[$0] != nil })
    doubtful.formUnion(page.short.filter { looksAlike($0) || looksAlike($0 + "0") })
    papers = page.papers
  }

  mutating func add(_ page: ReadPage) {
    doubtful.formUnion(page.doubtful)
    unknown.formUnion(page.unknown)
    papers.merge(page.papers) { $0.union($1) }
  }
}
