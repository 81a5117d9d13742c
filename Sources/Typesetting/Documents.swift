import Foundation

/// The certificate of a sealing key.
package struct SealCertificate: Sendable, Equatable {
  /// SHA-256 of the certificate, in hexadecimal digits.
  package let fingerprint: String
  package let holder: String
  /// Seconds since 1970.
  package let validFrom: Int64
  package let validUntil: Int64
}

/// A seal found in a document.
package struct FoundSeal: Sendable, Equatable, Decodable {
  /// SHA-256 of the certificate it was made with.
  package let fingerprint: String
  package let reason: String
  /// Whether no byte was changed or added since.
  package let unchanged: Bool
}

/// The properties of an uploaded PDF.
package struct InspectedDocument: Sendable {
  package let pages: Int
  /// The text of each page, if requested.
  package let texts: [String]
  /// Whether it contains active content: scripts, program launches, submitting or fetching.
  package let isActive: Bool
  /// Whether it has embedded files, as an electronic invoice has.
  package let carriesFiles: Bool
}

/// A file in an archive.
package struct UnpackedFile: Sendable, Equatable {
  package enum Problem: String, Sendable, Decodable {
    case damaged
    case encrypted
  }

  /// Its name in the archive, without folders.
  package let name: String
  /// Why it was not unpacked; nil if it was.
  package let problem: Problem?
}

/// A page range to be cut out as a document of its own; 0-based, inclusive.
package struct PagePart: Sendable, Encodable {
  let first: Int
  let last: Int
  let out: String

  package init(_ pages: ClosedRange<Int>, out: URL) {
    first = pages.lowerBound
    last = pages.upperBound
    self.out = out.path
  }
}

extension Typesetter {
  /// Makes one sealed PDF from a layout and data, written to `file`. The seal is a PAdES baseline B-B signature over
  /// the whole document.
  /// - Parameter inBulk: whether it is one of many, which must not delay single documents.
  /// - Returns: the number of pages.
  /// - Throws: `TypesettingError`; `.key` if the key cannot be used.
  package func issue(
    _ layout: Layout, data: some Encodable & Sendable, title: String, seal: Seal, to file: URL, inBulk: Bool
  ) async throws -> Int {
    let body = try JSONEncoder().encode(LayoutData(items: [data], common: [String: String]()))
    let seat = inBulk ? nextRunSeat : documentSeat
    let answer = try await seat.answer(to: .typeset(layout, title: title, seal: seal, out: file), body: [UInt8](body)).0
    return answer.pages ?? 0
  }

  /// Seals an uploaded PDF and stamps a mark at the foot of its first page.
  /// - Throws: `TypesettingError`; `.document` if it cannot be sealed.
  package func seal(_ file: URL, _ seal: Seal, mark: URL, to out: URL, inBulk: Bool) async throws {
    _ = try await (inBulk ? nextRunSeat : documentSeat).answer(to: .sealFile(file, seal, mark: mark, out: out))
  }

  package func certificate(of key: SealingKey) async throws -> SealCertificate {
    try certificate(try await documentSeat.answer(to: .describeKey(key)).0)
  }

  /// Creates a key with a self-signed certificate. Never overwrites an existing file.
  /// - Parameter start: start of validity, in seconds since 1970.
  package func createKey(
    _ key: SealingKey, holder: String, start: Int64, days: Int
  ) async throws -> SealCertificate {
    try certificate(try await documentSeat.answer(to: .createKey(key, holder: holder, start: start, days: days)).0)
  }

  private func certificate(_ answer: WorkerAnswer) throws -> SealCertificate {
    guard let fingerprint = answer.fingerprint, let from = answer.validFrom, let until = answer.validUntil else {
      throw TypesettingError.fault("the worker told nothing of the key")
    }
    return SealCertificate(
      fingerprint: fingerprint, holder: answer.holder ?? "", validFrom: from, validUntil: until)
  }

  /// The seals in a file.
  /// - Throws: `TypesettingError.document` if it is not a PDF.
  package func seals(in file: URL) async throws -> [FoundSeal] {
    try await publicCheckSeat.answer(to: .seals(file)).0.seals ?? []
  }

