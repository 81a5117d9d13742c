import Sodium
import Testing

@testable import Accounts

struct LetterCodeTests {
  let letters = Array("BCDFGHJKLMNPQRSTVWXZ")

  private func code() -> LetterCode { LetterCode(random: Sodium.randomNumber(below:)) }

  @Test func `a code is typed as it is printed, whatever the case, blanks, hyphens and invisible characters`() throws {
    for _ in 0..<200 {
      let code = code()
      let typed = [
        code.grouped, code.letters.lowercased(), " \(code.grouped)\t", "\u{00A0}\(code.letters)\u{200B}",
        code.letters.map(String.init).joined(separator: " "), code.grouped.replacing("-", with: "–"),
        "\u{FEFF}" + code.grouped.replacing("-", with: "\u{2011}") + "\r\n", code.letters.replacing("L", with: "I"),
        code.letters.replacing("L", with: "1"), code.letters.lowercased().replacing("l", with: "|"),
      ]
      for text in typed { #expect(try LetterCode(typed: text) == code, "\(text.debugDescription)") }
    }
  }

  @Test func `every single wrong letter is told as a typing error`() {
    let code = code()
    for (index, letter) in code.letters.enumerated() {
      for other in letters where other != letter {
        var wrong = Array(code.letters)
        wrong[index] = other
        #expect(throws: LetterCodeError.wrongCheck) { try LetterCode(typed: String(wrong)) }
      }
    }
  }

  @Test func `swapped neighbours are told as a typing error, but for one pair of letters`() {
    for _ in 0..<50 {
      let code = Array(code().letters)
      for index in 0..<(code.count - 1) where code[index] != code[index + 1] {
        // Luhn with an even alphabet cannot tell the first and the last letter apart.
        if Set([code[index], code[index + 1]]) == ["B", "Z"] { continue }
        var swapped = code
        swapped.swapAt(index, index + 1)
        #expect(throws: LetterCodeError.wrongCheck) { try LetterCode(typed: String(swapped)) }
      }
    }
  }

  @Test(arguments: ["", "KMPR", "KMPR-TZWB-LHL-X", "KMPR-TZWB-LH"])
  func `a part of a code is told as incomplete`(typed: String) {
    #expect(throws: LetterCodeError.wrongLength) { try LetterCode(typed: typed) }
  }

  @Test(arguments: ["KMPA-TZWB-LHL", "KMPR-TZWB-LH2", "ÄMPR-TZWB-LHL", "KMPR-TZWB-LH😀"])
  func `letters that no code has are told`(typed: String) {
    #expect(throws: LetterCodeError.foreignCharacter) { try LetterCode(typed: typed) }
  }

  @Test func `codes are spread over all letters`() {
    let all = (0..<2000).flatMap { _ in code().letters.dropLast() }
    let counts = Dictionary(grouping: all, by: \.self).mapValues(\.count)
    #expect(counts.count == 20)
    #expect(counts.values.allSatisfy { (800...1200).contains($0) })
  }
}
