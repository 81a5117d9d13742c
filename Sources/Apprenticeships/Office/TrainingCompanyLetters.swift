import Chronology
import Database
import Registers

/// Letters with PINs for training companies, on the page `Zugänge`.
package struct TrainingCompanyLetters: AccessOffer {
  package let title = "training.access.companies"
  package let missingText = "training.access.companiesMissing"

  package let letters = [
    OfferedLetters(
      "companies-new", label: "training.access.order.lettersNew", words: "training.access.order.companies-new"
    ) { day, now, connection in
      try CompanyLetterQueries.requestCompanyLetters(withMembers: false, on: day, now: now, in: connection)
    },
    OfferedLetters(
      "companies-all", label: "training.access.order.lettersAll", words: "training.access.order.companies-all",
      isForAll: true
    ) { day, now, connection in
      try CompanyLetterQueries.requestCompanyLetters(withMembers: true, on: day, now: now, in: connection)
    },
  ]

  package init() {}

  package func missing(on day: CalendarDate, in connection: any Connection) throws -> Int {
    try CompanyLetterQueries.missing(on: day, in: connection)
  }
}
