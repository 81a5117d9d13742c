import Foundation
import Testing

@testable import Web

/// Which connections stay, which requests are served: what keeps the portal open for everybody.
struct ConnectionTests {
  private let rules = ConnectionRules(descriptors: 1_024)

  @Test func `half of the files that the system allows are left for the database, uploads and answers`() {
    #expect(rules.most == 448)
    #expect(ConnectionRules(descriptors: 65_536).most == 8_000)
    #expect(ConnectionRules(descriptors: 20).most == 32)
  }

  @Test func `a byte now and then keeps no connection: the time for a body and its rate are limits of their own`() {
    #expect(rules.verdict(.receiving, for: .seconds(19), received: 0) == .stays)
    #expect(rules.verdict(.receiving, for: .seconds(22), received: 25) == .tooSlow)
    #expect(rules.verdict(.receiving, for: .seconds(120), received: 100 * 16 * 1_024) == .stays)
    #expect(rules.verdict(.receiving, for: .seconds(120), received: 99 * 16 * 1_024) == .tooSlow)
    #expect(rules.verdict(.receiving, for: .seconds(601), received: .max) == .tooSlow)
    #expect(rules.verdict(.waiting, for: .seconds(76), received: 0) == .ends)
    #expect(rules.verdict(.answering, for: .seconds(10_000), received: 0) == .stays)
    #expect(rules.verdict(.sending, for: .seconds(901), received: 0) == .ends)
  }

  @Test func `when it is crowded those who wait longest go, never who has just come or waits for an answer`() {
    #expect(rules.surplus(336) == 0 && rules.surplus(337) == 337 - 224)
    #expect(!rules.isDispensable(.receiving, for: .seconds(2)) && rules.isDispensable(.receiving, for: .seconds(4)))
    #expect(!rules.isDispensable(.waiting, for: .milliseconds(500)) && rules.isDispensable(.waiting, for: .seconds(2)))
    #expect(!rules.isDispensable(.answering, for: .seconds(10_000)))
  }

  @Test func `a request that was complete in the last moment is answered, not cut off`() {
    var state = OpenConnection.State()
    state.enter(.receiving)
    let ending = Ending(judged: state)
    state.received += 1
    #expect(ending.stands(in: state))
    var answering = state
    answering.enter(.answering)
    #expect(!ending.stands(in: answering))
    var next = answering
    next.enter(.receiving)
    #expect(!ending.stands(in: next), "another request has all its time")
  }

  @Test(arguments: [
    ("/", PathRules.Verdict.served), ("/anmelden", .served), ("/dokumente/1/inhalt", .served),
    ("/metrics/", .elsewhere("/metrics")), ("//metrics", .elsewhere("/metrics")), ("/a//b/", .elsewhere("/a/b")),
    ("//evil.example/x", .elsewhere("/evil.example/x")), ("/\\evil.example/", .unknown),
    ("/%5Cevil.example/", .unknown),
    ("/a/../metrics", .unknown), ("/./metrics", .unknown), ("http://evil.example/", .unknown), ("", .unknown),
    ("/\t/evil.example/", .unknown),
  ])
  func `one spelling of a path is served, and no other leads out of the portal`(
    path: String, verdict: PathRules.Verdict
  ) {
    #expect(PathRules.verdict(path) == verdict)
  }

  @Test func `strangers take no place of people or officers, and a network never all`() async throws {
    let limits = UploadLimits()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<60 {
        group.addTask {
          do {
            try await limits.run(as: .strangers, from: "192.0.2.\(number % 30)") {
              try await Task.sleep(for: .seconds(60))
            }
            return true
          } catch is ServiceUnavailable {
            return false
          } catch {
            return true
          }
        }
      }
      for _ in 0..<52 { #expect(try await group.next() == false, "eight have a place, all others are told at once") }
      let isThere = try await limits.run(as: .people, from: "192.0.2.1") { true }
      #expect(isThere)
      group.cancelAll()
    }
    let again = try await limits.run(as: .strangers, from: "192.0.2.1") { true }
    #expect(again, "a place is free again when its work has ended")
  }

  @Test func `the log's words about a fault name nobody`() {
    struct Fault: Error { let text = "Key (email)=(lea@betrieb.example) of 'Lea Sommer' exists, lea@betrieb.example" }
    let text = FaultDetail.text(of: Fault())
    for word in ["lea@", "Sommer"] { #expect(!text.contains(word)) }
    #expect(text.contains("Fault"))
  }

  @Test func `a household is one network, whatever its last four groups are`() {
    #expect(ClientNetwork.key(of: "192.0.2.7") == "192.0.2.7")
    #expect(ClientNetwork.key(of: "2001:db8:1:2::7") == ClientNetwork.key(of: "2001:db8:1:2:3:4:5:6"))
    #expect(ClientNetwork.key(of: "2001:db8:1:3::7") != ClientNetwork.key(of: "2001:db8:1:2::7"))
  }
}
