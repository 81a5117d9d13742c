import Foundation
import Synchronization
import Testing

@testable import Typesetting

@Suite struct RunTests {
  struct Item: Encodable, Sendable { let number: Int }

  let bench: TestBench
  let path: URL

  init() throws {
    bench = try TestBench()
    path = bench.folder.appending(path: "run.pdf")
  }

  /// Every third item needs two pages.
  private static let content = """
    = Brief #data.number #data.greeting
    #if calc.rem(data.number, 3) == 0 { pagebreak(); [Rückseite von #data.number] }
    """

  private let greeting = ["greeting": "Grüße"]

  private static func items(_ count: Int) -> [Item] { (0..<count).map(Item.init) }

  private func numbers(in file: URL) throws -> [Int] {
    try Tool.pdftotext.run(file.path, "-").matches(of: /Brief (\d+) Grüße/).compactMap { Int($0.1) }
  }

  /// The keys by which pages and links find their tags.
  private func tagKeys(in file: URL) throws -> [Int] {
    let plain = bench.folder.appending(path: "plain.pdf")
    try Tool.qpdf.run("--qdf", "--object-streams=disable", file.path, plain.path)
    return String(decoding: try Data(contentsOf: plain), as: UTF8.self)
      .matches(of: /\/StructParents? (\d+)/).compactMap { Int($0.1) }.sorted()
  }

  private func isSound(_ file: URL) -> Bool {
    (try? Tool.qpdf.run("--check", file.path)) != nil
  }

  @Test func `450 items become 450 letters in order, with progress and first pages`() async throws {
    let progress = Mutex<[Int]>([])
    let run = try await TestBench.typesetter().run(
      bench.layout(Self.content), items: Self.items(450), common: greeting, title: "Lauf", to: path
    ) { done in progress.withLock { $0.append(done) } }
    #expect(progress.withLock { $0 } == [200, 400, 450])
    #expect(try numbers(in: path) == Array(0..<450))
    #expect(run.pageCount == 600)
    #expect(Array(run.firstPages.prefix(4)) == [1, 3, 4, 5])
    #expect(run.firstPages.last == 600)
    #expect(try Tool.pdftotext.run("-f", "301", "-l", "301", path.path, "-").contains("Brief 225"))
    #expect(run.firstPages[225] == 301)
    #expect(isSound(path))
  }

  @Test func `a joined file keeps the tags of all its parts`() async throws {
    let layout = try bench.layout(
      """
      = Brief #data.number
      Siehe #link("https://kammer.example/(a) 3 0 R")[Netz]#footnote[Fuß #data.number].
      #table(columns: 2, table.header[Gebühr][Betrag], [A], [#data.number])
      """)
    _ = try await TestBench.typesetter().run(
      layout, items: Self.items(201), common: greeting, title: "Lauf", to: path
    ) { _ in }
    let tags = try Tool.pdfinfo.run("-struct-text", path.path)
    #expect(tags.matches(of: /H1 "Brief (\d+)"/).compactMap { Int($0.1) } == Array(0..<201))
    #expect(tags.matches(of: /TH <0000[01]\.U\d+x\dy\d>/).count == 402)
    #expect(tags.matches(of: /(?m)^Document/).count == 1)
    let keys = try tagKeys(in: path)
    #expect(keys.count > 3 * 201 && keys == Array(0..<keys.count))
    let info = try Tool.pdfinfo.run(path.path)
    #expect(info.contains("Lauf") && info.contains(/Tagged: +yes/))
    #expect(isSound(path))
  }

  @Test func `a worker killed in the middle is replaced and the run completes`() async throws {
    let typesetter = TestBench.typesetter(.init(runSeats: 1))
    let seat = await typesetter.nextRunSeat
    let killed = Mutex<Set<pid_t>>([])
    _ = try await typesetter.run(
      bench.layout(Self.content), items: Self.items(450), common: greeting, title: "Lauf", to: path
    ) { _ in
      guard let worker = await seat.processIdentifier else { return }
      kill(worker, SIGKILL)
      _ = killed.withLock { $0.insert(worker) }
    }
    #expect(killed.withLock { $0.count } == 3)
    #expect(try numbers(in: path) == Array(0..<450))
  }

  @Test func `a worker that has grown is replaced`() async throws {
    let typesetter = TestBench.typesetter(.init(resident: 1, runSeats: 1))
    let seat = await typesetter.nextRunSeat
    _ = try await typesetter.run(
      bench.layout(Self.content), items: Self.items(201), common: greeting, title: "Lauf", to: path
    ) { _ in #expect(await seat.processIdentifier == nil) }
    #expect(try numbers(in: path) == Array(0..<201))
  }

  @Test func `letters that cannot be set are named, and all others stand in the file`() async throws {
    let layout = try bench.layout("#assert(data.number not in (0, 7, 8, 250, 399))\n" + Self.content)
    let run = try await TestBench.typesetter().run(
      layout, items: Self.items(400), common: greeting, title: "Lauf", to: path
    ) { _ in }
    #expect(run.unset.keys.sorted() == [0, 7, 8, 250, 399])
    #expect(run.unset.values.allSatisfy { if case .layout = $0 { true } else { false } })
    #expect(try numbers(in: path) == (0..<400).filter { ![0, 7, 8, 250, 399].contains($0) })
    #expect(run.firstPages.count == 395)
    #expect(run.firstPages.prefix(3) == [1, 2, 3])
    #expect(isSound(path))
  }

  @Test func `a run in which nothing can be set leaves the old file`() async throws {
    _ = try bench.file("run.pdf", Array("alt".utf8))
    let run = try await TestBench.typesetter().run(
      bench.layout("#assert(false)"), items: Self.items(3), common: greeting, title: "Lauf", to: path
    ) { _ in }
    #expect(run.pageCount == 0 && run.unset.count == 3)
    #expect(try String(contentsOf: path, encoding: .utf8) == "alt")
  }

  @Test func `a run with a broken layout fails, and leaves the old file and nothing else`() async throws {
    _ = try bench.file("run.pdf", Array("alt".utf8))
    await #expect(throws: TypesettingError.self) {
      _ = try await TestBench.typesetter().run(
        bench.layout("#assert(false)"), items: Self.items(400), common: greeting, title: "Lauf", to: path
      ) { _ in }
    }
    #expect(try String(contentsOf: path, encoding: .utf8) == "alt")
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).sorted() == ["run.pdf", "test.typ"])
  }

  @Test func `only the owner can read a run`() async throws {
    _ = try await TestBench.typesetter().run(
      bench.layout(Self.content), items: Self.items(1), common: greeting, title: "Lauf", to: path
    ) { _ in }
    let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
