import Foundation
import Testing

@testable import Typesetting

@Suite struct PeopleSeatsTests {
  let bench: TestBench
  let picture: URL

  init() throws {
    bench = try TestBench()
    let grey = "P5 2 2 255 ".utf8 + [0, 90, 180, 255]
    picture = try bench.file("picture.pgm", [UInt8](grey))
  }

  /// What becomes of uploads that come at once, one for each account named.
  private func outcomes(_ accounts: [Int64], _ limits: PeopleSeats.Limits = .init()) async -> [TypesettingError?] {
    let typesetter = TestBench.typesetter(.init(people: limits))
    let found = await withTaskGroup(of: TypesettingError?.self) { group in
      for (number, account) in accounts.enumerated() {
        let out = bench.folder.appending(path: "\(number).jpg")
        group.addTask {
          do {
            try await typesetter.picture(picture, to: out, of: account)
            return nil
          } catch {
            return error as? TypesettingError
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    await typesetter.stop()
    return found
  }

  @Test func `one account has two uploads looked at at once, the others it has to hand in later`() async {
    let found = await outcomes(Array(repeating: 1, count: 20))
    #expect(found.filter { $0 == .busy }.count == 18)
  }

  @Test func `what one account hands in leaves the places of others alone`() async {
    let found = await outcomes([1, 1, 1, 1, 2, 3])
    #expect(found.filter { $0 == .busy }.count == 2)
  }

  @Test func `more uploads than can be looked at soon are asked to come back`() async {
    let found = await outcomes((1...30).map(Int64.init), .init(together: 10))
    #expect(found.filter { $0 == .busy }.count == 20)
  }

  @Test func `a place is free again when the upload was looked at`() async throws {
    let typesetter = TestBench.typesetter(.init(people: .init(ofOneAccount: 1)))
    for _ in 0..<3 {
      let outcome = await #expect(throws: TypesettingError.self) {
        try await typesetter.picture(picture, to: bench.folder.appending(path: "out.jpg"), of: 1)
      }
      #expect(outcome != .busy)
    }
    await typesetter.stop()
  }

  @Test func `what people hand in keeps neither the desk nor a press busy`() async throws {
    let typesetter = TestBench.typesetter()
    _ = try? await typesetter.picture(picture, to: bench.folder.appending(path: "out.jpg"), of: 1)
    _ = try await typesetter.inspect(bench.pdf(), of: 1)
    #expect(await typesetter.documentSeat.processIdentifier == nil)
    for seat in await typesetter.runSeats { #expect(await seat.processIdentifier == nil) }
    await typesetter.stop()
  }
}
