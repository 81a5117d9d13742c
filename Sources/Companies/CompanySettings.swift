import Settings

/// The chamber settings of companies and PINs.
package enum CompanySettings {
  /// Days that a requested PIN is valid from the day it is printed.
  package static let pinDays = Setting<Int>("companies.pinDays", 30, in: 7...90)
  /// Days that the PIN of a notice is valid from the day it is imported.
  package static let noticePinDays = Setting<Int>("companies.noticePinDays", 42, in: 7...400)
  /// Wrong PINs of one account, or from one network, within an hour and within a day.
  package static let pinTriesPerHour = Setting<Int>("companies.pinTriesPerHour", 5, in: 3...50)
  package static let pinTriesPerDay = Setting<Int>("companies.pinTriesPerDay", 20, in: 5...200)
  /// Wrong PINs for one company within a day, from all accounts together, until its notice's PIN rests.
  package static let pinTriesPerCompany = Setting<Int>("companies.pinTriesPerCompany", 50, in: 10...1000)
  /// Days between two letters for one company, whoever asks.
  package static let daysBetweenLetters = Setting<Int>("companies.daysBetweenLetters", 7, in: 0...60)
  /// Letters for one account and company within 90 days.
  package static let lettersPerQuarter = Setting<Int>("companies.lettersPerQuarter", 3, in: 1...20)
  /// Letters that one account can ask for within a day, for all companies together.
  package static let letterRequestsPerDay = Setting<Int>("companies.letterRequestsPerDay", 10, in: 1...200)
  /// Revocation codes that one network can try within an hour.
  package static let revocationTriesPerHour = Setting<Int>("companies.revocationTriesPerHour", 20, in: 3...200)
  /// Days that the revocation code of a link notice is valid.
  package static let revocationDays = Setting<Int>("companies.revocationDays", 90, in: 14...400)
  /// How the number looks, for the help beside the field.
  package static let numberDigits = Setting<Int>("companies.numberDigits", 7, in: 3...15)

  package static let all = [
    pinDays, noticePinDays, pinTriesPerHour, pinTriesPerDay, pinTriesPerCompany, daysBetweenLetters, lettersPerQuarter,
    revocationDays,
    letterRequestsPerDay, revocationTriesPerHour,
    numberDigits,
  ].map(\.declaration)
}
