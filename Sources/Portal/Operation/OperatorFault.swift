/// A problem for the operator to fix, as a sentence that says how.
package struct OperatorFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
