import Accounts
import Documents
import Journal

/// What the area contributes besides its pages.
extension TrainingRecords: SealingArea, FileKeeper {
  package static let officeAnnexes: [any OfficeAnnex] = [RecordAnnex()]

  package static let logVocabulary = LogVocabulary(
    words: ["role": ["records.coSigner.role.*"]], events: Event.ofTrainingRecords)

  /// Copies of records.
  package static let sealedFiles: [any SealedFileRegister] = [RecordExportQueries()]

  package var nameOfFiles: String { "attached files" }

  package func inspect() async throws -> [Inspection] {
    let (records, attached) = (try await damage(), try await damagedFiles())
    return [
      Inspection(
        "training records: in order, \(records.checked) chains of sign-offs",
        damage: records.damaged.map { "training records: \($0)" }),
      Inspection(
        "attached files: in order, \(attached.checked)",
        damage: attached.damaged.map { "attached file missing or changed: \($0)" }),
    ]
  }
}
