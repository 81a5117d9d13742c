import Settings

/// The chamber settings of deputyships.
package enum DelegationSettings {
  /// Offers and proposals allowed per account and hour.
  package static let offersPerHour = Setting<Int>("delegation.offersPerHour", 20, in: 3...200)
  /// Attempts to confirm on the spot allowed per hour, for one giver and for one deputy.
  package static let confirmationsPerHour = Setting<Int>("delegation.confirmationsPerHour", 5, in: 3...20)
  /// Days after which an unanswered offer expires.
  package static let offerDays = Setting<Int>("delegation.offerDays", 30, in: 3...365)

  package static let all = [offersPerHour, confirmationsPerHour, offerDays].map(\.declaration)
}
