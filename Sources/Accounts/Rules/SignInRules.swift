import Chronology

/// Who may enter with the right password.
enum SignInRules {
  /// An account that awaits deletion may enter, and is then kept. During a lock even the right password is refused, so
  /// that guessing on reveals nothing.
  static func mayEnter(_ state: AccountState, lockedUntil: Instant?, at now: Instant) -> Bool {
    if let lockedUntil, now < lockedUntil { return false }
    switch state {
    case .active, .leaving: return true
    case .pending, .blocked, .deleted: return false
    }
  }
}
