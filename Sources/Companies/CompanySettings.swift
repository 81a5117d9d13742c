import Settings

/// The chamber settings of companies and PINs.
package enum CompanySettings {
  /// Validity of a requested PIN, in days from printing.
  package static let pinDays = Setting<Int>("companies.pinDays", 30, in: 7...90)
  /// Validity of a notice's PIN, in days from its import.
  package static let noticePinDays = Setting<Int>("companies.noticePinDays", 42, in: 7...400)
  /// Wrong PINs of one account, or from one network, within an hour and within a day.
  package static let pinTriesPerHour = Setting<Int>("companies.pinTriesPerHour", 5, in: 3...50)
  package static let pinTriesPerDay = Setting<Int>("companies.pinTriesPerDay", 20, in: 5...200)
  /// Wrong PINs for one company within a day, from all accounts together, before its notice's PIN is suspended.
  package static let pinTriesPerCompany = Setting<Int>("companies.pinTriesPerCompany", 50, in: 10...1000)
  /// Minimum days between two letters to one company, whoever requests them.
  package static let daysBetweenLetters = Setting<Int>("companies.daysBetweenLetters", 7, in: 0...60)
  /// Letters for one account and company within 90 days.
  package static let lettersPerQuarter = Setting<Int>("companies.lettersPerQuarter", 3, in: 1...20)
  /// Letters that one account can request within a day, for all companies together.
  package static let letterRequestsPerDay = Setting<Int>("companies.letterRequestsPerDay", 10, in: 1...200)
  /// Revocation codes that one network can try within an hour.
  package static let revocationTriesPerHour = Setting<Int>("companies.revocationTriesPerHour", 20, in: 3...200)
  /// Validity of the revocation code in a letter about a new administrator, in days.
  package static let revocationDays = Setting<Int>("companies.revocationDays", 90, in: 14...400)
  /// The number of digits of a company number, for the hint beside the field.
  package static let numberDigits = Setting<Int>("companies.numberDigits", 7, in: 3...15)

  package static let all = [
    pinDays, noticePinDays, pinTriesPerHour, pinTriesPerDay, pinTriesPerCompany, daysBetweenLetters, lettersPerQuarter,
    revocationDays,
    letterRequestsPerDay, revocationTriesPerHour,
    numberDigits,
  ].map(\.declaration)
}
