import Chronology
import Testing

@testable import TrainingRecords

/// The chain of sign-offs of a record.
struct SignOffTests {
  private typealias Link = (signOff: SignOff, storedHash: [UInt8], currentContent: [UInt8]?)

  private func chain(_ count: Int) -> [Link] {
    var previous = SignOff.beginning
    return (1...count).map { position in
      let content = [UInt8](repeating: UInt8(position), count: 32)
      let signOff = SignOff(
        apprenticeship: 1, week: Int64(position), position: position, revision: 3, account: 5, signer: "Marion Berger",
        function: "instructor", signedAt: Instant(microseconds: Int64(position)), contentHash: content,
        previous: previous)
      previous = signOff.hash
      return (signOff, signOff.hash, content)
    }
  }

  @Test func `a chain that nobody touched is in order`() {
    #expect(SignOffRules.damage(in: chain(5)) == nil)
    #expect(SignOffRules.damage(in: []) == nil)
  }

  @Test func `a sign-off taken out, moved or changed is found`() {
    var short = chain(5)
    short.remove(at: 2)
    #expect(SignOffRules.damage(in: short) == .broken(position: 3))
    var swapped = chain(5)
    swapped.swapAt(1, 2)
    #expect(SignOffRules.damage(in: swapped) == .broken(position: 2))
    var changed = chain(5)
    let old = changed[3].signOff
    let other = SignOff(
      apprenticeship: old.apprenticeship, week: old.week, position: old.position, revision: old.revision,
      account: old.account, signer: "Jemand anders", function: old.function, signedAt: old.signedAt,
      contentHash: old.contentHash, previous: old.previous)
    changed[3] = (other, changed[3].storedHash, changed[3].currentContent)
    #expect(SignOffRules.damage(in: changed) == .broken(position: 4))
    changed[3] = (other, other.hash, changed[3].currentContent)
    #expect(SignOffRules.damage(in: changed) == .broken(position: 5), "the next one tells it")
  }

  @Test func `whom a deputy stood in for is part of the chain, and older links keep their hash`() {
    var links = chain(3)
    let plain = links[1].signOff.hash
    links[1].signOff.principal = "Petra Holz"
    #expect(links[1].signOff.hash != plain)
    #expect(SignOffRules.damage(in: links) == .broken(position: 2))
    links[1].signOff.principal = ""
    #expect(SignOffRules.damage(in: links) == nil)
  }

  @Test func `a signed week that says something else than what was signed is found`() {
    var changed = chain(3)
    changed[1].currentContent = [9]
    #expect(SignOffRules.damage(in: changed) == .otherContent(position: 2))
    changed[1].currentContent = nil
    #expect(SignOffRules.damage(in: changed) == nil, "opened again: the old version is kept elsewhere")
  }
}
