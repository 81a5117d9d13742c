import Web

extension HTML {
  /// A warning, before mails are sent, about addresses shared by several people; nothing if there are none.
  /// - Parameter people: as officers read them.
  package mutating func sharedAddresses(_ addresses: [(email: String, people: [String])], _ t: Texts) {
    guard !addresses.isEmpty else { return }
    card(title: t("registers.access.shared.title")) { card in
      card.p(t("registers.access.shared.text"))
      card.table(
        caption: t("registers.access.shared.title"),
        columns: [Column(t("web.field.email")), Column(t("registers.access.shared.people"))]
      ) { rows in
        for address in addresses {
          rows.row { row in
            row.heading(address.email)
            row.cell(address.people.joined(separator: ", "))
          }
        }
      }
    }
  }
}
