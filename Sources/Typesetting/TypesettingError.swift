import Foundation

/// Why a document could not be made. Nothing is left at the requested path.
package enum TypesettingError: Error, Equatable, CustomStringConvertible {
  /// Python, one of its packages or a font is not installed.
  case missing(String)
  /// The layout is wrong or does not fit its data; `file:line:column: message`.
  case layout(String)
  /// The sealing key cannot be used.
  case key(String)
  /// A given document is damaged or not a document.
  case document(String)
  /// A given document or archive is encrypted.
  case encrypted
  /// A given file is too large to be read: too many pages or pixels, or an archive that unpacks to too much.
  case tooLarge
  /// Too many uploads of this account, or of all, are under way; try again later.
  case busy
  /// The worker died during this request; for letters and seals, twice.
  case workerEnded(String)
  /// The worker gave no answer within this time and was ended.
  case timedOut(Duration)
  /// An unexpected error in the worker.
  case fault(String)

  /// Whether one of several items may be the cause, so that the others can be set without it.
  var isOfOneItem: Bool {
    switch self {
    case .layout, .document, .encrypted, .tooLarge, .workerEnded, .timedOut: true
    case .missing, .key, .busy, .fault: false
    }
  }

  /// Whether the disk was full.
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
