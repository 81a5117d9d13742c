import Companies
import Foundation

/// Pages of one file that belong to one recipient.
struct NumberedPages: Sendable, Equatable {
  let pages: ClosedRange<Int>
  let numbers: Set<String>
}

/// Where in a file the number of a recipient may stand, and which pages of one PDF belong together.
enum NumberRules {
  /// Longer ones are words, not numbers.
  private static let longestNumber = 30
  private static let shortestInName = 2
  /// Shorter ones are years, postcodes' parts and amounts.
  private static let shortestOfDigits = 5

  /// What can be a number of the chamber in the name of a file: its parts between blanks and hyphens, alone and with the
  /// parts that follow.
  static func numbers(inName name: String) -> [String] {
    let parts = name.split { $0.isWhitespace || "_-,;()[]".contains($0) }.map(String.init)
    return keys(of: parts, joining: 3, atLeast: shortestInName)
  }

  /// The same in running text, where days, years and amounts stand, too: words with letter and digit (A-1002), or at least
  /// five digits in groups (400 1001).
  static func numbers(inText text: String) -> [String] {
    let words = text.split { $0.isWhitespace || ";()[]".contains($0) }.map { word in
      word.trimmingCharacters(in: CharacterSet(charactersIn: ".,:"))
    }
    let marked = words.filter { word in
      word.contains(where: \.isNumber) && word.contains(where: \.isLetter) && !word.contains(",")
    }
    let groups = words.split { word in !word.allSatisfy { $0.isNumber || $0 == "-" || $0 == "/" } }
    let digits = groups.flatMap { keys(of: Array($0), joining: 3, atLeast: shortestOfDigits) }
    return keys(of: marked, joining: 1, atLeast: shortestInName) + digits
  }

  private static func keys(of words: [String], joining most: Int, atLeast shortest: Int) -> [String] {
    words.indices.flatMap { start in
      (1...most).compactMap { length -> String? in
        guard start + length <= words.count else { return nil }
        let key = PINRules.numberKey(words[start..<(start + length)].joined())
        let isNumber = (shortest...longestNumber).contains(key.count) && key.contains(where: \.isNumber)
        return isNumber ? key : nil
      }
    }
  }

  /// A page without a number belongs to the one before; a page with another number begins a new document.
  static func parts(_ numbersOfPages: [Set<String>]) -> [NumberedPages] {
    var parts: [NumberedPages] = []
    for (page, numbers) in numbersOfPages.enumerated() {
      if let last = parts.last, numbers.isEmpty || numbers == last.numbers {
        parts[parts.count - 1] = NumberedPages(pages: last.pages.lowerBound...page, numbers: last.numbers)
      } else {
        parts.append(NumberedPages(pages: page...page, numbers: numbers))
      }
    }
    return parts
  }
}
