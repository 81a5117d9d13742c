/// What the letters of a chamber say about the chamber; layouts expect it as `chamber`.
struct Letterhead: Encodable, Sendable {
  var name: String
  var street: String
  /// Postcode and place.
  var place: String
  var phone: String
  var email: String
  var web: String
  /// The chamber's colour as `#rrggbb`.
  var colour: String
  /// Who stands below a letter: name and office; nothing if empty.
  var signatory: String
  /// Lines at the foot of a letter: bank, president and the like.
  var footer: [String]
}
