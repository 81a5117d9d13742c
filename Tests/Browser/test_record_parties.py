"""Who else has to do with a training record: the school, the chamber that asks, what was kept on paper before."""

import datetime

from looks import look
from people import choose_password, heading, press, sign_in
from playwright.sync_api import expect


def record_of_lea(page):
    page.goto("/ausbildungsnachweise")
    page.get_by_role("main").get_by_role("link", name="Lea Sommer").first.click()


def test_a_school_signs_beside_the_instructor(desktop, visitor, phone, mail, shot):
    sign_in(desktop, "ausbilderin@demo.example")
    record_of_lea(desktop)
    desktop.get_by_role("link", name="Mitzeichnende").click()
    look(desktop, shot, "1 nobody yet")
    press(desktop, "Benennen und einladen")
    expect(desktop.locator("[data-error-summary]")).to_contain_text("Bitte wählen Sie, als wer")
    desktop.get_by_label("Berufsschule", exact=False).first.check()
    desktop.get_by_label("Vorname").fill("Kai")
    desktop.get_by_label("Nachname").fill("Kreide")
    desktop.get_by_label("Schule oder Ausbildungsstätte").fill("Berufsschule Musterstadt")
    desktop.get_by_label("E-Mail-Adresse").fill("kreide@schule.example")
    press(desktop, "Benennen und einladen")
    expect(desktop.get_by_text("Kai Kreide ist benannt.")).to_be_visible()
    look(desktop, shot, "2 named")

    choose_password(visitor, mail.next("kreide@schule.example").link, "Sieben Boote im Hafen")
    visitor.goto("/")
    look(visitor, shot, "3 start page of a school")
    visitor.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Ausbildungsnachweise").click()
    look(visitor, shot, "4 what waits")
    visitor.get_by_label("von Lea Sommer auswählen").first.check()
    press(visitor, "Ausgewählte mitzeichnen")
    expect(visitor.get_by_text("Mitgezeichnete Wochen:")).to_be_visible()

    sign_in(phone, "azubi@demo.example")
    phone.goto("/ausbildungsnachweise")
    phone.get_by_role("link", name="Mitzeichnende").click()
    expect(phone.get_by_text("Berufsschule Musterstadt")).to_be_visible()
    look(phone, shot, "5 told to the apprentice")


def test_what_was_kept_on_paper_comes_along(phone, desktop, shot, tmp_path):
    sign_in(phone, "azubi@demo.example")
    phone.goto("/ausbildungsnachweise")
    phone.get_by_role("link", name="Früher geführter Nachweis").click()
    press(phone, "Hinzufügen")
    expect(phone.locator("[data-error-summary]")).to_contain_text("Bitte geben Sie einen Tag ein")
    look(phone, shot, "1 nothing yet")
    book = tmp_path / "Berichtsheft.pdf"
    desktop.set_content("<html lang=de><title>Berichtsheft</title><h1>Woche 1</h1>")
    desktop.pdf(path=book)
    today = datetime.date.today()
    phone.get_by_label("Erster Tag").fill((today - datetime.timedelta(days=30)).isoformat())
    phone.get_by_label("Letzter Tag").fill((today - datetime.timedelta(days=20)).isoformat())
    phone.get_by_label("PDF mit diesen Wochen").set_input_files(book)
    press(phone, "Hinzufügen")
    expect(phone.get_by_text("Noch nicht durchgesehen.")).to_be_visible()

    sign_in(desktop, "ausbilderin@demo.example")
    record_of_lea(desktop)
    desktop.get_by_role("link", name="Früher geführter Nachweis").click()
    press(desktop, "Durchgesehen und in Ordnung")
    expect(desktop.get_by_text("Durchgesehen von Marion Berger")).to_be_visible()
    look(desktop, shot, "2 confirmed")


def test_the_chamber_asks_and_the_apprentice_refuses(phone, officer, mail, shot):
    officer.goto("/kammer/verzeichnis?suche=Sommer")
    officer.get_by_role("link", name="Lea Sommer").first.click()
    officer.get_by_role("link", name="Einsicht in den Nachweis").click()
    look(officer, shot, "1 numbers only")
    officer.get_by_label("Grund").first.fill("Gespräch über die Fehlzeiten")
    press(officer, "Anfragen")
    expect(officer.get_by_text("wartet auf Antwort")).to_be_visible()
    look(officer, shot, "2 asked")

    phone.goto(mail.next("azubi@demo.example").link)
    sign_in(phone, "azubi@demo.example")
    phone.goto("/")
    look(phone, shot, "3 start page")
    phone.get_by_role("link", name="Ansehen und entscheiden").click()
    expect(phone.get_by_text("Gespräch über die Fehlzeiten")).to_be_visible()
    look(phone, shot, "4 the question")
    press(phone, "Ablehnen")
    expect(phone.get_by_text("Sie haben die Anfrage abgelehnt.")).to_be_visible()
    officer.reload()
    expect(officer.get_by_text("abgelehnt. Eine neue Anfrage ist möglich.")).to_be_visible()
    expect(heading(officer)).to_have_text("Einsicht in den Nachweis")
