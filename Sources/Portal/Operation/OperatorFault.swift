/// What an operator has to put right, in a sentence that says how.
package struct OperatorFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
