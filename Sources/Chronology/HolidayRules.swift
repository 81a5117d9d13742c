/// The German states (Bundesländer), by their ISO 3166-2:DE codes.
package enum FederalState: String, Sendable, CaseIterable {
  case badenWuerttemberg = "BW"
  case bavaria = "BY"
  case berlin = "BE"
  case brandenburg = "BB"
  case bremen = "HB"
  case hamburg = "HH"
  case hesse = "HE"
  case mecklenburg = "MV"
  case lowerSaxony = "NI"
  case northRhine = "NW"
  case rhineland = "RP"
  case saarland = "SL"
  case saxony = "SN"
  case saxonyAnhalt = "ST"
  case schleswig = "SH"
  case thuringia = "TH"
}

/// A public holiday (gesetzlicher Feiertag). Its name is the text `records.holiday.HOLIDAY`.
package enum Holiday: String, Sendable, CaseIterable {
  case newYear, epiphany, womensDay, goodFriday, easterMonday, labourDay, ascension, whitMonday, corpusChristi
  case assumption, childrensDay, unity, reformation, allSaints, repentance, christmas, boxingDay
}

/// The public holidays that fall on weekdays, by the holiday acts (Feiertagsgesetze) of the states. Holidays of single
/// municipalities are left out, except Assumption in Bavaria, which most of them have.
package enum HolidayRules {
  /// The holiday on a day, if any.
  /// - Parameter state: nil for the holidays common to all states.
  package static func holiday(on day: CalendarDate, in state: FederalState?) -> Holiday? {
    if let holiday = everywhere(day) { return holiday }
    guard let state, let holiday = somewhere(day), states(of: holiday, in: day.year).contains(state) else { return nil }
    return holiday
  }

  private static func everywhere(_ day: CalendarDate) -> Holiday? {
    switch (day.month, day.day) {
    case (1, 1): return .newYear
    case (5, 1): return .labourDay
    case (10, 3): return .unity
    case (12, 25): return .christmas
    case (12, 26): return .boxingDay
    default:
      switch day.dayNumber - easter(in: day.year).dayNumber {
      case -2: return .goodFriday
      case 1: return .easterMonday
      case 39: return .ascension
      case 50: return .whitMonday
      default: return nil
      }
    }
  }

  private static func somewhere(_ day: CalendarDate) -> Holiday? {
    switch (day.month, day.day) {
    case (1, 6): return .epiphany
    case (3, 8): return .womensDay
    case (8, 15): return .assumption
    case (9, 20): return .childrensDay
    case (10, 31): return .reformation
    case (11, 1): return .allSaints
    // The Wednesday before 23 November.
    case (11, 16...22) where day.weekday == 3: return .repentance
    default: return day.dayNumber - easter(in: day.year).dayNumber == 60 ? .corpusChristi : nil
    }
  }

  private static func states(of holiday: Holiday, in year: Int) -> Set<FederalState> {
    switch holiday {
    case .epiphany: [.badenWuerttemberg, .bavaria, .saxonyAnhalt]
    case .womensDay: year >= 2023 ? [.berlin, .mecklenburg] : [.berlin]
    case .corpusChristi: [.badenWuerttemberg, .bavaria, .hesse, .northRhine, .rhineland, .saarland]
    case .assumption: [.saarland, .bavaria]
    case .childrensDay: [.thuringia]
    case .reformation:
      [
        .brandenburg, .bremen, .hamburg, .mecklenburg, .lowerSaxony, .saxony, .saxonyAnhalt, .schleswig, .thuringia,
      ]
    case .allSaints: [.badenWuerttemberg, .bavaria, .northRhine, .rhineland, .saarland]
    case .repentance: [.saxony]
    default: []
    }
  }

  /// Easter Sunday in the Gregorian calendar (algorithm of Butcher and Meeus).
  static func easter(in year: Int) -> CalendarDate {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25)
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    let day = (h + l - 7 * m + 33 * month + 19) % 32
    // The algorithm yields a day from 22 March to 25 April, which exists in every year.
    return CalendarDate(year: year, month: month, day: day) ?? .last
  }
}
