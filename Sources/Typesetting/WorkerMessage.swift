import Foundation

/// What the worker is asked to do; the head of a message to `worker.py`.
enum WorkerRequest: Encodable, Sendable {
  /// The body is JSON: `items` and `common`. Without `out` the answer's body is the PDF.
  case typeset(Layout, title: String, out: URL?)
  case join(parts: [URL], out: URL)
  /// The body is a PDF, the answer's body the sealed one.
  case seal(SealingKey)

  /// How many times as long as usual an answer may take.
  var patience: Int {
    if case .join = self { 10 } else { 1 }
  }

  private enum Key: String, CodingKey {
    case what = "do"
    case folder, file, title, out, parts, key, password
  }

  func encode(to encoder: any Encoder) throws {
    var head = encoder.container(keyedBy: Key.self)
    switch self {
    case .typeset(let layout, let title, let out):
      try head.encode("typeset", forKey: .what)
      try head.encode(layout.folder.path, forKey: .folder)
      try head.encode(layout.file, forKey: .file)
      try head.encode(title, forKey: .title)
      try head.encode(out?.path, forKey: .out)
    case .join(let parts, let out):
      try head.encode("join", forKey: .what)
      try head.encode(parts.map(\.path), forKey: .parts)
      try head.encode(out.path, forKey: .out)
    case .seal(let key):
      try head.encode("seal", forKey: .what)
      try head.encode(key.path.path, forKey: .key)
      try head.encode(key.password, forKey: .password)
    }
  }
}

/// A request with the time after which the worker, should nobody end it, ends itself.
struct TimedRequest: Encodable, Sendable {
  let request: WorkerRequest
  let limit: Duration

  private enum Key: CodingKey { case seconds }

  func encode(to encoder: any Encoder) throws {
    try request.encode(to: encoder)
    var head = encoder.container(keyedBy: Key.self)
    // A second more, so that it is the program that ends it and knows why.
    try head.encode(limit.components.seconds + 1, forKey: .seconds)
  }
}

/// The head of the worker's answer.
struct WorkerAnswer: Decodable, Sendable {
  let ok: Bool
  /// The worker's memory in bytes, after this request.
  let resident: Int
  let kind: String?
  let message: String?
  let pages: Int?
  let firstPages: [Int]?
  /// Characters that no font has and that were replaced, since the worker started.
  let unshown: [String]?

  var error: TypesettingError? {
    guard !ok else { return nil }
    let message = message ?? ""
    return switch kind {
    case "layout": .layout(message)
    case "missing": .missing(message)
    case "key": .key(message)
    default: .fault(message)
    }
  }
}

/// What a layout gets: the data of each item, and what all of them share.
struct LayoutData<Item: Encodable, Common: Encodable>: Encodable {
  let items: [Item]
  let common: Common
}
