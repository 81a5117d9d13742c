import Accounts

/// What the area contributes besides its pages.
extension TrainingRecords {
  package static let officeAnnexes: [any OfficeAnnex] = [RecordAnnex()]

  package static let logVocabulary = LogVocabulary(words: ["role": ["records.coSigner.role.*"]], filters: ["record"])
}
