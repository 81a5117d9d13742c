/// Addresses of pages with forms.
package enum FormPages {
  /// Whether what a person typed waits behind an address until they have signed in.
  package static func carryTypedText(_ address: String) -> Bool {
    address.contains("\(KeptForms.queryName)=")
  }
}

extension Visit {
  /// A page with a form: what is wrong with it stands above, and the answer says that it was not taken.
  package func formPage(_ title: String, _ errors: FieldErrors, _ content: (inout HTML) -> Void) -> Reply {
    page(title, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("web.form.errors"), errors)
      content(&page)
    }
  }
}
