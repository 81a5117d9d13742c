import Database

/// Something of another area that ends together with the access of a person in a register, such as deputyships they
/// gave.
package protocol AccessEnding: Sendable {
  /// Called within the write that ends the access.
  func accessEnds(of kind: FunctionKind, _ subject: Int64, cause: Cause, in connection: any Connection) throws
}
