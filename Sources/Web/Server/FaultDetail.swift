/// What the log says of an error: enough to find the cause, without what was typed or stored. Addresses of mail, words
/// in quotes and values that a database repeats in brackets are left out.
package enum FaultDetail {
  package static func text(of error: any Error) -> String {
    var text = String(reflecting: error)
    for pattern in [#/[^\s"'<>()]+@[^\s"'<>()]+/#, #/=\([^)]*\)/#, #/'[^']*'/#, #/„[^“]*“/#] {
      text.replace(pattern, with: "…")
    }
    return String(text.prefix(1_000))
  }
}
