import Accounts
import Office
import Web

extension Documents {
  /// The officers' pages.
  func addOfficeRoutes(to routes: inout Routes) {
    let (one, batch) = ("\(DocumentPath.officeStart)/{document}", "\(DocumentPath.batches)/{batch}")
    let (upload, part) = ("\(DocumentPath.batches)/lesen/{upload}", "\(batch)/teile/{part}")
    let draft = "\(DocumentPath.officeStart)/entwurf/{draft}"
    routes.get("/kammer/dokumente", .officer(.documents), documentOffice)
    routes.get("/kammer/dokumente/stand", .officer(.documents), confirmationProgress)
    routes.get("/kammer/dokumente/bestaetigungen", .officer(.documents), confirmConfirmations)
    routes.post("/kammer/dokumente/bestaetigungen", .officer(.documents), orderConfirmations)
    routes.post("/kammer/dokumente/drucken", .officer(.documents), printUnopened)
    routes.get("/kammer/dokumente/neu", .officer(.documents), uploadPage)
    routes.post("/kammer/dokumente/neu", .officer(.documents), bodyLimit: Self.uploadLimit, uploadDocument)
    routes.get("/kammer/dokumente/stapel", .officer(.documents), batchForm)
    routes.post("/kammer/dokumente/stapel", .officer(.documents), bodyLimit: Self.uploadLimit, uploadBatch)
    routes.get(upload, .officer(.documents), batchUploadPage)
    routes.get("\(upload)/stand", .officer(.documents), batchUploadProgress)
    routes.post("\(upload)/wiederholen", .officer(.documents), retryBatchUpload)
    routes.post("\(upload)/verwerfen", .officer(.documents), removeBatchUpload)
    routes.get(batch, .officer(.documents), batchPage)
    routes.get("\(batch)/stand", .officer(.documents), batchProgress)
    routes.post("\(batch)/ausstellen", .officer(.documents), issueBatch)
    routes.post("\(batch)/wiederholen", .officer(.documents), retryBatch)
    routes.get("\(batch)/verwerfen", .officer(.documents), confirmDiscarding)
    routes.post("\(batch)/verwerfen", .officer(.documents), discardBatch)
    routes.get(part, .officer(.documents), partContent)
    routes.get("\(part)/zuordnen", .officer(.documents), assignPage)
    routes.post("\(part)/zuordnen", .officer(.documents), assignPart)
    routes.post("\(part)/weglassen", .officer(.documents), dropPart)
    routes.get(draft, .officer(.documents), draftPage)
    routes.get("\(draft)/inhalt", .officer(.documents), draftContent)
    routes.post("\(draft)/ausstellen", .officer(.documents), issueDraft)
    routes.post("\(draft)/verwerfen", .officer(.documents), discardDraft)
    routes.get(one, .officer(.documents), documentDetail)
    routes.get("\(one)/inhalt", .officer(.documents), officerContent)
    routes.get("\(one)/zurueckziehen", .officer(.documents), revocationForm)
    routes.post("\(one)/zurueckziehen", .officer(.documents), revokeDocument)
    routes.post("\(one)/neu-ausstellen", .officer(.documents), reissueConfirmation)
    routes.get("\(one)/falsche-person", .officer(.documents), wrongRecipientPage)
    routes.post("\(one)/falsche-person", .officer(.documents), closeDocument)
    routes.post("\(one)/falsche-person/bestaetigen", .officer(.documents), confirmClosure)
    routes.post("\(one)/falsche-person/freigeben", .officer(.documents), reopenDocument)
  }

  /// Above the largest value that a chamber can set; the setting decides.
  private static let uploadLimit = 110 << 20
}
