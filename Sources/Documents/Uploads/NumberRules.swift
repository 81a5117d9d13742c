import Accounts
import Foundation

/// What the numbers on a page say.
enum PageFinding: Sendable, Equatable {
  /// Nothing that looks like a number, or only what stood on the pages before: it goes on.
  case none
  case person(Int64)
  case unknown
  /// Numbers of several persons, or a known one beside one that nobody has.
  case several
}

/// Pages of one file that belong together.
struct NumberedPages: Sendable, Equatable {
  var pages: ClosedRange<Int>
  let finding: PageFinding
}

/// Where in a file the number of a recipient may stand, and which pages of one PDF belong together.
enum NumberRules {
  /// Longer ones are words, not numbers.
  private static let longestNumber = 30
  private static let shortestInName = 2
  /// In bytes.
  private static let longestName = 255

  /// What can be a number of the chamber in the name of a file: its parts between blanks and hyphens, alone and with the
  /// parts that follow.
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

  /// No part of a name that no disk takes: an archive can give its files names of 64 KB.
  static func parts(ofName name: String) -> [String] {
    guard name.utf8.count <= longestName else { return [] }
    return name.split { $0.isWhitespace || "_-,;()[]".contains($0) }.map(String.init)
  }

  /// Cuts where another letter begins. Whatever looks like a number begins one, known or not; only a page on which
  /// nothing looks like one, or what stood before, goes on.
  /// - Parameter known: whose number a key is.
  static func parts(_ pages: [PageNumbers], known: [String: Int64]) -> [NumberedPages] {
    let shapes = Set(pages.flatMap(\.keys).filter { known[$0] != nil }.map(shape))
    let read = pages.map { ReadPage($0, known, shapes) }
    let letterhead = letterhead(read)
    var parts: [NumberedPages] = []
    var before = ReadPage()
    for (page, read) in read.enumerated() {
      let finding = finding(read, after: before, letterhead)
      if let last = parts.last, finding == .none || goesOn(last.finding, finding, read, before) {
        parts[parts.count - 1].pages = last.pages.lowerBound...page
        before.add(read)
      } else {
        parts.append(NumberedPages(pages: page...page, finding: finding))
        before = read
      }
    }
    return parts
  }

  private static func goesOn(_ last: PageFinding, _ next: PageFinding, _ page: ReadPage, _ before: ReadPage) -> Bool {
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

  /// What stands on pages of several persons is nobody's number: the chamber's telephone, a company, a regulation.
  private static func letterhead(_ pages: [ReadPage]) -> Set<String> {
    var owners: [String: Set<Int64>] = [:]
    for page in pages where page.persons.count == 1 {
      for key in page.doubtful { owners[key, default: []].formUnion(page.persons) }
    }
    return Set(owners.filter { $0.value.count > 1 }.keys)
  }

  /// Of a number: 900104 and 900201 have one, A-1001 another.
  static func shape(_ key: String) -> String { String(key.map { $0.isNumber ? "9" : "A" }) }

  /// How long the parts beside one usually are; nil where there is no other.
  static func usualLength(beside index: Int, of lengths: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for (other, length) in lengths.enumerated() where other != index { counts[length, default: 0] += 1 }
    return counts.max { ($0.value, -abs($0.key - lengths[index])) < ($1.value, -abs($1.key - lengths[index])) }?.key
  }
}

/// A page of which is known who has its numbers.
private struct ReadPage {
  var persons: Set<Int64> = []
  /// Named as the number of a recipient, and nobody has it.
  var unknown: Set<String> = []
  var doubtful: Set<String> = []
  /// Of the doubtful those that look just like the number of the one person, where none is named as such.
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
    // Where numbers are about as long as postcodes, one cannot be told from the other.
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
