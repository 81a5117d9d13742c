import Database
import Foundation
import Portal
import TestDatabases
import TestPortal
import Testing
import TrainingRecords

/// Random walks of apprentice and instructor over one week: whatever they do in whatever order, also with pages that are
/// out of date, nothing is signed that was not on the screen, and no version is lost.
struct RecordWalkTests {
  private enum Step: CaseIterable {
    case save, submit, giveBack, sign, signOldPage, reopen
  }

  /// The same steps for the same seed.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `no path signs what was not seen, and none loses a version`(seed: UInt64) async throws {
    try await TestPortal.with(seed.isMultiple(of: 2) ? .sqlite : (eachEngine().last ?? .sqlite)) { portal in
      let (lea, marion, path) = try await portal.recordOfLea()
      let week = "\(path)/\(RecordJourneys.week)"
      var dice = Dice(state: seed)
      var (revision, seen, handedIn) = (0, "", Set<Int>())
      for number in 1...40 {
        let text = [("text0", "Fassung \(number)")]
        switch Step.allCases.randomElement(using: &dice) ?? .save {
        case .save:
          // Now and then with a revision that is out of date.
          let shown = Bool.random(using: &dice) ? revision : max(0, revision - 1)
          try await lea.submit("\(week)/speichern", RecordJourneys.fields(revision: shown, text), from: path)
        case .submit:
          let done = try await lea.submitOnce(
            "\(week)/einreichen", RecordJourneys.fields(revision: revision, text), from: path)
          if done.status == 303 { handedIn.insert(number) }
        case .giveBack: try await marion.submit("\(week)/zurueckgeben", [("kommentar", "mehr")], from: "/profil")
        case .sign:
          let page = try await marion.get(week)
          seen = page.seen
          try await marion.submit("\(week)/abzeichnen", [("inhalt", page.seen)], from: "/profil")
        case .signOldPage:
          let before = try await signOffs(portal)
          let current = try await marion.get(week).seen
          try await marion.submit("\(week)/abzeichnen", [("inhalt", seen)], from: "/profil")
          if current != seen { #expect(try await signOffs(portal) == before, "step \(number)") }
        case .reopen: try await marion.submit("\(week)/wieder-oeffnen", [("grund", "doch")], from: "/profil")
        }
        revision = try await portal.database.read { try $0.value("SELECT revision FROM record_weeks") ?? 0 }
        try await check(portal, versions: handedIn.count, step: number)
      }
      #expect(try await portal.application.trainingRecords.damage().damaged.isEmpty)
    }
  }

  private func signOffs(_ portal: TestPortal) async throws -> Int {
    try await portal.database.read { try $0.value("SELECT count(*) FROM record_sign_offs") ?? 0 }
  }

  private func check(_ portal: TestPortal, versions: Int, step: Int) async throws {
    let (unseen, other, kept) = try await portal.database.read { connection -> (Int, Int, Int) in
      (
        try connection.value(
          """
          SELECT count(*) FROM record_sign_offs f WHERE NOT EXISTS (
            SELECT 1 FROM record_versions v
            WHERE v.week_id = f.week_id AND v.revision = f.revision AND v.content_hash = f.content_hash)
          """) ?? 0,
        try connection.value(
          """
          SELECT count(*) FROM record_weeks w WHERE w.state = 'signed' AND NOT EXISTS (
            SELECT 1 FROM record_sign_offs f
            WHERE f.week_id = w.id AND f.revision = w.revision AND f.content_hash = w.content_hash)
          """) ?? 0,
        try connection.value("SELECT count(*) FROM record_versions") ?? 0
      )
    }
    #expect(unseen == 0, "step \(step): signed without a version")
    #expect(other == 0, "step \(step): signed, but other words")
    #expect(kept == versions, "step \(step): every version that was handed in is kept")
  }
}
