import Chronology
import Database
import Foundation
import Synchronization
import Typesetting

/// The chamber's sealing keys: whether the present one can be used, and which one sealed what. After the key file is
/// replaced, new documents carry the new seal; the keys of old ones stay known.
package final class SealingKeys: Sendable {
  let database: Database
  let typesetter: Typesetter
  let key: SealingKey
  /// Whether a missing key is generated; only in the demo.
  let makesKey: Bool
  /// The chamber's name, for a key generated here.
  let holder: String
  /// The cached certificate, with the modification date of its file.
  private let read = Mutex<(SealCertificate, Date)?>(nil)

  /// A self-made key has to outlast the documents of a training.
  static let daysOfSelfMadeKey = 3650

  package init(database: Database, typesetter: Typesetter, key: SealingKey, makesKey: Bool, holder: String) {
    self.database = database
    self.typesetter = typesetter
    self.key = key
    self.makesKey = makesKey
    self.holder = holder
  }

  /// The key in use, with its id among the known keys.
  package struct Current: Sendable {
    package let key: SealingKey
    package let id: Int64
    let certificate: SealCertificate
  }

  /// - Throws: `SealMissing` when there is no key, or its certificate is not valid now.
  package func current(now: Instant) async throws -> Current {
    let certificate = try await validCertificate(now: now)
    let id = try await database.write { try SealKeyQueries.add(certificate, now: now, in: $0) }
    return Current(key: key, id: id, certificate: certificate)
  }

  /// What is wrong with the key, or soon will be; nil if nothing is.
  package func trouble(now: Instant) async -> SealMissing? {
    do {
      let until = Self.instant(try await validCertificate(now: now).validUntil)
      return until < now + .days(30) ? .expiresSoon(until) : nil
    } catch let missing as SealMissing {
      return missing
    } catch {
      return .unreadable(String(describing: error))
    }
  }

  package func canSeal(now: Instant) async -> Bool {
    (try? await validCertificate(now: now)) != nil
  }

  private func validCertificate(now: Instant) async throws -> SealCertificate {
    let certificate = try await certificate(now: now)
    let (from, until) = (Self.instant(certificate.validFrom), Self.instant(certificate.validUntil))
    guard from <= now, now < until else { throw SealMissing.expired(until) }
    return certificate
  }

  /// Cached per key file, because pages and health checks ask often and the worker is slow.
  private func certificate(now: Instant) async throws -> SealCertificate {
    guard let changed = changeOfKey() else {
      guard makesKey else { throw SealMissing.noKey }
      return try await typesetter.createKey(
        key, holder: holder, start: (now - .days(1)).microseconds / 1_000_000, days: Self.daysOfSelfMadeKey)
    }
    if let (known, date) = read.withLock({ $0 }), date == changed { return known }
    do {
      let certificate = try await typesetter.certificate(of: key)
      read.withLock { $0 = (certificate, changed) }
      return certificate
    } catch TypesettingError.key(let problem) {
      throw SealMissing.unreadable(problem)
    }
  }

  private func changeOfKey() -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: key.path.path)[.modificationDate]) as? Date
  }

  private static func instant(_ seconds: Int64) -> Instant {
    Instant(microseconds: 0) + .seconds(Int(clamping: seconds))
  }
}

/// Why nothing can be sealed; documents wait meanwhile.
package enum SealMissing: Error, Equatable {
  case noKey
  case unreadable(String)
  case expired(Instant)
  /// A warning: the key still seals.
  case expiresSoon(Instant)
}
