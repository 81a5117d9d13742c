import Foundation
import Sodium
import Testing
import Web

@testable import Documents

/// The folder of documents: each content once, whole or not at all.
struct DocumentStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")

  private func draft(_ store: DocumentStore, _ text: String) throws -> URL {
    let file = try store.draft()
    try Data(text.utf8).write(to: file)
    return file
  }

  @Test func `the same content is kept once, under the hash that everybody can compute`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = DocumentStore(folder: folder)
    let one = try store.keep(try draft(store, "abc"))
    let other = try store.keep(try draft(store, "abc"))
    #expect(one == other && one.byteCount == 3)
    #expect(
      Sodium.hexadecimal(one.hash) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "SHA-256")
    #expect(try String(contentsOf: store.path(of: one.hash), encoding: .utf8) == "abc")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("drafts").path).isEmpty)
  }

  @Test func `a changed or missing file is noticed, and what is kept anew heals it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = DocumentStore(folder: folder)
    let kept = try store.keep(try draft(store, "Bescheid"))
    #expect(store.isWhole(kept.hash))
    try Data("Bescheit".utf8).write(to: store.path(of: kept.hash))
    #expect(!store.isWhole(kept.hash))
    try FileManager.default.removeItem(at: store.path(of: kept.hash))
    #expect(!store.isWhole(kept.hash))
    _ = try store.keep(try draft(store, "Bescheid"))
    #expect(store.isWhole(kept.hash))
  }

  @Test func `drafts that a stopped process left are cleared after a day`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = DocumentStore(folder: folder)
    let left = try draft(store, "halb")
    store.removeDrafts(before: Date(timeIntervalSinceNow: -3600))
    #expect(FileManager.default.fileExists(atPath: left.path))
    store.removeDrafts(before: Date(timeIntervalSinceNow: 3600))
    #expect(!FileManager.default.fileExists(atPath: left.path))
  }

  @Test func `a file that no row names is found once it is a day old, and goes only when nobody put it in again`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = DocumentStore(folder: folder)
    let texts = ["Bescheid", "verwaist", "gerade eben"]
    let hashes = try texts.map { try store.keep(try draft(store, $0)).hash }
    let old = Date(timeIntervalSinceNow: -100_000)
    for hash in hashes.prefix(2) {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: store.path(of: hash).path)
    }
    let yesterday = Date(timeIntervalSinceNow: -86_400)
    let found = try await store.unnamed(before: yesterday) { _ in [hashes[0]] }
    #expect(found.hashes == [hashes[1]] && found.total == 3)
    #expect(!found.isSuspicious)
    let strange = try await store.unnamed(before: yesterday) { _ in [] }
    #expect(strange.isSuspicious, "most of the store is unknown: another database")
    _ = try store.keep(try draft(store, "verwaist"))
    #expect(!store.remove(hashes[1], unlessUsedSince: yesterday), "it is wanted again")
    #expect(store.isWhole(hashes[1]))
  }

  @Test func `what is no whole hash removes nothing, not even where it names a folder`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = DocumentStore(folder: folder)
    let kept = try store.keep(try draft(store, "Zeugnis"))
    for part in [[], Array(kept.hash.prefix(1)), Array(kept.hash.dropLast()), kept.hash + [0]] {
      #expect(!store.remove(part, unlessUsedSince: Date(timeIntervalSinceNow: 3600)), "\(part.count) bytes")
    }
    #expect(store.isWhole(kept.hash))
  }
}
