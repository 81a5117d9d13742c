import Foundation

/// A document layout: a Typst file, and the folder whose files it may read.
///
/// The file is in the area that owns it, so that a chamber can restyle its letters. It defines a function from the data
/// of one item to content and ends with `#for-each(render)`, imported from `@kammerportal/letter:1.0.0`
/// (`Worker/packages`). It can read the files of its folder, nothing else on this machine or in the network.
package struct Layout: Sendable {
  let folder: URL
  let file: String

  /// - Parameters:
  ///   - folder: The folder that holds the layout and what it imports with `/name.typ`.
  ///   - file: The layout's name inside the folder, such as `pin-letter.typ`.
  package init(folder: URL, file: String) {
    self.folder = folder
    self.file = file
  }
}

/// The result of typesetting many items into one file.
package struct TypesetRun: Sendable, Equatable {
  /// The first page of each item that was set, in order, counted from 1.
  package let firstPages: [Int]
  /// 0 if nothing could be set; then no file was written.
  package let pageCount: Int
  /// The items that could not be set and are left out, by index, with the reason.
  package let unset: [Int: TypesettingError]
}

/// A seal to be applied to a document.
package struct Seal: Sendable {
  package let key: SealingKey
  /// The reason stored in the signature, which PDF readers display.
  package let reason: String

  package init(key: SealingKey, reason: String) {
    self.key = key
    self.reason = reason
  }
}

/// The chamber's key for sealing documents: a PKCS#12 file with private key (P-256) and certificate.
package struct SealingKey: Sendable {
  package let path: URL
  let password: String

  package init(path: URL, password: String) {
    self.path = path
    self.password = password
  }
}
