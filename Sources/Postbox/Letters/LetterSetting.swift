import Foundation
import Typesetting

/// Why a letter was not printed with its run. The words stand in the texts as `postbox.letter.problem.PROBLEM`.
package enum LetterProblem: String, Sendable {
  /// What it says could not be gathered.
  case data
  /// The layout cannot show it.
  case layout
  /// The document that goes along cannot be read.
  case enclosure
  /// It took too long, or more memory than there is.
  case effort
}

/// A letter that stays in the queue, while the others of its run are printed.
struct UnsetLetter: Sendable {
  let subject: Int64
  /// Whose it is, as the first line of the address says it; empty where that is not known.
  let addressee: String
  let problem: LetterProblem
  /// For the log: what went wrong, without what the letter says.
  let detail: String
}

/// What came of making the PDF of a run.
struct SetLetters: Sendable {
  var printed: [PreparedLetter] = []
  var unset: [UnsetLetter] = []
  var pages = 0
}

/// Sets the letters of a run, and finds those that cannot be set.
struct LetterSetting: Sendable {
  let typesetter: Typesetter
  let layout: Layout
  let common: LetterData
  let title: String
  /// Holds what is made on the way.
  let parts: URL

  /// Makes one PDF of all letters that can be set; none if there is no such letter.
  /// - Throws: what is not for single letters, such as a full disk or a broken layout.
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

  /// Puts covers and enclosures behind each other; where that fails, without the letters that it fails for.
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

  /// Each letter of a run as a file of its own.
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
