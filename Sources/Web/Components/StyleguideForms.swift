/// The part of the style guide about forms.
func styleguideForms(into page: inout HTML) {
  specimen(&page, "Fehler eines Formulars", "errorSummary") { part in
    part.errorSummary(
      title: "Bitte prüfen Sie zwei Angaben",
      errors: [
        ("s-mail", "Diese E-Mail-Adresse ist unvollständig."), ("s-rechte", "Bitte wählen Sie mindestens ein Recht."),
      ])
  }
  specimen(&page, "Felder", "field") { part in
    part.element("form", [.class("form"), .attribute("method", "get"), .attribute("action", "#")]) { form in
      textFields(&form)
      codeFields(&form)
      form.fileField(
        Question("s-datei", "Datei mit Betrieben", hint: "CSV, höchstens 20 MB"), accept: ".csv,text/csv")
      form.buttonRow { $0.submitButton("Speichern") }
    }
  }
  specimen(&page, "Auswahl", "selectField, checkbox, checkboxes, radios, fieldset") { part in
    part.element("form", [.class("form"), .attribute("method", "get"), .attribute("action", "#")]) { form in
      choices(&form)
    }
  }
}

private func textFields(_ form: inout HTML) {
  form.field(Field("s-vorname", "Vorname", autocomplete: "off"))
  form.field(
    Field(
      "s-mail", "E-Mail-Adresse", kind: .email, hint: "An diese Adresse schicken wir den Startcode.",
      value: "petra.holz@", error: "Diese E-Mail-Adresse ist unvollständig. Beispiel: name@betrieb.de",
      autocomplete: "username"))
  form.field(Field("s-telefon", "Telefon", kind: .telephone, optional: "(optional)"))
  form.field(Field("s-tag", "Gilt bis", kind: .date, hint: "Danach endet das Recht von selbst.", value: "2027-03-31"))
  form.field(Field("s-zahl", "Gültigkeit in Tagen", kind: .number, value: "30", autocomplete: "off", width: .short))
  form.field(Field("s-grund", "Begründung", kind: .textarea(rows: 4), optional: "(optional)", width: .wide))
}

private func codeFields(_ form: inout HTML) {
  form.field(
    Field(
      "s-passwort", "Neues Passwort",
      kind: .password(
        PasswordWords(
          show: "anzeigen", hide: "verbergen",
          blankHint: "Ihre Eingabe beginnt oder endet mit einem Leerzeichen. Ist das gewollt?")),
      hint: "Mindestens 12 Zeichen. Ein Satz ist gut zu merken.", autocomplete: "new-password"))
  form.field(
    Field(
      "s-code", "Startcode", kind: .code(filled: "Der Code aus der E-Mail ist eingetragen."),
      hint: "Groß oder klein, mit oder ohne Striche: alles gilt.", autocomplete: "one-time-code"))
}

private func choices(_ form: inout HTML) {
  form.selectField(
    Question("s-form", "Rechtsform"), [Choice("gmbh", "GmbH"), Choice("ek", "e. K."), Choice("gbr", "GbR")],
    selected: "gmbh", empty: "Bitte wählen")
  form.radios(
    Question("s-art", "Wie möchten Sie die PIN bekommen?"),
    [
      Choice("brief", "Mit der Post", hint: "An die eingetragene Anschrift des Betriebs, etwa drei Werktage"),
      Choice("bescheid", "Mit dem nächsten Beitragsbescheid"),
    ], selected: "brief")
  form.checkboxes(
    Question("s-rechte", "Rechte", error: "Bitte wählen Sie mindestens ein Recht."),
    [Choice("ausbildung", "Ausbildung", hint: "Verträge, Prüfungen"), Choice("finanzen", "Finanzen")])
  form.fieldset("Anschrift", hint: "So steht sie auf dem Brief.") { group in
    group.field(Field("s-strasse", "Straße und Hausnummer"))
    group.field(Field("s-plz", "Postleitzahl", kind: .number, width: .short))
  }
  form.checkbox(Question("s-ja", "Ich habe die Hinweise zum Datenschutz gelesen."), isChecked: true)
}
