import Accounts
import Chronology
import Portal
import TestPortal
import Testing

extension Browser {
  /// Sets the second factor up as with an app.
  /// - Returns: the app and the recovery codes shown.
  @discardableResult
  func setUpFactor(on portal: TestPortal, password: String = Browser.password) async throws -> (
    OneTimePassword, [String]
  ) {
    let form = try await get("/profil/zweiter-faktor")
    let app = OneTimePassword(secret: try form.shownSecret)
    let done = try await press(
      "/profil/zweiter-faktor",
      [
        ("geheimnis", form.sealedSecret), ("passwort", password), ("code", app.code(at: portal.time.now)),
      ])
    return (app, done.body.matches(of: /[B-Z]{4}-[B-Z]{4}-[B-Z]{3}/).map { String($0.output) })
  }
}

extension OneTimePassword {
  /// Six digits that hold neither now nor a step before or after.
  func wrongCode(at now: Instant) -> String {
    let right = [now - .seconds(30), now, now + .seconds(30)].map(code(at:))
    return ["000000", "111111", "222222", "333333"].first { !right.contains($0) } ?? ""
  }
}

extension Page {
  var sealedSecret: String {
    body.firstMatch(of: /name="geheimnis" value="([^"]*)"/).map { String($0.output.1) } ?? ""
  }

  /// The secret as it is shown to be typed, read back from base32.
  var shownSecret: [UInt8] {
    get throws {
      let text = try #require(body.firstMatch(of: /id="geheimnis-text"[^>]*>([A-Z2-7 ]+)</)).output.1
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
      let bits = text.compactMap { alphabet.firstIndex(of: $0) }.flatMap { value in
        (0..<5).map { value >> (4 - $0) & 1 }
      }
      return stride(from: 0, to: bits.count - 7, by: 8).map { start in
        UInt8(bits[start..<(start + 8)].reduce(0) { $0 << 1 | $1 })
      }
    }
  }
}
