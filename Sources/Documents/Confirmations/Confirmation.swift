import Accounts
import Apprenticeships
import Chronology
import Postbox
import Settings
import Typesetting
import Web

/// For whom a confirmation (Eintragungsbestätigung) is written.
enum ConfirmationReader: String, Sendable, CaseIterable {
  case company
  case apprentice
  /// The parents or guardians of a minor; theirs goes by post.
  case guardian
}

/// What stands in a confirmation, for one reader.
struct ConfirmationText: Sendable {
  let entry: EnteredApprenticeship
  let reader: ConfirmationReader
  let texts: Texts
  let today: CalendarDate

  /// As the layout `confirmation.typ` takes it.
  var data: LetterData {
    LetterData([
      "reader": .text(reader.rawValue), "address": .lines(address),
      "reference": .text(entry.apprenticeNumber), "apprentice": .text(entry.name),
      "birthDate": .text(entry.birthDate.map(texts.plainDate) ?? ""), "number": .text(entry.apprenticeNumber),
      "contract": .text(entry.contractNumber == entry.apprenticeNumber ? "" : entry.contractNumber),
      "company": .text(entry.companyName), "companyNumber": .text(entry.companyNumber),
      "occupation": .text(entry.occupation), "start": .text(texts.plainDate(entry.startsOn)),
      "end": .text(texts.plainDate(entry.endsOn)), "entered": .text(texts.plainDate(entry.enteredOn)),
      "exam": .text(exam), "instructor": .text(entry.instructor), "school": .text(entry.school),
    ])
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

/// An apprenticeship that stands in the register, with what a confirmation says of it.
struct EnteredApprenticeship: Sendable {
  let id: Int64
  let apprentice: Int64
  let company: Int64
  let name: String
  let birthDate: CalendarDate?
  let street: String
  let postcode: String
  let place: String
  let apprenticeNumber: String
  let contractNumber: String
  let companyName: String
  let companyNumber: String
  let companyAddress: [String]
  let occupation: String
  let startsOn: CalendarDate
  let endsOn: CalendarDate
  let enteredOn: CalendarDate
  let instructor: String
  let school: String
  /// Who has no confirmation yet.
  let missing: Set<ConfirmationReader>
}
