import Foundation
import Synchronization

/// Concurrency limits for large bodies, which fill the disk before anybody has checked them. Strangers, people and
/// officers have separate limits, and no network can use up all of one.
final class UploadLimits: Sendable {
  enum Group: Hashable, Sendable {
    /// Routes open to everybody.
    case strangers
    case people
    /// The back office.
    case officers

    /// The limit of all networks together.
    var limit: Int {
      switch self {
      case .strangers: 8
      case .people: 24
      case .officers: 8
      }
    }

    /// The limit of one network. A whole school or chamber may share one.
    var limitPerNetwork: Int {
      switch self {
      case .strangers: 2
      case .people: 12
      case .officers: 8
      }
    }
  }

  private struct Taken {
    var all: [Group: Int] = [:]
    var networks: [Group: [String: Int]] = [:]
  }

  private let taken = Mutex(Taken())

  init() {}

  /// Runs the work if no limit is reached.
  /// - Throws: `ServiceUnavailable` at a limit, or the error of the work.
  func run<Result>(as group: Group, from network: String, _ work: () async throws -> Result) async throws -> Result {
    guard take(group, network) else { throw ServiceUnavailable() }
    defer { free(group, network) }
    return try await work()
  }

  private func take(_ group: Group, _ network: String) -> Bool {
    taken.withLock { taken in
      let (all, own) = (taken.all[group, default: 0], taken.networks[group, default: [:]][network, default: 0])
      guard all < group.limit, own < group.limitPerNetwork else { return false }
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

/// The network of an address: for IPv6 its first 64 bits, all of which one household has.
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