  /// Inspects a PDF that an officer uploaded. One that is only locked against changes and opens without a password is
  /// replaced by an unlocked copy.
  /// - Throws: `TypesettingError.document`, `.encrypted`, or `.tooLarge` if there is too much in it to inspect.
  package func inspect(_ file: URL, texts: Bool, inBulk: Bool = false) async throws -> InspectedDocument {
    inspected(try await (inBulk ? batchSeat : reviewSeat).answer(to: .inspect(file, texts: texts)).0)
  }

  /// Inspects a PDF that a person uploaded, on the workers for uploads of people.
  /// - Throws: `TypesettingError.document`, `.encrypted`, `.tooLarge` or `.busy`.
  package func inspect(_ file: URL, of account: Int64) async throws -> InspectedDocument {
    inspected(try await people.answer(to: .inspect(file, texts: false), of: account).0)
  }

  private func inspected(_ answer: WorkerAnswer) -> InspectedDocument {
    InspectedDocument(
      pages: answer.pages ?? 0, texts: answer.texts ?? [], isActive: answer.isActive ?? true,
      carriesFiles: answer.carriesFiles ?? true)
  }

  /// Converts a picture (JPEG, PNG, WebP, GIF, HEIC) to JPEG: upright, at most 2,400 pixels long, without location and
  /// time metadata. Runs on the workers for uploads of people.
  /// - Throws: `TypesettingError.document` if it is not a picture, `.tooLarge` if it has too many pixels, `.busy`.
  package func picture(_ file: URL, to out: URL, of account: Int64) async throws {
    _ = try await people.answer(to: .picture(file, out: out), of: account)
  }

  /// Splits a document into several.
  package func cut(_ file: URL, into parts: [PagePart]) async throws {
    _ = try await batchSeat.answer(to: .cut(file, parts))
  }

  /// Unpacks a ZIP archive into a folder, as `0.pdf`, `1.pdf` …
  /// - Returns: all files by their number, including those that could not be unpacked.
  /// - Throws: `TypesettingError.document`, `.tooLarge`, or `.encrypted` if all files are; some files may already have
  ///   been unpacked then.
  package func unzip(_ file: URL, mostFiles: Int, mostBytes: Int, to folder: URL) async throws -> [UnpackedFile] {
    let answer = try await batchSeat.answer(
      to: .unzip(file, mostFiles: mostFiles, mostBytes: mostBytes, out: folder)
    ).0
    return zip(answer.names ?? [], answer.problems ?? []).map { UnpackedFile(name: $0, problem: $1) }
  }

  /// Concatenates bundles of documents for double-sided printing; their tags and seals are lost. A bundle that cannot
  /// be read is skipped.
  package func append(_ bundles: [[URL]], to out: URL) async throws -> AppendedBundles {
    let begun = stops
    do {
      return AppendedBundles(pages: try await append(bundles.joined(), to: out))
    } catch let error as TypesettingError where error.isOfOneItem && begun == stops {
      let unset = try await unreadable(bundles, begun, beside: out)
      guard !unset.isEmpty else { throw error }
      let good = bundles.indices.filter { unset[$0] == nil }.flatMap { bundles[$0] }
      return AppendedBundles(pages: good.isEmpty ? 0 : try await append(good, to: out), unset: unset)
    }
  }

  private func unreadable(
    _ bundles: [[URL]], _ begun: Int, beside out: URL
  ) async throws -> [Int: TypesettingError] {
    let attempt = out.appendingPathExtension("one")
    defer { try? FileManager.default.removeItem(at: attempt) }
    var unset: [Int: TypesettingError] = [:]
    for (index, files) in bundles.enumerated() {
      try Task.checkCancellation()
      do {
        _ = try await append(files, to: attempt)
      } catch let error as TypesettingError where error.isOfOneItem && begun == stops {
        unset[index] = error
      }
    }
    return unset
  }

  private func append(_ files: some Sequence<URL>, to out: URL) async throws -> Int {
    try await nextRunSeat.answer(to: .append(parts: Array(files), out: out)).0.pages ?? 0
  }
}

/// The result of concatenating bundles.
package struct AppendedBundles: Sendable {
  package let pages: Int
  /// The skipped bundles, by index, and why.
  package var unset: [Int: TypesettingError] = [:]
}
