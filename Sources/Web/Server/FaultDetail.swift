/// What the log says about an error: enough to find the cause, but nothing that was typed or stored. E-mail addresses,
/// quoted text and values that a database repeats in brackets are removed.
package enum FaultDetail {
  package static func text(of error: any Error) -> String {
    // Truncated first, because the patterns are slow on long texts.
    var text = String(String(reflecting: error).prefix(4_000))
    for pattern in [#/[^\s"'<>()]+@[^\s"'<>()]+/#, #/=\([^)]*\)/#, #/'[^']*'/#, #/„[^“]*“/#] {
      text.replace(pattern, with: "…")
    }
    return String(text.prefix(1_000))
  }
}
