import Database

/// What an area ends together with the access of a person of a register, such as deputyships that were given for it.
package protocol AccessEnding: Sendable {
  /// Called within the write that ends the access.
  func accessEnds(of kind: FunctionKind, _ subject: Int64, cause: Cause, in connection: any Connection) throws
}
