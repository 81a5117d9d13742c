import Foundation

/// Why a document could not be made. Nothing is left behind at the path asked for.
package enum TypesettingError: Error, Equatable, CustomStringConvertible {
  /// Python, one of its packages or a font is not installed.
  case missing(String)
  /// The layout is wrong or does not fit its data: `file:line:column: what`.
  case layout(String)
  /// The sealing key cannot be used.
  case key(String)
  /// A document that was given is damaged, or none at all.
  case document(String)
  /// A document or archive that was given is encrypted.
  case encrypted
  /// What was given is too much to be read: too many pages or pixels, an archive that unpacks to too much.
  case tooLarge
  /// So many uploads are looked at already, of this account or of all, that this one has to be handed in later.
  case busy
  /// The worker died at this request; at letters and seals, twice.
  case workerEnded(String)
  /// The worker had worked for this time without an answer and was ended.
  case timedOut(Duration)
  /// Anything the worker did not expect.
  case fault(String)

  /// Whether it may be for what one of several items says or brings along, so that the others can be set without it.
  var isOfOneItem: Bool {
    switch self {
    case .layout, .document, .encrypted, .tooLarge, .workerEnded, .timedOut: true
    case .missing, .key, .busy, .fault: false
    }
  }

  /// Whether there was no room left on the disk.
  package var isOfFullDisk: Bool {
    guard case .fault(let what) = self else { return false }
    return [ENOSPC, EDQUOT, EFBIG].contains { what.contains("[Errno \($0)]") }
  }

  package var description: String {
    switch self {
    case .missing(let what): "typesetting is not installed completely: \(what)"
    case .layout(let what): "layout: \(what)"
    case .key(let what): "sealing key: \(what)"
    case .document(let what): "document: \(what)"
    case .encrypted: "the document is encrypted"
    case .tooLarge: "there is too much in it"
    case .busy: "too many uploads are looked at at once"
    case .workerEnded(let how): "the typesetting worker ended: \(how)"
    case .timedOut(let limit): "the typesetting worker gave no answer within \(limit)"
    case .fault(let what): "typesetting failed: \(what)"
    }
  }
}
