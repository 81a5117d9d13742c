import Accounts
import Apprenticeships
import Chronology
import Postbox
import Settings
import Typesetting
import Web

/// The readers of a confirmation (Eintragungsbestätigung).
enum ConfirmationReader: String, Sendable, CaseIterable {
  case company
  case apprentice
  /// The parents or guardians of a minor; they get it by post.
  case guardian
}

/// The content of a confirmation, for one reader.
struct ConfirmationText: Sendable {
  let entry: EnteredApprenticeship
  let reader: ConfirmationReader
  let texts: Texts
  let today: CalendarDate

  /// The input of the layout `confirmation.typ`.
  var data: LetterData {
    LetterData([
      "reader": .text(reader.rawValue), "address": .lines(address),
      "reference": .text(entry.apprenticeNumber), "apprentice": .text(entry.name),
      "birthDate": .text(birth), "law": .text(entry.law?.rawValue ?? ""), "terms": .text(terms),
      "number": .text(entry.apprenticeNumber),
      "contract": .text(entry.contractNumber == entry.apprenticeNumber ? "" : entry.contractNumber),
      "company": .text(entry.companyName), "companyNumber": .text(entry.companyNumber),
      "occupation": .text(entry.occupation), "start": .text(texts.plainDate(entry.startsOn)),
      "end": .text(texts.plainDate(entry.endsOn)), "entered": .text(texts.plainDate(entry.enteredOn)),
      "exam": .text(exam), "instructor": .text(entry.instructor), "school": .text(entry.school),
    ])
  }

  private var birth: String {
    let date = entry.birthDate.map(texts.plainDate) ?? ""
    if date.isEmpty || entry.birthPlace.isEmpty { return date }
    return texts("documents.confirmation.born", ["date": date, "place": entry.birthPlace])
  }

  /// How the contract differs from the rule; empty if it does not.
  private var terms: String {
    let terms = entry.terms
    return [
      terms.shortenedMonths.map { texts.counted("documents.confirmation.shortened", $0) },
      terms.creditedMonths.map { texts.counted("documents.confirmation.credited", $0) },
      terms.partTimePercent.map { texts("documents.confirmation.partTime", ["percent": String($0)]) },
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private var exam: String {
    let exam = ConfirmationRules.expectedExam(endsOn: entry.endsOn)
    return texts("documents.exam.\(exam.round.rawValue)", ["year": String(exam.year), "next": String(exam.year + 1)])
  }

  private var address: [String] {
    let own = [entry.street, "\(entry.postcode) \(entry.place)"].filter { $0 != " " && !$0.isEmpty }
    return switch reader {
    case .company: entry.companyAddress
    case .apprentice: [entry.name] + own
    case .guardian: [texts("documents.guardian.address"), entry.name] + own
    }
  }
}

/// How a contract differs from the rule; nil for what does not.
struct ContractTerms: Sendable {
  /// § 8 (1) BBiG, § 27c (1) HwO.
  let shortenedMonths: Int?
  /// Months of earlier training that count, § 7 BBiG, § 27a HwO.
  let creditedMonths: Int?
  /// The share of full time, § 7a BBiG, § 27b HwO.
  let partTimePercent: Int?
}

/// An apprenticeship in the register, with what a confirmation says about it.
struct EnteredApprenticeship: Sendable {
  let id: Int64
  let apprentice: Int64
  let company: Int64
  let name: String
  let birthDate: CalendarDate?
  /// Empty if unknown.
  let birthPlace: String
  let street: String
  let postcode: String
  let place: String
  let apprenticeNumber: String
  let contractNumber: String
  let companyName: String
  let companyNumber: String
  let companyAddress: [String]
  let occupation: String
  /// Nil if the chamber did not tell it: the law that most occupations of the chamber are under.
  let law: TrainingLaw?
  let terms: ContractTerms
  let startsOn: CalendarDate
  let endsOn: CalendarDate
  let enteredOn: CalendarDate
  let instructor: String
  let school: String
  /// The readers without a confirmation.
  let missing: Set<ConfirmationReader>
}
