import Accounts
import Chronology
import Journal
import Office
import Postbox
import Settings
import Web
import Work

/// What the area contributes besides its pages: notices, letters, sealing in the background.
extension Documents {
  package static let fourEyesKinds: [FourEyesKind] = [.documentRevocation]

  package static let officeAnnexes: [any OfficeAnnex] = [DocumentAnnex()]

  package static let logVocabulary = LogVocabulary(
    paths: [
      .document: DocumentPath.officeStart, .documentBatch: DocumentPath.batches,
      .documentBatchUpload: "\(DocumentPath.batches)/lesen",
    ],
    words: ["kind": ["documents.kind.*"], "recipient": ["documents.office.recipient.*"]], events: Event.ofDocuments)

  package static func people(_ settings: ChamberSettings, _ clock: WallClock) -> PeopleParts {
    PeopleParts(counters: [UnreadDocuments()])
  }

  package func letterKinds(_ context: AreaContext) -> [any LetterKind] {
    [
      GuardianLetter(clock: context.clock, texts: context.german),
      DocumentLetter(documents: self, clock: context.clock, texts: context.german),
    ]
  }

  package func work(_ context: AreaContext) -> [AreaWork] {
    [
      AreaWork(.reading, BatchReading(documents: self, clock: context.clock)),
      AreaWork(.long, ConfirmationWork(documents: self, site: context.site, chamberKind: context.chamberKind)),
      AreaWork(.long, BatchWork(documents: self, clock: context.clock)),
    ]
  }

  package func rounds(_ context: AreaContext) -> [AreaRound] {
    [
      AreaRound(every: .seconds(20)) { try await tend(context.site) },
      AreaRound(every: AreaRound.tidying) { try await forgetOld(now: context.clock.now) },
    ]
  }

  package func inspect() async throws -> [Inspection] {
    let (found, deliveries) = (try await damage(), try await deliverySeals.check(database))
    let later = deliveries.sealedAfterwards
    return [
      Inspection(
        "documents: in order, \(found.checked) files",
        damage: found.damaged.isEmpty
          ? [] : ["documents: damaged or missing: \(found.damaged.joined(separator: ", "))"]),
      Inspection(
        "deliveries and receipts: in order, \(deliveries.checked)",
        damage: deliveries.damaged.map { "deliveries: \($0)" },
        notes: later == 0
          ? [] : ["\(later) of them are older than the check and were sealed later, as they stood then"]),
    ]
  }

  /// Background work: confirms new entries, if the chamber wants that automatically, and notifies recipients.
  package func tend(_ site: Site) async throws {
    let now = site.clock.now
    try await orderConfirmationsIfAutomatic(now: now, on: site.clock.day(of: now))
    if try await DocumentNews(documents: self, site: site).send() > 0 { await signal.raise() }
  }
}

extension FourEyesKind {
  static let documentRevocation = FourEyesKind(
    "document_revocation", right: .documents, reason: Documents.reasonLength, isOpen: DocumentQueries.isIssued,
    logged: { .init(.document, $0) }, path: { "\(DocumentPath.office($0))/zurueckziehen" },
    object: { DocumentPath.office($0) },
    title: { try DocumentQueries.document($0, in: $1)?.title ?? "" })
}
