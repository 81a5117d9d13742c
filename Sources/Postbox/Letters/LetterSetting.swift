import Foundation
import Typesetting

/// Why a letter was not printed with its run. The words are the texts `postbox.letter.problem.PROBLEM`.
package enum LetterProblem: String, Sendable {
  /// Its data could not be gathered.
  case data
  /// The layout cannot show it.
  case layout
  /// The enclosed document cannot be read.
  case enclosure
  /// It took too much time or memory.
  case effort
}

/// A letter that stays in the queue while the others of its run are printed.
struct UnsetLetter: Sendable {
  let subject: Int64
  /// The first line of its address; empty if unknown.
  let addressee: String
  let problem: LetterProblem
  /// What went wrong, for the log; without content of the letter.
  let detail: String
}

/// The result of making the PDF of a run.
struct SetLetters: Sendable {
  var printed: [PreparedLetter] = []
  var unset: [UnsetLetter] = []
  var pages = 0
}

/// Typesets the letters of a run, and finds those that cannot be typeset.
struct LetterSetting: Sendable {
  let typesetter: Typesetter
  let layout: Layout
  let common: LetterData
  let title: String
  /// The folder for intermediate files.
  let parts: URL

  /// Makes one PDF of all letters that can be typeset; none if there are none.
  /// - Throws: errors that single letters do not cause, such as a full disk or a broken layout.
  func make(_ letters: [PreparedLetter], to file: URL, progress: @Sendable (Int) async -> Void) async throws
    -> SetLetters
  {
    let places = letters.indices.filter { letters[$0].data != nil }
    let isPlain = letters.allSatisfy { $0.enclosure == nil }
    let set = parts.appendingPathComponent("set.pdf")
    let items = letters.compactMap(\.data)
    let run =
      try await items.isEmpty
      ? nil
      : typesetter.run(
        layout, items: items, common: common, title: title, to: isPlain ? file : set, progress: progress)
    var found = SetLetters(pages: run?.pageCount ?? 0)
    var problems: [Int: TypesettingError] = [:]
    for (place, error) in run?.unset ?? [:] { problems[places[place]] = error }
    for (index, error) in problems.sorted(by: { $0.key < $1.key }) { found.unset.append(letters[index].unset(error)) }
    let good = letters.indices.filter { problems[$0] == nil }
    guard !isPlain else {
      found.printed = good.map { letters[$0] }
      return found
    }
    var covers = Array(try await cut(set, run).reversed())
    let bundles = good.map { index in
      (
        letters[index],
        [letters[index].data == nil ? nil : covers.popLast(), letters[index].enclosure].compactMap { $0 }
      )
    }
    try await append(bundles, to: file, into: &found)
    return found
  }

  /// Concatenates covers and enclosures; if that fails, without the letters that cause it.
  private func append(
    _ bundles: [(letter: PreparedLetter, files: [URL])], to file: URL, into found: inout SetLetters
  ) async throws {
    found.pages = 0
    guard !bundles.isEmpty else { return }
    let appended = try await typesetter.append(bundles.map(\.files), to: file)
    found.pages = appended.pages
    for (index, bundle) in bundles.enumerated() {
      if let error = appended.unset[index] {
        found.unset.append(bundle.letter.unset(error))
      } else {
        found.printed.append(bundle.letter)
      }
    }
  }

  /// Splits a run into one file per letter.
  private func cut(_ set: URL, _ run: TypesetRun?) async throws -> [URL] {
    guard let run, run.pageCount > 0 else { return [] }
    let ends = run.firstPages.dropFirst().map { $0 - 2 } + [run.pageCount - 1]
    let pieces = zip(run.firstPages, ends).enumerated().map { index, pages in
      PagePart(pages.0 - 1...pages.1, out: parts.appendingPathComponent("\(index).pdf"))
    }
    try await typesetter.cut(set, into: pieces)
    return pieces.indices.map { parts.appendingPathComponent("\($0).pdf") }
  }
}

extension PreparedLetter {
  fileprivate func unset(_ error: TypesettingError) -> UnsetLetter {
    let problem: LetterProblem =
      switch error {
      case .document, .encrypted: .enclosure
      case .timedOut, .workerEnded, .tooLarge: .effort
      default: .layout
      }
    return UnsetLetter(subject: subject, addressee: addressee, problem: problem, detail: error.description)
  }
}
