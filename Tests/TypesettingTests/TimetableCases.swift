import Foundation

extension TimetableCase {
  static let all = asCalendarsWriteThem + inOtherLetters

  private static let sport = TimetableTests.calendar([
    "UID:1\nDTSTART:20261201T080000\nDTEND:20261201T090000\nSUMMARY:Prüfung"
  ])

  /// The same calendar in other encodings, line ends and folds.
  private static var inOtherLetters: [TimetableCase] {
    let utf8 = [UInt8](sport.utf8)
    let inLetter = Data(utf8).range(of: Data("ü".utf8)).map { $0.lowerBound + 1 } ?? 0
    let latin = [UInt8](sport.data(using: .windowsCP1252) ?? Data())
    let day = ["2026-12-01 60 Prüfung"]
    return [
      TimetableCase("with a mark", bytes: [0xEF, 0xBB, 0xBF] + utf8, day),
      TimetableCase("lines that end with CR only", bytes: [UInt8](sport.replacing("\r\n", with: "\r").utf8), day),
      TimetableCase("lines that end with LF only", bytes: [UInt8](sport.replacing("\r\n", with: "\n").utf8), day),
      TimetableCase(
        "folded within a letter", bytes: utf8[..<inLetter] + Array("\r\n ".utf8) + utf8[inLetter...], day),
      TimetableCase("Windows-1252", bytes: latin, day),
      TimetableCase("UTF-16", bytes: [UInt8](sport.data(using: .utf16) ?? Data()), day),
      TimetableCase("UTF-16 without a mark", bytes: [UInt8](sport.data(using: .utf16LittleEndian) ?? Data()), day),
      TimetableCase(
        "one line of another encoding",
        bytes: latin
          + Array(
            TimetableTests.calendar(["UID:2\nDTSTART:20261202T080000\nDTEND:20261202T090000\nSUMMARY:Übung"]).utf8),
        day + ["2026-12-02 60 Übung"]),
    ]
  }

