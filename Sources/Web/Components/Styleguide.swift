/// The style guide: every component with an example, for developers. Served in development only, so its sample texts
/// are here and not in the text files.
package func styleguide(into page: inout HTML) {
  page.breadcrumb(label: "Pfad", [Link("Start", "/"), Link("Entwicklung", "/styleguide")])
  page.pageHead(
    "Bausteine", overline: "Für die Entwicklung",
    lead: "Jeder Baustein der Oberfläche mit einem Beispiel und dem Namen der Funktion, die ihn schreibt."
  ) { $0.buttonLink("Zur Startseite", href: "/") }
  colours(&page)
  buttons(&page)
  styleguideForms(into: &page)
  styleguideLists(into: &page)
  messages(&page)
  papers(&page)
}

/// A card with the name of the function and its output.
func specimen(_ page: inout HTML, _ title: String, _ function: String, _ content: (inout HTML) -> Void) {
  page.card(title: title) { card in
    card.div(.class("specimen")) { part in
      part.p(function, .class("name"))
      content(&part)
    }
  }
}

private func colours(_ page: inout HTML) {
  specimen(&page, "Farben", "10-tokens.css, ChamberColour") { part in
    part.ul(.class("swatches")) { list in
      for (name, text) in [
        ("chamber", "Kammerfarbe"), ("chamber-soft", "Kammerfarbe zart"), ("paper", "Papier"), ("ground", "Grund"),
        ("sunken", "vertieft"), ("info", "Hinweis"), ("good", "erledigt"), ("wait", "wartet"), ("bad", "Fehler"),
      ] {
        list.li(text, .class("s-\(name)"))
      }
    }
  }
}

private func buttons(_ page: inout HTML) {
  specimen(&page, "Schaltflächen", "buttonRow, submitButton, buttonLink, postButton") { part in
    part.buttonRow { row in
      row.submitButton("Weiter")
      row.buttonLink("Neue PIN anfordern", href: "#", .quiet, icon: .envelope)
      row.submitButton("Konto löschen", .danger)
      row.postButton(action: "#", label: "Erneut senden", token: "beispiel", .plain, about: "an Petra Holz")
    }
  }
}

private func messages(_ page: inout HTML) {
  specimen(&page, "Meldungen", "alert, flashMessage") { part in
    part.stack { stack in
      stack.alert(.info, title: "Ein neues Dokument wartet auf Sie") { alert in
        alert.p("Beitragsbescheid 2026, bereitgestellt am Montag, 16. November 2026.")
        alert.p { $0.a("Dokument öffnen", href: "#") }
      }
      stack.alert(.wait, title: "Ihr Brief ist unterwegs") { $0.p("Er kommt etwa am Mittwoch, 25. November 2026 an.") }
      stack.alert(.bad, title: "Diese PIN gilt nicht mehr") { $0.p("Fordern Sie bitte eine neue an.") }
      stack.flashMessage(.good, "Das Passwort ist geändert. Alle anderen Sitzungen wurden beendet.")
    }
  }
  specimen(&page, "Zustände", "badge") { part in
    part.p(.class("row")) { row in
      row.badge("Entwurf")
      row.badge("neu", .info)
      row.badge("freigeschaltet", .good)
      row.badge("wartet auf Sie", .wait)
      row.badge("abgelaufen", .bad)
    }
  }
  specimen(&page, "Fortschritt", "stepIndicator, progressBar") { part in
    part.stepIndicator("Schritt 2 von 4: Ihr Betrieb", step: 2, of: 4)
    part.progressBar(
      "Betriebe werden übernommen", id: "beispiel-fortschritt", value: 38_400, of: 60_000,
      amount: "38.400 von 60.000 Zeilen, noch etwa 12 Sekunden")
  }
  specimen(&page, "Code", "secretBox") { part in
    part.secretBox("Ihr Startcode", code: "KMPR-TZWB-LHX", id: "beispiel-code", copy: "Kopieren", copied: "Kopiert")
  }
  specimen(&page, "Leere Stelle", "emptyState") { part in
    part.emptyState(
      title: "Noch keine Dokumente", text: "Sobald die Kammer etwas für Sie bereitstellt, steht es hier.",
      icon: .document
    ) { $0.buttonLink("Benachrichtigungen einstellen", href: "#") }
  }
  specimen(&page, "Aufklappen", "details") { part in
    part.details("Was steht auf dem Beitragsbescheid?", isOpen: true) { body in
      body.p("Unter „Kundenportal“ stehen Ihre Betriebsnummer und eine PIN, die einmal gilt.")
    }
  }
}

private func papers(_ page: inout HTML) {
  page.columns(
    main: { main in
      specimen(&main, "Bild des Bescheids", "noticePicture") { part in
        part.noticePicture(
          PaperWords(
            description: "Beitragsbescheid: unten auf der Seite stehen Betriebsnummer (1) und PIN (2).",
            heading: "Beitragsbescheid 2026", companyNumber: "Betriebsnummer", pin: "PIN für das Portal",
            caption: "Ihr Beitragsbescheid, unten auf der ersten Seite"))
      }
    },
    aside: { aside in
      specimen(&aside, "Bild des Briefs", "letterPicture") { part in
        part.letterPicture(
          PaperWords(
            description: "Brief der Kammer: in der Mitte stehen Betriebsnummer (1) und PIN (2).",
            heading: "Ihre PIN für das Portal", companyNumber: "Betriebsnummer", pin: "PIN",
            caption: "Der Brief, den Sie angefordert haben"))
      }
    })
}
