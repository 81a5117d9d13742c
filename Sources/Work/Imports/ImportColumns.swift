/// The columns of a file, recognised by the names that chambers use for them.
package struct ImportColumns: Sendable {
  private let positions: [String: Int]
  /// The same in the order of the file.
  private let ordered: [(column: String, position: Int)]
  private let optional: Set<String>
  private let count: Int
  /// Columns of the file that are ignored.
  package let unknown: [String]
  /// Columns that occur twice in the header, by any of their names; the first one is read.
  package let double: [(column: String, title: String)]

  /// - Parameters:
  ///   - names: for each column its name in messages, and its other names. Case, umlauts, blanks, dots and hyphens are
  ///     ignored.
  ///   - optional: the columns whose invalid values are skipped instead of rejecting the line.
  package init(header: [String], names: [(column: String, others: [String])], optional: Set<String> = []) {
    let titles = header.map(Self.folded)
    var positions: [String: Int] = [:]
    var used: Set<Int> = []
    var double: [(column: String, title: String)] = []
    for name in names {
      let known = Set(([name.column] + name.others).map(Self.folded))
      let found = titles.indices.filter { known.contains(titles[$0]) && !used.contains($0) }
      guard let first = found.first(where: { titles[$0] == Self.folded(name.column) }) ?? found.first else { continue }
      positions[name.column] = first
      used.formUnion(found)
      double += found.filter { $0 != first }.map { (column: name.column, title: header[$0]) }
    }
    self.positions = positions
    ordered = positions.sorted { $0.value < $1.value }.map { (column: $0.key, position: $0.value) }
    self.optional = optional
    absent = optional.subtracting(positions.keys)
    self.double = double
    count = header.count
    unknown = header.indices.filter { !used.contains($0) && !header[$0].isEmpty }.map { header[$0] }
  }

  private static func folded(_ title: String) -> String { SortKey.queryWords(title).joined() }

  package func has(_ column: String) -> Bool { positions[column] != nil }

  /// Optional columns that the file does not have.
  let absent: Set<String>

  /// The value; empty if the file lacks the column, or if an optional value is invalid.
  package func value(_ column: String, _ line: TableFile.Line) -> String {
    guard let position = positions[column], position < line.fields.count else { return "" }
    let value = line.fields[position]
    return optional.contains(column) && TableCell.fault(value) != nil ? "" : value
  }

  /// Problems of the line as a whole, found before its values are read.
  func problems(of line: TableFile.Line) -> (problems: [LineProblem], warnings: [LineProblem]) {
    func problem(_ column: String, _ value: String, _ reason: ImportReason) -> LineProblem {
      LineProblem(line: line.number, column: column, value: value, reason: reason)
    }
    // Problems of the whole line are reported without content: any of its fields may be a PIN.
    let fields = TableFile.withoutEmptyEnd(line.fields)
    if line.decoding == .damaged { return ([problem("", "", .damaged)], []) }
    if fields.count > count { return ([problem("", "\(fields.count) / \(count)", .tooManyFields)], []) }
    if line.fields.count < count { return ([problem("", "\(line.fields.count) / \(count)", .tooFewFields)], []) }
    var (problems, warnings): ([LineProblem], [LineProblem]) = ([], [])
    if line.decoding == .otherEncoding { warnings.append(problem("", "", .otherEncoding)) }
    for (column, position) in ordered where position < line.fields.count {
      guard let reason = TableCell.fault(line.fields[position]) else { continue }
      if optional.contains(column) {
        warnings.append(problem(column, line.fields[position], reason))
      } else {
        problems.append(problem(column, line.fields[position], reason))
      }
    }
    return (problems, warnings)
  }
}
