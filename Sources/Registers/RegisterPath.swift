/// The addresses of pages about the access of registered persons.
package enum RegisterPath {
  /// Who has no access yet, and the orders for many.
  package static let access = "/kammer/zugaenge"
}
