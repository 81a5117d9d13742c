import Foundation

/// A request to the worker: the head of a message to `worker.py`.
enum WorkerRequest: Encodable, Sendable {
  /// The body is JSON: `items` and `common`. Without `out` the answer's body is the PDF.
  case typeset(Layout, title: String, seal: Seal? = nil, out: URL?)
  case join(parts: [URL], out: URL)
  case sealFile(URL, Seal, mark: URL, out: URL)
  case describeKey(SealingKey)
  case createKey(SealingKey, holder: String, start: Int64, days: Int)
  case seals(URL)
  case inspect(URL, texts: Bool)
  case cut(URL, [PagePart])
  case append(parts: [URL], out: URL)
  case unzip(URL, mostFiles: Int, mostBytes: Int, out: URL)
  case picture(URL, out: URL)
  /// The body is a calendar file; the days are written as `2026-12-01`.
  case timetable(first: String, last: String, zone: String)

  /// Factor by which the answer may take longer than usual.
  var patience: Int {
    switch self {
    case .join, .append: 10
    default: 1
    }
  }

  private enum Key: String, CodingKey {
    case what = "do"
    case source = "in"
    case first, last, zone
    case folder, file, title, out, parts, key, password, reason, mark, holder, start, days, texts, mostFiles, mostBytes
  }

  func encode(to encoder: any Encoder) throws {
    var head = encoder.container(keyedBy: Key.self)
    switch self {
    case .typeset(let layout, let title, let seal, let out):
      try head.encode("typeset", forKey: .what)
      try head.encode(layout.folder.path, forKey: .folder)
      try head.encode(layout.file, forKey: .file)
      try head.encode(title, forKey: .title)
      try head.encode(out?.path, forKey: .out)
      try seal.map { try encode($0, into: &head) }
    case .join(let parts, let out):
      try head.encode("join", forKey: .what)
      try head.encode(parts.map(\.path), forKey: .parts)
      try head.encode(out.path, forKey: .out)
    case .sealFile(let file, let seal, let mark, let out):
      try head.encode("seal", forKey: .what)
      try head.encode(file.path, forKey: .source)
      try head.encode(mark.path, forKey: .mark)
      try head.encode(out.path, forKey: .out)
      try encode(seal, into: &head)
    default: try encodeLook(into: &head)
    }
  }

  private func encodeLook(into head: inout KeyedEncodingContainer<Key>) throws {
    switch self {
    case .describeKey(let key):
      try head.encode("describe-key", forKey: .what)
      try encode(key, into: &head)
    case .createKey(let key, let holder, let start, let days):
      try head.encode("create-key", forKey: .what)
      try head.encode(holder, forKey: .holder)
      try head.encode(start, forKey: .start)
      try head.encode(days, forKey: .days)
      try encode(key, into: &head)
    case .seals(let file):
      try head.encode("seals", forKey: .what)
      try head.encode(file.path, forKey: .source)
    case .inspect(let file, let texts):
      try head.encode("inspect", forKey: .what)
      try head.encode(file.path, forKey: .source)
      try head.encode(texts, forKey: .texts)
    case .cut(let file, let parts):
      try head.encode("cut", forKey: .what)
      try head.encode(file.path, forKey: .source)
      try head.encode(parts, forKey: .parts)
    case .append(let parts, let out):
      try head.encode("append", forKey: .what)
      try head.encode(parts.map(\.path), forKey: .parts)
      try head.encode(out.path, forKey: .out)
    case .unzip(let file, let mostFiles, let mostBytes, let out):
      try head.encode("unzip", forKey: .what)
      try head.encode(file.path, forKey: .source)
      try head.encode(mostFiles, forKey: .mostFiles)
      try head.encode(mostBytes, forKey: .mostBytes)
      try head.encode(out.path, forKey: .out)
    case .picture(let file, let out):
      try head.encode("picture", forKey: .what)
      try head.encode(file.path, forKey: .source)
      try head.encode(out.path, forKey: .out)
    case .timetable(let first, let last, let zone):
      try head.encode("timetable", forKey: .what)
      try head.encode(first, forKey: .first)
      try head.encode(last, forKey: .last)
      try head.encode(zone, forKey: .zone)
    case .typeset, .join, .sealFile: return
    }
  }

  private func encode(_ key: SealingKey, into head: inout KeyedEncodingContainer<Key>) throws {
    try head.encode(key.path.path, forKey: .key)
    try head.encode(key.password, forKey: .password)
  }

  private func encode(_ seal: Seal, into head: inout KeyedEncodingContainer<Key>) throws {
    try head.encode(seal.reason, forKey: .reason)
    try encode(seal.key, into: &head)
  }
}

/// A request with its time limit, after which the worker ends itself if nobody else does.
struct TimedRequest: Encodable, Sendable {
  let request: WorkerRequest
  let limit: Duration

  private enum Key: CodingKey { case seconds, lasting }

  /// Wall-clock time per processor time, for a machine whose cores are busy.
  private static let slack = 5

  /// Wall-clock limit: after this the worker hangs, whatever else the machine does.
  var lasting: Duration { limit * Self.slack }

  func encode(to encoder: any Encoder) throws {
    try request.encode(to: encoder)
    var head = encoder.container(keyedBy: Key.self)
    // One second more, so that normally this program ends it and knows why.
    try head.encode(lasting.components.seconds + 1, forKey: .lasting)
    try head.encode(max(1, limit.components.seconds), forKey: .seconds)
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
  /// Characters that no font has and that were replaced in this request.
  let unshown: [String]?
  let fingerprint: String?
  let holder: String?
  let validFrom: Int64?
  let validUntil: Int64?
  let seals: [FoundSeal]?
  let texts: [String]?
  let isActive: Bool?
  let carriesFiles: Bool?
  let names: [String]?
  let days: [TimetableDay]?
  let problems: [UnpackedFile.Problem?]?
  /// Sandbox restrictions that the system could not apply while reading a foreign file: `files`, `network`.
  let openWays: [String]?

  var error: TypesettingError? {
    guard !ok else { return nil }
    let message = message ?? ""
    return switch kind {
    case "layout": .layout(message)
    case "missing": .missing(message)
    case "key": .key(message)
    case "document": .document(message)
    case "encrypted": .encrypted
    case "tooLarge": .tooLarge
    default: .fault(message)
    }
  }
}

/// The input of a layout: the data of each item, and what they all share.
struct LayoutData<Item: Encodable, Common: Encodable>: Encodable {
  let items: [Item]
  let common: Common
}
