/// Addresses of pages with forms.
package enum FormPages {
  /// Whether the address leads to a form whose typed content is kept until the person has signed in.
  package static func carryTypedText(_ address: String) -> Bool {
    address.contains("\(KeptForms.queryName)=")
  }
}

extension Visit {
  /// A page with a form: the error summary above it, and status 422 if there are errors.
  package func formPage(_ title: String, _ errors: FieldErrors, _ content: (inout HTML) -> Void) -> Reply {
    page(title, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("web.form.errors"), errors)
      content(&page)
    }
  }
}
