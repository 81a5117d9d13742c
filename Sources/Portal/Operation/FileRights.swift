import Foundation

/// Files and folders of the installation are its owner's alone, whatever the system's habit is.
package enum FileRights {
  /// From here on nothing that is made can be read by others; for the start of the program.
  package static func closeForOthers() { umask(0o077) }

  /// Takes from others what they could do with files that are there.
  /// - Returns: the paths where they could do something.
  package static func tighten(_ configuration: PortalConfiguration) -> [String] {
    let folder = configuration.folder
    let database = configuration.sqliteFile.map { file in ["", "-wal", "-shm", "-journal"].map { file + $0 } } ?? []
    let own = ["secret", "seal.p12", "mail", "letters", "documents", "records"].map {
      folder.appendingPathComponent($0).path
    }
    let inside = ["mail", "letters"].flatMap { contents(of: folder.appendingPathComponent($0)) }
    return ([folder.path] + database + own + inside).filter(tighten)
  }

  private static func contents(of folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).map {
      folder.appendingPathComponent($0).path
    }
  }

  private static func tighten(_ path: String) -> Bool {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_uid == geteuid(), found.st_mode & 0o077 != 0 else { return false }
    let kind = found.st_mode & S_IFMT
    // A folder with the sticky bit, such as /tmp, is everybody's; it cannot be the installation's own.
    guard kind == S_IFREG || kind == S_IFDIR, found.st_mode & S_ISVTX == 0 else { return false }
    return chmod(path, found.st_mode & 0o700) == 0
  }
}
