import Foundation
import Synchronization

/// Places for large bodies: they fill the disk before anybody has looked at them. Who is not signed in, people and
/// officers do not take each other's places, and one network never has all of them.
final class UploadPlaces: Sendable {
  enum Group: Hashable, Sendable {
    /// A route that is open to everybody.
    case strangers
    case people
    /// The back office.
    case desk

    /// How many places there are in all.
    var places: Int {
      switch self {
      case .strangers: 8
      case .people: 24
      case .desk: 8
      }
    }

    /// How many of them one network has. A whole school or chamber may come from one.
    var placesOfNetwork: Int {
      switch self {
      case .strangers: 2
      case .people: 12
      case .desk: 8
      }
    }
  }

  private struct Taken {
    var all: [Group: Int] = [:]
    var networks: [Group: [String: Int]] = [:]
  }

  private let taken = Mutex(Taken())

  init() {}

  /// Does the work on a place of its own.
  /// - Throws: `ServiceUnavailable` when none is free, or the error of the work.
  func hold<Result>(_ group: Group, _ network: String, _ work: () async throws -> Result) async throws -> Result {
    guard take(group, network) else { throw ServiceUnavailable() }
    defer { free(group, network) }
    return try await work()
  }

  private func take(_ group: Group, _ network: String) -> Bool {
    taken.withLock { taken in
      let (all, own) = (taken.all[group, default: 0], taken.networks[group, default: [:]][network, default: 0])
      guard all < group.places, own < group.placesOfNetwork else { return false }
      taken.all[group] = all + 1
      taken.networks[group, default: [:]][network] = own + 1
      return true
    }
  }

  private func free(_ group: Group, _ network: String) {
    taken.withLock { taken in
      taken.all[group, default: 1] -= 1
      let left = taken.networks[group, default: [:]][network, default: 1] - 1
      taken.networks[group, default: [:]][network] = left > 0 ? left : nil
    }
  }
}

/// The network of an address: for IPv6 its first 64 bits, as one household has them all.
package enum ClientNetwork {
  package static func key(of address: String) -> String {
    guard address.contains(":") else { return address }
    var parsed = in6_addr()
    guard inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
    return withUnsafeBytes(of: &parsed) { bytes in
      bytes.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }
}
