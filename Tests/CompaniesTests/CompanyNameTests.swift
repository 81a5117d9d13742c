import Companies
import Testing

/// The name of a company with its legal form, § 19 HGB, § 4 GmbHG.
struct CompanyNameTests {
  @Test(arguments: [
    ("Hotel Schulze", "", "GmbH", "Hotel Schulze GmbH"),
    ("Hotel Schulze GmbH", "", "GmbH", "Hotel Schulze GmbH"),
    ("Hotel Schulze GMBH", "", "GmbH", "Hotel Schulze GMBH"),
    ("Hotel Schulze", "Betriebs GmbH", "GmbH", "Hotel Schulze"),
    ("Müller GmbH", "", "GmbH & Co. KG", "Müller GmbH & Co. KG"),
    ("Müller GmbH & Co. KG", "", "GmbH & Co. KG", "Müller GmbH & Co. KG"),
    ("Müller GmbH & Co KG", "", "GmbH & Co. KG", "Müller GmbH & Co KG"),
    ("Müller GmbH & Co.", "", "GmbH & Co. KG", "Müller GmbH & Co. KG"),
    ("Bäckerei Yıldız e. K.", "", "e.K.", "Bäckerei Yıldız e. K."),
    ("Bäckerei Yıldız", "", "e.K.", "Bäckerei Yıldız e.K."),
    ("Bäckerei Müller", "", "", "Bäckerei Müller"),
    ("Bäckerei Müller", "", "Einzelunternehmen", "Bäckerei Müller"),
    ("Nord AG", "", "Aktiengesellschaft", "Nord AG"),
    (
      "Holzwerk Nord", "", "Gesellschaft mit beschränkter Haftung",
      "Holzwerk Nord Gesellschaft mit beschränkter Haftung"
    ),
    ("Holzwerk GmbH", "", "Gesellschaft mit beschränkter Haftung", "Holzwerk GmbH"),
    ("AGrar Hof", "", "AG", "AGrar Hof AG"),
    ("Frisch", "", "UG (haftungsbeschränkt)", "Frisch UG (haftungsbeschränkt)"),
    ("Frisch UG", "", "UG (haftungsbeschränkt)", "Frisch UG"),
    ("Salon 5", "", "  GbR ", "Salon 5 GbR"),
  ])
  func `the legal form stands behind the name once`(name: String, addition: String, form: String, full: String) {
    #expect(CompanyName.full(name, addition: addition, legalForm: form) == full)
  }

  @Test(arguments: [
    (["hotel", "schulze", "gmbh"], ["hotel", "schulze"]), (["gmbh"], ["gmbh"]),
    (["müller", "gmbh", "co", "kg"], ["müller"]), (["yıldız"], ["yıldız"]),
  ])
  func `a search leaves the form out where other words are left`(typed: [String], used: [String]) {
    #expect(CompanyName.withoutForm(typed) == used)
  }
}
