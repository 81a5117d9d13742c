import Settings

/// The chamber settings of mails and letters.
package enum PostboxSettings {
  /// Days for which the PDF of a run is kept after it was marked as posted.
  package static let letterFileDays = Setting<Int>("postbox.letterFileDays", 7, in: 0...60)

  package static let all = [letterFileDays.declaration]
}
