import Chronology
import Testing

@testable import Accounts

struct OneTimePasswordTests {
  private let password = OneTimePassword(secret: [UInt8]("12345678901234567890".utf8))

  private func instant(_ seconds: Int64) -> Instant { Instant(microseconds: seconds * 1_000_000) }

  /// RFC 6238 appendix B, the last six of eight digits.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `codes are those of RFC 6238`(seconds: Int64, code: String) {
    #expect(password.code(at: instant(seconds)) == code)
    #expect(password.step(of: code, at: instant(seconds)) == seconds / 30)
  }

  @Test func `a code holds one step before and after its own, and no longer`() {
    let step: Int64 = 50_000_000
    let code = password.code(at: instant(step * 30))
    for seconds in [step * 30 - 30, step * 30 - 1, step * 30, step * 30 + 29, step * 30 + 59] {
      #expect(password.step(of: code, at: instant(seconds)) == step, "\(seconds)")
    }
    for seconds in [step * 30 - 31, step * 30 + 60] {
      #expect(password.step(of: code, at: instant(seconds)) == nil, "\(seconds)")
    }
  }

  @Test(arguments: ["", "28708", "2870822", "28708a", "２８７０８２"])
  func `what is no code is none`(typed: String) {
    #expect(password.step(of: typed, at: instant(59)) == nil)
  }

  @Test func `the secret is shown in base32, and the address carries it with issuer and account`() {
    #expect(password.groupedSecret == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    #expect(OneTimePassword(secret: [UInt8]("foob".utf8)).groupedSecret == "MZXW 6YQ")
    #expect(
      password.address(issuer: "IHK: Köln & Bonn", account: "lea@holz.example")
        == "otpauth://totp/IHK%20%20K%C3%B6ln%20%26%20Bonn:lea@holz.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=IHK%20%20K%C3%B6ln%20%26%20Bonn&algorithm=SHA1&digits=6&period=30")
  }

  @Test func `new secrets have twenty bytes and differ`() {
    let one = OneTimePassword.random()
    #expect(one.secret.count == 20)
    #expect(one != OneTimePassword.random())
  }
}
