import Web

/// A right of chamber officers (permission, Arbeitsgebiet), such as documents; declared by the area whose pages it
/// opens. Its name on screen is the text `chamber.right.RIGHT`.
package struct OfficerRight: RawRepresentable, Hashable, Sendable {
  /// The stored form.
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The stored form of several rights: `companies,training`, sorted.
  package static func text(_ rights: Set<OfficerRight>) -> String {
    rights.map(\.rawValue).sorted().joined(separator: ",")
  }

  package static func rights(_ text: String) -> Set<OfficerRight> {
    Set(text.split(separator: ",").map { OfficerRight(rawValue: String($0)) })
  }

  package static func words(_ rights: Set<OfficerRight>, _ t: Texts) -> String {
    rights.map { t("chamber.right.\($0.rawValue)") }.sorted().joined(separator: ", ")
  }
}

/// An entry in the officers' menu or on the first page of the back office.
package struct OfficeEntry: Sendable {
  /// The right needed to see it.
  package let right: OfficerRight
  /// A text key.
  package let title: String
  /// A text key for pages that are seldom opened: they stand on the first page of the back office and in no menu.
  package let detail: String?
  package let path: String
  /// Its position among the entries of all areas.
  package let rank: Int

  package init(_ right: OfficerRight, _ title: String, path: String, rank: Int) {
    (self.right, self.title, self.path, self.rank) = (right, title, path, rank)
    detail = nil
  }

  package init(seldom right: OfficerRight, _ title: String, detail: String, path: String, rank: Int) {
    (self.right, self.title, self.detail, self.path, self.rank) = (right, title, detail, path, rank)
  }
}

extension Acting {
  /// The rights as an officer; none for others.
  package var officerRights: Set<OfficerRight> {
    Set(functions.filter { $0.kind == .officer }.flatMap(\.rights).map(OfficerRight.init(rawValue:)))
  }

  package func mayWork(on right: OfficerRight) -> Bool {
    functions.contains { $0.kind == .officer && $0.rights.contains(right.rawValue) }
  }

  /// Required by officers' operations, however they were reached.
  /// - Throws: `NotFound` if the right, or the second factor that the chamber demands, is missing.
  package func require(_ right: OfficerRight) throws {
    guard mayWork(on: right), !lacksSecondFactor else { throw NotFound() }
  }
}
