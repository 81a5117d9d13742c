/// Addresses of pages with forms.
package enum FormPages {
  /// Whether what a person typed waits behind an address until they have signed in.
  package static func carryTypedText(_ address: String) -> Bool {
    address.contains("\(KeptForms.queryName)=")
  }
}
