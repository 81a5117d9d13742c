extension ListPage {
  /// More rows than these go into no file: it is made in memory while somebody waits.
  package static var mostInFile: Int { 50_000 }

  /// So many rows are asked for at once: between two questions others come to their turn.
  private static var portion: Int { 1000 }

  /// All rows that search and filters leave, in the order that is asked for, with the columns of the page.
  /// - Returns: the file, and how many rows are in it.
  /// - Throws: `Refusal` when there are more than `mostInFile`: half a list would be taken for the whole.
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
