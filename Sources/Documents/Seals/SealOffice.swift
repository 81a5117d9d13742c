import Chronology
import Database
import Foundation
import Synchronization
import Typesetting

/// Keeps the chamber's key for sealing: tells whether it can be used, and which one sealed what. After another key file
/// was put in its place new documents carry the new seal; old ones are still known by the key that they were sealed with.
package final class SealOffice: Sendable {
  let database: Database
  let typesetter: Typesetter
  let key: SealingKey
  /// Whether a missing key is made: in the demo, which seals for nobody else.
  let makesKey: Bool
  /// The chamber's name, for a key made here.
  let holder: String
  /// The certificate that was read last, with the date of its file.
  private let read = Mutex<(SealCertificate, Date)?>(nil)

  /// A self-made key lasts as long as documents of a training do.
  static let daysOfSelfMadeKey = 3650

  package init(database: Database, typesetter: Typesetter, key: SealingKey, makesKey: Bool, holder: String) {
    self.database = database
    self.typesetter = typesetter
    self.key = key
    self.makesKey = makesKey
    self.holder = holder
  }

  /// The key in use, with its number in the books.
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

  /// What is wrong with the key, or will be soon; nil when all is well.
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

  /// Read once for each file that is put in place: pages and health checks ask often, and the worker takes its time.
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
  /// It still seals.
  case expiresSoon(Instant)
}
