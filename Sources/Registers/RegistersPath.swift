/// The addresses of pages about the access of registered persons.
package enum RegistersPath {
  /// The page of persons without access (`Zugänge`), and orders for many of them.
  package static let access = "/kammer/zugaenge"
}
