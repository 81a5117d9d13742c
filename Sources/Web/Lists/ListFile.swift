extension ListPage {
  /// The maximum number of rows in a file, which is built in memory while somebody waits.
  package static var mostInFile: Int { 50_000 }

  /// Rows fetched per query; other work gets its turn in between.
  private static var portion: Int { 1000 }

  /// All rows that match search and filters, in the requested order, with the columns of the page.
  /// - Returns: the file and its number of rows.
  /// - Throws: `Refusal` if there are more than `mostInFile`: a truncated list would be taken for the whole.
  package func file(
    _ rows: (ListSlice<Order>) async throws -> [Row]
  ) async throws -> (file: CSVText, count: Int) {
    let written = columns.compactMap { column in column.text.map { (title: column.title, text: $0) } }
    var (file, count) = (CSVText(head: written.map(\.title)), 0)
    var after: ListKey?
    while true {
      let found = try await rows(
        ListSlice(request.order, isDescending: request.isDescending, after: after, limit: Self.portion))
      count += found.count
      guard count <= Self.mostInFile else { throw tooLong }
      for row in found { file.add(written.map { $0.text(row) }) }
      guard found.count == Self.portion, let last = found.last else { return (file, count) }
      after = key(last, request.order)
    }
  }

  private var tooLong: Refusal {
    let t = visit.t
    return Refusal(
      "web.list.tooLong", ["count": t.number(Self.mostInFile)],
      nextStep: ("web.list.back", address(request.firstPage)))
  }
}
