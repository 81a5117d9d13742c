import Web

/// A right of chamber officers (Arbeitsgebiet), such as documents: a field of work, declared by the area whose pages it
/// opens. Its name on screen stands in the texts as `chamber.right.RIGHT`.
package struct OfficerRight: RawRepresentable, Hashable, Sendable {
  /// As it is stored.
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// As they are stored: `companies,training`, sorted.
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

/// A way into the back office that an area tells.
package struct OfficeEntry: Sendable {
  /// Who sees it.
  package let right: OfficerRight
  /// The key of a text.
  package let title: String
  /// The key of a text, for what is opened seldom: it stands on the first page of the back office and in no menu.
  package let detail: String?
  package let path: String
  /// Where it stands among those of all areas.
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

  /// Asked by operations of officers, whatever way they were reached by.
  /// - Throws: `NotFound` for whoever lacks the right, or the second factor that the chamber asks for.
  package func require(_ right: OfficerRight) throws {
    guard mayWork(on: right), !lacksSecondFactor else { throw NotFound() }
  }
}
