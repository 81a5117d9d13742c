import Accounts
import Database
import Documents
import Foundation
import Sodium
import Web

/// A week lets go of a file.
extension TrainingRecords {
  /// What nothing else holds any more makes room in the record, and goes from the disk.
  @Sendable func detach(_ visit: Visit) async throws -> Reply {
    let name = visit.form["entfernen"]
    let start = Date()
    let hash = Sodium.bytes(hexadecimal: name)
    let reply = try await changing(visit, anchor: "#anlagen", flash: "records.attachment.removed") {
      open, saved, connection in
      var content = saved.content
      content.attachments.removeAll { $0.hash == name }
      if let hash, content != saved.content {
        try AttachmentQueries.release(
          hash, named: name, by: open.week, of: open.record.apprenticeship, in: connection)
      }
      return content
    }
    if let hash, try await database.read({ try AttachmentQueries.named([hash], in: $0) }).isEmpty {
      files.remove(hash, unlessUsedSince: start)
    }
    return reply
  }
}
