import Settings

/// The chamber settings of deputyships.
package enum DelegationSettings {
  /// Offers and proposals that one account can make within an hour.
  package static let offersPerHour = Setting<Int>("delegation.offersPerHour", 20, in: 3...200)
  /// Tries to confirm on the spot, of one giver and for one deputy, within an hour.
  package static let confirmationsPerHour = Setting<Int>("delegation.confirmationsPerHour", 5, in: 3...20)
  /// Days after which an offer that nobody answered lapses.
  package static let offerDays = Setting<Int>("delegation.offerDays", 30, in: 3...365)

  package static let all = [offersPerHour, confirmationsPerHour, offerDays].map(\.declaration)
}
