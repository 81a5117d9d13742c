/// An item of a framework plan (Ausbildungsrahmenplan): what an apprentice has to learn, by the training regulation
/// (§ 5 (1) no. 4 BBiG).
package struct FrameworkItem: Sendable, Equatable {
  /// Such as `3a`; unique in its plan.
  package let code: String
  /// The part of the occupation's profile (Berufsbildposition).
  package let section: String
  package let title: String

  package init(code: String, section: String, title: String) {
    self.code = code
    self.section = section
    self.title = title
  }
}

/// How much of a section stands in the weeks of a record.
package struct SectionCoverage: Sendable, Equatable {
  package let section: String
  package let items: Int
  package let covered: Int
}

package enum FrameworkRules {
  /// The sections in the order of the plan, with how many of their items some weeks name.
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
  /// Working days of a year that chambers count with.
  static let workingDays = 220

  /// How many days of absence a chamber lets pass until a week of the training, § 43 (1) no. 1 BBiG: whoever missed more
  /// has to show that the goal of the training is reached nevertheless. Holidays never count.
  /// - Parameter percent: as the chamber set it.
  package static func allowedDays(weeks: Int, percent: Int) -> Int {
    weeks * workingDays * percent / (52 * 100)
  }
}
