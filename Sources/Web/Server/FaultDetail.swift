/// What the log says of an error: enough to find the cause, without what was typed or stored. Addresses of mail, words
/// in quotes and values that a database repeats in brackets are left out.
package enum FaultDetail {
  package static func text(of error: any Error) -> String {
    // Cut before: the patterns take long with what is long.
    var text = String(String(reflecting: error).prefix(4_000))
    for pattern in [#/[^\s"'<>()]+@[^\s"'<>()]+/#, #/=\([^)]*\)/#, #/'[^']*'/#, #/„[^“]*“/#] {
      text.replace(pattern, with: "…")
    }
    return String(text.prefix(1_000))
  }
}
