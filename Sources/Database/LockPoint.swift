/// The points that one transaction at a time passes. Numbers are shared by all processes on a database, so they stay.
package enum LockPoint: Int64, Sendable {
  /// Deciding about the value of a chamber setting.
  case settings = 7_203_194_459
}
