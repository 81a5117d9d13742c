"""Examiners and exam participants: found by the chamber, with credentials and documents, on their own pages."""

from looks import look
from people import heading, press, sign_in
from playwright.sync_api import expect
from test_documents import as_pdf, receipt, saved


def test_a_participant_gets_an_invitation_and_opens_it(desktop, phone, shot):
    sign_in(desktop, "kammer@demo.example")
    desktop.goto("/kammer")
    desktop.get_by_role("link", name="Prüfungen", exact=True).click()
    expect(heading(desktop)).to_have_text("Prüfer/-innen")
    look(desktop, shot, "1 examiners")
    desktop.get_by_role("link", name="Prüfungsteilnehmende").click()
    desktop.get_by_role("searchbox").fill("nowak")
    press(desktop, "Suchen")
    look(desktop, shot, "2 participants")
    desktop.get_by_role("link", name="Tomasz Nowak").click()
    look(desktop, shot, "3 participant of the office")
    desktop.get_by_role("link", name="Dokument ausstellen").click()
    expect(desktop.get_by_label("Nummer")).to_have_value("T-5001")
    expect(desktop.get_by_label("Für")).to_have_value("exam_participant")
    desktop.get_by_label("Art").select_option("invitation")
    desktop.get_by_label("Titel").fill("Einladung zur schriftlichen Prüfung")
    desktop.get_by_label("Datei").set_input_files(as_pdf("einladung.pdf"))
    look(desktop, shot, "4 issuing from there")
    press(desktop, "Weiter zur Person")
    press(desktop, "Ja, siegeln und ausstellen")
    expect(desktop.get_by_role("main")).to_contain_text("Tomasz Nowak")

    sign_in(phone, "teilnehmer@demo.example")
    phone.goto("/")
    expect(phone.get_by_role("main")).to_contain_text("Geprüfte/-r Handelsfachwirt/-in")
    look(phone, shot, "5 start page of the participant")
    phone.get_by_role("link", name="Meine Angaben ansehen").click()
    look(phone, shot, "6 own data")
    phone.goto("/dokumente")
    phone.get_by_role("link", name="Einladung zur schriftlichen Prüfung").first.click()
    expect(receipt(phone)).to_have_text("noch nicht")
    saved(phone)
    phone.reload()
    expect(receipt(phone)).to_contain_text("Tomasz Nowak")
    look(phone, shot, "7 opened")


def test_people_without_an_address_for_mails_get_letters(desktop, shot):
    sign_in(desktop, "kammer@demo.example")
    desktop.goto("/kammer/zugaenge")
    look(desktop, shot, "1 who has no access")
    desktop.goto("/kammer/pruefungen/pruefer?suche=vo%C3%9F")
    desktop.get_by_role("link", name="Gerda Voß").click()
    press(desktop, "Brief mit Startcode anfordern")
    expect(desktop.get_by_role("main")).to_contain_text("Brief mit Startcode angefordert")
    look(desktop, shot, "2 letter asked for")
    press(desktop, "Startcode ungültig machen")
    expect(desktop.get_by_role("main")).to_contain_text("Der Startcode gilt nicht mehr")
