/// What the letters of a chamber say about the chamber; layouts expect it as `chamber`.
package struct Letterhead: Encodable, Sendable {
  package var name: String
  package var street: String
  /// Postcode and place.
  package var place: String
  package var phone: String
  package var email: String
  package var web: String
  /// The chamber's colour as `#rrggbb`.
  package var colour: String
  /// Who stands below a letter: name and office; nothing if empty.
  package var signatory: String
  /// Lines at the foot of a letter: bank, president and the like.
  package var footer: [String]

  package init(
    name: String, street: String, place: String, phone: String, email: String, web: String, colour: String,
    signatory: String, footer: [String]
  ) {
    self.name = name
    self.street = street
    self.place = place
    self.phone = phone
    self.email = email
    self.web = web
    self.colour = colour
    self.signatory = signatory
    self.footer = footer
  }
}
