import Chronology
import Database
import Documents
import Foundation
import Sodium
import TrainingRecords

/// Documents, batches, records and weeks in the states that their forms are for.
extension RouteThings {
  private func document(_ state: String, of entry: Int64?) throws -> Int64 {
    let isRevoked = state == "revoked"
    let (at, by): (Int64?, Int64?) = isRevoked ? (0, 1) : (nil, nil)
    return try new(
      """
      documents (kind, title, title_key, code, apprenticeship_id, file_id, page_count, key_id, state, issued_at,
        revoked_at, revoked_by)
      SELECT 'confirmation', 'Eintragungsbestätigung', 'eintragungsbestatigung', 'KMPRTZWB' || count(*), \(entry),
        min(file_id), 1, min(key_id), \(state), 0, \(at), \(by)
      FROM documents
      """)
  }

  mutating func setDocumentScenes(_ people: RoutePeople, _ files: RouteFiles) throws {
    try connection.execute("UPDATE apprenticeships SET entered_on = '2026-08-20' WHERE number_key = 'A1002'")
    stage(
      "/kammer/dokumente/{document}/neu-ausstellen", with: [try document("revoked", of: people.apprenticeship)])
    let closed = try document("issued", of: nil)
    _ = try new(
      """
      document_closures (document_id, reason, state_before, closed_at, closed_by)
      VALUES (\(closed), 'Falsche Person', 'issued', 0, \(people.officer))
      """)
    for answer in ["bestaetigen", "freigeben"] {
      stage("/kammer/dokumente/{document}/falsche-person/\(answer)", with: [closed])
    }
  }

  /// A batch that can be issued, one whose work failed, an upload that failed and one that was refused.
  mutating func setBatchScenes(_ people: RoutePeople) throws {
    func batch(_ state: String, job: Int64?) throws -> Int64 {
      try new(
        """
        document_batches (kind, title, recipient_kind, state, created_at, created_by, job_id)
        VALUES ('certificate', 'Rundschreiben', 'company', \(state), 0, \(people.officer), \(job))
        """)
    }
    let (open, file) = (try batch("previewed", job: nil), try RouteObjects.id("stored_files", in: connection))
    let part = try new(
      """
      document_batch_items (batch_id, label, number, subject_id, file_id, page_count)
      VALUES (\(open), 'a.pdf', '4002001', \(people.bakery), \(file), 1)
      """)
    stage("/kammer/dokumente/stapel/{batch}/ausstellen", with: [open], ("fassung", "0"))
    stage("/kammer/dokumente/stapel/{batch}/teile/{part}/weglassen", with: [open, part], ("fassung", "0"))
    stage(
      "/kammer/dokumente/stapel/{batch}/wiederholen",
      with: [try batch("running", job: try failedJob("document-batch", "failed"))])
    func upload(_ file: String, _ state: String, job: Int64?) throws -> Int64 {
      try new(
        """
        document_batch_uploads (kind, title, recipient_kind, file_name, state, created_at, created_by, job_id)
        VALUES ('certificate', 'Rundschreiben', 'company', \(file), \(state), 0, \(people.officer), \(job))
        """)
    }
    stage(
      "/kammer/dokumente/stapel/lesen/{upload}/wiederholen",
      with: [try upload("b.zip", "reading", job: try failedJob("document-batch-reading", "failed"))])
    stage("/kammer/dokumente/stapel/lesen/{upload}/verwerfen", with: [try upload("", "refused", job: nil)])
  }