  private static let asCalendarsWriteThem: [TimetableCase] = [
    TimetableCase(
      "whole days, weekly, one taken out",
      [
        "UID:w\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261202\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261229\nEXDATE;VALUE=DATE:20261215\nSUMMARY:Berufsschule"
      ],
      [
        "2026-12-01 0 Berufsschule", "2026-12-08 0 Berufsschule", "2026-12-22 0 Berufsschule",
        "2026-12-29 0 Berufsschule",
      ]),
    TimetableCase(
      "moved within the series",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
        "UID:s\nRECURRENCE-ID;TZID=Europe/Berlin:20261208T080000\nDTSTART;TZID=Europe/Berlin:20261209T100000\nDTEND;TZID=Europe/Berlin:20261209T104500\nSUMMARY:Fachkunde",
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-09 45 Fachkunde", "2026-12-15 90 Fachkunde", "2026-12-22 90 Fachkunde"]),
    TimetableCase(
      "another room, told in UTC and before the series",
      [
        "UID:s\nRECURRENCE-ID:20261208T070000Z\nDTSTART:20261208T070000Z\nDTEND:20261208T083000Z\nLOCATION:R 12\nSUMMARY:Fachkunde",
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-08 90 Fachkunde", "2026-12-15 90 Fachkunde", "2026-12-22 90 Fachkunde"]),
    TimetableCase(
      "one called off",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
        "UID:s\nRECURRENCE-ID:20261208T070000Z\nSTATUS:CANCELLED\nDTSTART:20261208T070000Z",
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-15 90 Fachkunde", "2026-12-22 90 Fachkunde"]),
    TimetableCase(
      "moved from one time on",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
        "UID:s\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261215T080000\nDTSTART:20261216T090000Z\nDTEND:20261216T100000Z\nSUMMARY:Labor",
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-08 90 Fachkunde", "2026-12-16 60 Labor", "2026-12-23 60 Labor"]),
    TimetableCase(
      "called off from one time on",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
        "UID:s\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261215T070000Z\nSTATUS:CANCELLED\nDTSTART:20261215T070000Z",
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-08 90 Fachkunde"]),
    TimetableCase(
      "several taken out in a line, midnight for the day",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde\nEXDATE;TZID=Europe/Berlin:20261208T080000,20261215T000000\nEXDATE;VALUE=DATE:20261222"
      ],
      ["2026-12-01 90 Fachkunde"]),
    TimetableCase(
      "one more time",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRDATE;TZID=Europe/Berlin:20261203T080000\nSUMMARY:Fachkunde"
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-03 90 Fachkunde"]),
    TimetableCase(
      "the whole file calls off",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde"
      ], before: "METHOD:CANCEL\n",
      []),
    TimetableCase(
      "the newer revision counts",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nSEQUENCE:0\nSUMMARY:Fachkunde",
        "UID:s\nSEQUENCE:2\nDTSTART:20261202T080000\nDTEND:20261202T090000\nSUMMARY:Labor",
      ],
      ["2026-12-02 60 Labor"]),
    TimetableCase(
      "holidays as free whole days, with a series that goes on",
      [
        "UID:f\nDTSTART;TZID=Europe/Berlin:20261218T080000\nDTEND;TZID=Europe/Berlin:20261218T130000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Fachkunde",
        "UID:h\nDTSTART;VALUE=DATE:20261223\nDTEND;VALUE=DATE:20270107\nTRANSP:TRANSPARENT\nSUMMARY:Weihnachtsferien",
      ],
      ["2026-12-18 300 Fachkunde", "2027-01-08 300 Fachkunde"]),
    TimetableCase(
      "holidays that are not marked as free",
      [
        "UID:h\nDTSTART;VALUE=DATE:20261026\nDTEND;VALUE=DATE:20261107\nSUMMARY:Herbstferien",
        "UID:i\nDTSTART;VALUE=DATE:20261118\nSUMMARY:Buß- und Bettag",
      ],
      []),
    TimetableCase(
      "a whole day marked as free",
      [
        "UID:h\nDTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261204\nTRANSP:TRANSPARENT\nSUMMARY:Geburtstag"
      ],
      []),
    TimetableCase(
      "lessons at the same time",
      [
        "UID:1\nDTSTART:20261201T070000Z\nDTEND:20261201T083000Z\nSUMMARY:Religion",
        "UID:2\nDTSTART:20261201T070000Z\nDTEND:20261201T083000Z\nSUMMARY:Ethik",
        "UID:3\nDTSTART:20261201T081500Z\nDTEND:20261201T090000Z\nSUMMARY:Sport",
      ],
      ["2026-12-01 120 Religion, Ethik, Sport"]),
    TimetableCase(
      "a lesson without end",
      [
        "UID:1\nDTSTART:20261201T080000\nSUMMARY:Sport"
      ],
      ["2026-12-01 0 Sport"]),
    TimetableCase(
      "a length instead of an end",
      [
        "UID:1\nDTSTART:20261201T080000\nDURATION:PT1H30M\nSUMMARY:Sport"
      ],
      ["2026-12-01 90 Sport"]),
    TimetableCase(
      "over midnight",
      [
        "UID:1\nDTSTART;TZID=Europe/Berlin:20261201T220000\nDTEND;TZID=Europe/Berlin:20261202T013000\nSUMMARY:Nachtschicht"
      ],
      ["2026-12-01 120 Nachtschicht", "2026-12-02 90 Nachtschicht"]),
    TimetableCase(
      "a block from Monday morning to Wednesday noon",
      [
        "UID:1\nDTSTART:20261130T080000\nDTEND:20261202T130000\nSUMMARY:Block"
      ],
      ["2026-11-30 0 Block", "2026-12-01 0 Block", "2026-12-02 0 Block"]),
    TimetableCase(
      "from midnight to midnight over the change of time",
      [
        "UID:1\nDTSTART:20270325T230000Z\nDTEND:20270329T220000Z\nSUMMARY:Block"
      ],
      ["2027-03-26 0 Block", "2027-03-29 0 Block"]),
    TimetableCase(
      "summer time ends, floating and UTC",
      [
        "UID:1\nDTSTART;TZID=Europe/Berlin:20261020T080000\nDTEND;TZID=Europe/Berlin:20261020T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:A",
        "UID:2\nDTSTART:20261027T070000Z\nDTEND:20261027T080000Z\nSUMMARY:B",
        "UID:3\nDTSTART:20261027T080000\nDTEND:20261027T090000\nSUMMARY:C",
      ],
      ["2026-10-20 60 A", "2026-10-27 60 A, B, C"]),
    TimetableCase(
      "zones by the names of Windows",
      [
        "UID:1\nDTSTART;TZID=W. Europe Standard Time:20261201T080000\nDTEND;TZID=W. Europe Standard Time:20261201T090000\nSUMMARY:A",
        "UID:2\nDTSTART;TZID=GMT Standard Time:20261201T070000\nDTEND;TZID=GMT Standard Time:20261201T080000\nSUMMARY:B",
      ],
      ["2026-12-01 60 A, B"]),
    TimetableCase(
      "zones that nobody knows",
      [
        "UID:1\nDTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20261201T080000\nDTEND;TZID=(UTC+01:00) Amsterdam, Berlin:20261201T090000\nSUMMARY:A",
        "UID:2\nDTSTART;TZID=/citadel.org/20210210_1/Europe/Berlin:20261201T080000\nDTEND;TZID=\"Mitteleuropa\":20261201T090000\nSUMMARY:B",
      ],
      ["2026-12-01 60 A, B"]),
    TimetableCase(
      "a lesson taken out under a name of a zone that has a colon",
      [
        "UID:1\nDTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20261201T080000\nDTEND;TZID=(UTC+01:00) Amsterdam, Berlin:20261201T090000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=(UTC+01:00) Amsterdam, Berlin:20261208T080000\nRDATE;TZID=(UTC+01:00) Amsterdam, Berlin:20261210T080000\nSUMMARY:A"
      ],
      ["2026-12-01 60 A", "2026-12-10 60 A", "2026-12-15 60 A"]),
    TimetableCase(
      "until a day, which counts whole",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;UNTIL=20261215\nSUMMARY:Fachkunde"
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-08 90 Fachkunde", "2026-12-15 90 Fachkunde"]),
    TimetableCase(
      "until an instant",
      [
        "UID:s\nDTSTART;TZID=Europe/Berlin:20261201T080000\nDTEND;TZID=Europe/Berlin:20261201T093000\nRRULE:FREQ=WEEKLY;UNTIL=20261215T065959Z\nSUMMARY:Fachkunde"
      ],
      ["2026-12-01 90 Fachkunde", "2026-12-08 90 Fachkunde"]),
    TimetableCase(
      "escaped and unseen signs",
      [
        "UID:1\nDTSTART:20261201T080000\nDTEND:20261201T090000\nSUMMARY:Deutsch\\, Sport\\nRaum 5\u{202E}"
      ],
      ["2026-12-01 60 Deutsch, Sport Raum 5"]),
    TimetableCase(
      "called off in the title",
      [
        "UID:1\nDTSTART:20261201T080000\nDTEND:20261201T090000\nSUMMARY:Abgesagt: Sport"
      ],
      []),
    TimetableCase(
      "two calendars in one file",
      [
        "UID:1\nDTSTART:20261201T080000\nDTEND:20261201T090000\nSUMMARY:A",
        "UID:2\nDTSTART:20261202T080000\nDTEND:20261202T090000\nSUMMARY:B",
      ],
      ["2026-12-01 60 A", "2026-12-02 60 B"]),
  ]
}
