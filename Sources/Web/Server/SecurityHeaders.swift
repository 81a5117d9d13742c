/// Headers of every response. The content security policy allows nothing but the portal's own files: no inline script
/// or style, no frame, no other host.
enum SecurityHeaders {
  static func all(secure: Bool) -> [(name: String, value: String)] {
    secure ? always + [("strict-transport-security", "max-age=31536000; includeSubDomains")] : always
  }

  private static let always: [(name: String, value: String)] = [
    (
      "content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
  ]
}