  /// What the apprentice, the chamber and the company may do with a record.
  mutating func setRecordScenes(_ people: RoutePeople) throws {
    let record = "/ausbildungsnachweise/{record}"
    let other = try RouteObjects.id("apprenticeships WHERE number_key = 'A1002'", in: connection)
    try connection.execute("UPDATE apprenticeships SET ends_on = '2027-01-31' WHERE id = \(other)")
    _ = try new(
      """
      record_releases (apprenticeship_id, reason, released_at, valid_until)
      VALUES (\(other), 'Prüfung', 0, '2027-01-01')
      """)
    stage("\(record)/freigabe/beenden", with: [other])
    _ = try new(
      """
      record_requests (apprenticeship_id, reason, asked_at, asked_by, state)
      VALUES (\(other), 'Prüfung', 0, \(people.officer), 'open')
      """)
    stage("\(record)/freigabe/ablehnen", with: [other])
    stage("/kammer/nachweise/{record}/zurueckziehen", with: [other])
    stage("/kammer/nachweise/{record}/pruefung", with: [other])
    let member = try RouteObjects.id("accounts WHERE email_key = 'jonas@baeckerei.example'", in: connection)
    let free = try RouteObjects.id("accounts WHERE email_key = 'petra@baeckerei.example'", in: connection)
    try connection.execute(
      """
      INSERT INTO record_assistants (apprenticeship_id, account_id, company_id, assigned_at, assigned_by)
      VALUES (\(people.apprenticeship), \(member), \(people.bakery), 0, \(people.petra))
      """)
    stage("\(record)/beauftragte", ("person", String(free)))
    stage("\(record)/beauftragte/entfernen", ("person", String(member)))
    let template = try new(
      """
      record_templates (apprentice_id, entries, created_at)
      SELECT apprentice_id, 'Teig', 0 FROM apprenticeships WHERE id = \(people.apprenticeship)
      """)
    stage("\(record)/vorlagen/entfernen", ("vorlage", String(template)))
    stage("/ausbildungsnachweise/erinnerungen", ("wahl", "weekly"))
    stage("/ausbildungsnachweise/fuehrung", ("fuehrung", "week"))
  }

  /// A week with a file, one that waits and one that is signed; and an early part of the record that was looked through.
  mutating func setWeekScenes(_ people: RoutePeople, _ files: RouteFiles) throws {
    let name = Sodium.hexadecimal(files.attached.hash)
    var written = WeekContent()
    written.activities = "Teig angesetzt"
    written.days[1].kind = .school
    written.attachments = [AttachedFile(hash: name, name: "a.jpg", byteCount: files.attached.byteCount)]
    func week(_ number: Int, _ state: String) throws -> Int64 {
      try new(
        """
        record_weeks (apprenticeship_id, iso_year, iso_week, state, revision, content, content_hash, changed_at)
        VALUES (\(people.apprenticeship), 2026, \(number), \(state), 1, \(written.text), \(written.hash), 0)
        """)
    }
    try connection.execute(
      """
      INSERT INTO record_files (apprenticeship_id, hash, byte_count, added_at, added_by)
      VALUES (\(people.apprenticeship), \(files.attached.hash), \(files.attached.byteCount), 0, 1)
      """)
    _ = (try week(44, "draft"), try week(45, "signed"))
    let (waiting, seen) = (try week(46, "submitted"), TrainingRecords.fingerprint(written.hash))
    let base = "/ausbildungsnachweise/{record}/{year}/{week}"
    func at(_ number: Int64) -> [Int64] { [people.apprenticeship, 2026, number] }
    scenes["\(base)/anlagen/{file}"] = RouteScene(
      path: "/ausbildungsnachweise/\(people.apprenticeship)/2026/44/anlagen/\(name)", fields: [])
    stage("\(base)/uebernehmen", ("vorwoche", ""))
    stage("\(base)/zurueckgeben", with: at(46))
    stage("\(base)/abzeichnen", with: at(46), ("inhalt", seen))
    stage("\(base)/mitzeichnen", with: at(45), ("inhalt", seen))
    stage("\(base)/wieder-oeffnen", with: at(45))
    stage("/ausbildungsnachweise/abzeichnen", ("woche-\(waiting)", seen))
    let paper = try new(
      """
      record_papers (apprenticeship_id, first_day, last_day, name, file_hash, byte_count, page_count, added_at, added_by,
        confirmed_at, confirmed_by, confirmed_name)
      SELECT \(people.apprenticeship), '2025-09-08', '2025-09-14', 'b.pdf', \(files.stored.hash), 1, 1, 0, \(people.petra),
        0, id, 'Marion Berger' FROM accounts WHERE email_key = 'b77@x.example'
      """)
    stage("/ausbildungsnachweise/{record}/frueheres/{paper}/zuruecknehmen", with: [people.apprenticeship, paper])
  }
}
