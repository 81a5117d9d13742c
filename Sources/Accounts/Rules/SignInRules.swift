import Chronology

/// Who may enter with the right password.
enum SignInRules {
  /// An account that waits for its deletion may enter, and thereby stays. While the lock lasts the right password does
  /// not help, so that guessing beyond the lock tells nothing.
  static func mayEnter(_ state: AccountState, lockedUntil: Instant?, at now: Instant) -> Bool {
    if let lockedUntil, now < lockedUntil { return false }
    switch state {
    case .active, .leaving: return true
    case .pending, .blocked, .deleted: return false
    }
  }
}
