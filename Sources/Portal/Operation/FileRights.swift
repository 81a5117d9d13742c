import Foundation

/// File permissions: files and folders of the installation are accessible to their owner only, whatever the system's
/// umask.
package enum FileRights {
  /// Sets the umask so that nothing created from now on is accessible to others; call at program start.
  package static func closeForOthers() { umask(0o077) }

  /// Removes others' permissions from existing files.
  /// - Returns: the paths where they had any.
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
    // A folder with the sticky bit, such as /tmp, is shared; it cannot be the installation's own.
    guard kind == S_IFREG || kind == S_IFDIR, found.st_mode & S_ISVTX == 0 else { return false }
    return chmod(path, found.st_mode & 0o700) == 0
  }
}
