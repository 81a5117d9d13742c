import Chronology

/// An e-mail address shared by several people in a file: each gets an account of their own, unless it is a mistake.
package struct SharedInFile: Sendable, Codable, Equatable {
  package let email: String
  /// Names and numbers, in the order of the file.
  package let people: [String]

  /// The maximum number of addresses reported.
  static let most = 60

  /// - Parameter isNews: whether a row adds or changes something; others are not reported again.
  static func found<Row: ImportedRow>(in rows: [Row], isNews: (Row) -> Bool) -> [SharedInFile] {
    var holders: [String: (people: [String: String], order: [String], isNews: Bool)] = [:]
    for row in rows {
      guard let subject = row.subject, let email = subject.value("email")?.lowercased(), !email.isEmpty,
        case .person(let firstName, let lastName, _) = subject.identity
      else { continue }
      let key = row.personKey ?? row.key
      let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
      var known = holders[email] ?? ([:], [], false)
      if known.people.updateValue("\(name) (\(subject.number))", forKey: key) == nil { known.order.append(key) }
      known.isNews = known.isNews || isNews(row)
      holders[email] = known
    }
    return holders.filter { $0.value.isNews && $0.value.order.count > 1 }.sorted { $0.key < $1.key }.prefix(most).map {
      address in
      SharedInFile(email: address.key, people: address.value.order.compactMap { address.value.people[$0] })
    }
  }
}
