/// An item of a framework plan (Ausbildungsrahmenplan): what an apprentice has to learn by the training regulation (§ 5
/// (1) no. 4 BBiG).
package struct FrameworkItem: Sendable, Equatable {
  /// Such as `3a`; unique within the plan.
  package let code: String
  /// The section of the occupation's profile (Berufsbildposition).
  package let section: String
  package let title: String

  package init(code: String, section: String, title: String) {
    self.code = code
    self.section = section
    self.title = title
  }
}

/// How much of a section is covered by the weeks of a record.
package struct SectionCoverage: Sendable, Equatable {
  package let section: String
  package let items: Int
  package let covered: Int
}

package enum FrameworkRules {
  /// The sections in the order of the plan, with the number of their items tagged in some weeks.
  package static func coverage(of plan: [FrameworkItem], by tags: Set<String>) -> [SectionCoverage] {
    var order: [String] = []
    var counts: [String: (items: Int, covered: Int)] = [:]
    for item in plan {
      if counts[item.section] == nil { order.append(item.section) }
      counts[item.section, default: (0, 0)].items += 1
      if tags.contains(item.code) { counts[item.section, default: (0, 0)].covered += 1 }
    }
    return order.map { SectionCoverage(section: $0, items: counts[$0]?.items ?? 0, covered: counts[$0]?.covered ?? 0) }
  }
}

package enum AbsenceRules {
  /// Working days per year, as chambers count.
  static let workingDays = 220

  /// The days of absence that a chamber tolerates up to a week of the training, § 43 (1) no. 1 BBiG: with more, the
  /// apprentice has to show that the goal of the training is reached nevertheless. Holidays never count.
  /// - Parameter percent: as set by the chamber.
  package static func allowedDays(weeks: Int, percent: Int) -> Int {
    weeks * workingDays * percent / (52 * 100)
  }
}
