"""Documents: issued by an officer, opened once by company, apprentice and deputy, checked by a stranger."""

import io
import subprocess
import zipfile

from conftest import PHONE
from looks import look
from people import (
    choose_password, heading, new_apprentice, new_company, press, register, sign_in, someone, verify_company)
from playwright.sync_api import expect
from pypdf import PdfWriter
from test_deputies import give

PASSWORD = "Neun Boote im Hafen"


def blank_pdf():
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def as_pdf(name, content=None):
    return {"name": name, "mimeType": "application/pdf", "buffer": content or blank_pdf()}


def issue(officer, kind, title, recipient, number, file):
    officer.goto("/kammer/dokumente/neu")
    officer.get_by_label("Art").select_option(kind)
    officer.get_by_label("Titel").fill(title)
    officer.get_by_label("Für").select_option(recipient)
    officer.get_by_label("Nummer").fill(number)
    officer.get_by_label("Datei").set_input_files(file)
    with officer.expect_navigation():
        press(officer, "Weiter zur Person")
    if "/entwurf/" in officer.url:
        press(officer, "Ja, siegeln und ausstellen")


def saved(page):
    """The document of the page, as it comes to the disk."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Speichern").click()
    return download.value.path()


def receipt(page):
    return page.get_by_role("term").filter(has_text="Zuerst geöffnet").locator("+ dd")


def test_the_confirmation_of_an_entry_reaches_company_and_apprentice(desktop, phone, shot):
    sign_in(desktop, "betrieb@demo.example")
    desktop.goto("/")
    # The demo issues them in the background.
    for _ in range(60):
        if desktop.get_by_text("neues Dokument").count():
            break
        desktop.wait_for_timeout(500)
        desktop.reload()
    look(desktop, shot, "1 hint on the start page")
    desktop.goto("/ausbildungsverhaeltnisse")
    desktop.get_by_role("row", name="Lea Sommer").get_by_role("link", name="1 Dokument").click()
    look(desktop, shot, "2 of the apprenticeship")
    desktop.get_by_role("link", name="Eintragungsbestätigung Lea Sommer").click()
    expect(receipt(desktop)).to_have_text("noch nicht")
    look(desktop, shot, "3 not opened")
    file = saved(desktop)
    assert "Signature is Valid" in subprocess.run(
        ["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    desktop.reload()
    expect(receipt(desktop)).to_contain_text("Petra Holz")
    first = receipt(desktop).inner_text()
    saved(desktop)
    desktop.reload()
    expect(receipt(desktop)).to_have_text(first)
    look(desktop, shot, "4 opened")

    sign_in(phone, "azubi@demo.example")
    phone.goto("/")
    look(phone, shot, "5 start page of the apprentice")
    phone.get_by_role("link", name="Ansehen").click()
    phone.get_by_role("link", name="Eintragungsbestätigung Lea Sommer").click()
    expect(receipt(phone)).to_have_text("noch nicht")


def test_an_officer_issues_and_takes_back_a_document(officer, desktop, phone, mail, shot):
    apprentice = new_apprentice(officer, new_company(officer, "Kartonage Brief"), "Bruno", "Brief")
    officer.goto(f"/kammer/verzeichnis?suche={apprentice.number}")
    officer.get_by_role("link", name=apprentice.name).click()
    officer.get_by_label("E-Mail-Adresse").fill("bruno.brief@post.example")
    press(officer, "Account erstellen")
    choose_password(phone, mail.next("bruno.brief@post.example").link, PASSWORD)

    officer.goto("/kammer")
    officer.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Dokumente").click()
    look(officer, shot, "1 office")
    issue(officer, "Bescheid", "Bescheid über die Verkürzung", "Lehrling", "A-9999", as_pdf("b.pdf"))
    expect(officer.locator("[data-error-summary]")).to_contain_text("Diese Nummer gibt es nicht")
    look(officer, shot, "2 unknown number")
    issue(
        officer, "Bescheid", "Bescheid über die Verkürzung", "Lehrling", apprentice.number,
        as_pdf("bescheid.pdf", b"MZ this is a program"))
    expect(officer.locator("[data-error-summary]")).to_contain_text("Das ist kein PDF")
    issue(officer, "Bescheid", "Bescheid über die Verkürzung", "Lehrling", apprentice.number, as_pdf("b.pdf"))
    expect(officer.get_by_text("Das Dokument ist ausgestellt.")).to_be_visible()
    look(officer, shot, "3 issued")
    address = officer.url

    phone.goto("/")
    look(phone, shot, "4 hint")
    phone.get_by_role("link", name="Ansehen").click()
    phone.get_by_role("link", name="Bescheid über die Verkürzung").click()
    file = saved(phone)
    code = phone.get_by_role("term").filter(has_text="Prüfcode").locator("+ dd").inner_text()

    desktop.goto("/pruefen")
    look(desktop, shot, "5 check")
    desktop.get_by_label("PDF-Datei").set_input_files(file)
    press(desktop, "Datei prüfen")
    expect(desktop.get_by_text("Echt und unverändert")).to_be_visible()
    look(desktop, shot, "6 unchanged")
    changed = file.read_bytes() + b"\n% a word more"
    desktop.get_by_label("PDF-Datei").set_input_files(as_pdf("b.pdf", changed))
    press(desktop, "Datei prüfen")
    expect(desktop.get_by_text("Diese Datei wurde verändert")).to_be_visible()
    look(desktop, shot, "7 changed")
    desktop.get_by_label("PDF-Datei").set_input_files(as_pdf("x.pdf"))
    press(desktop, "Datei prüfen")
    expect(desktop.get_by_text("Diese Datei kennen wir so nicht")).to_be_visible()
    desktop.get_by_label("Prüfcode").fill(code.lower().replace("-", " "))
    press(desktop, "Prüfcode suchen")
    expect(desktop.get_by_text("Dieses Dokument gibt es")).to_be_visible()
    assert "Brief" not in desktop.get_by_role("main").inner_text(), "tells nothing about persons"

    officer.goto(address)
    expect(officer.get_by_role("table", name="Empfänger")).to_contain_text("Bruno Brief")
    look(officer, shot, "8 receipt")
    officer.get_by_role("link", name="Dokument zurückziehen").click()
    look(officer, shot, "9 sure")
    officer.get_by_label("Grund").fill("Falsches Datum")
    press(officer, "Dokument zurückziehen")
    expect(officer.get_by_text("Das Dokument ist zurückgezogen.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Falsches Datum")).to_be_visible()
    look(phone, shot, "10 taken back")
    desktop.goto(f"/pruefen?code={code}")
    expect(desktop.get_by_text("Dieses Dokument wurde zurückgezogen")).to_be_visible()


def test_many_documents_are_matched_looked_at_and_issued(officer, shot):
    company = new_company(officer, "Seilerei Stapel")
    people = [new_apprentice(officer, company, "Stine", "Stapel"), new_apprentice(officer, company, "Sven", "Stapel")]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        for person in people:
            files.writestr(f"Einladung {person.number}.pdf", blank_pdf())
        files.writestr("Einladung ohne Nummer.pdf", blank_pdf())
    officer.goto("/kammer/dokumente/stapel")
    look(officer, shot, "1 upload")
    officer.get_by_label("Art").select_option("Einladung")
    officer.get_by_label("Titel").fill("Einladung zur Zwischenprüfung")
    officer.get_by_label("Für").select_option("Lehrling")
    officer.get_by_label("Datei").set_input_files(
        {"name": "stapel.zip", "mimeType": "application/zip", "buffer": archive.getvalue()})
    press(officer, "Zuordnung ansehen")
    expect(officer.get_by_text("Zugeordnet: 2. Nicht zugeordnet: 1")).to_be_visible(timeout=30_000)
    look(officer, shot, "2 matched")
    press(officer, "Zugeordnete siegeln und ausstellen")
    expect(officer.get_by_text("2 Dokumente sind ausgestellt")).to_be_visible(timeout=30_000)
    look(officer, shot, "3 issued")
    officer.goto(f"/kammer/dokumente?suche={people[0].number}")
    expect(officer.get_by_role("link", name="Einladung zur Zwischenprüfung")).to_have_count(1)


def test_a_deputy_opens_for_the_company(new_visitor, officer, mail, shot):
    company, chief = new_company(officer, "Weberei Lesen"), new_visitor()
    register(chief, mail, someone("Wanda", "Weber"))
    verify_company(chief, company.number, company.pin)
    issue(officer, "Gebührenbescheid", "Gebührenbescheid 2026", "Betrieb", company.number, as_pdf("g.pdf"))
    expect(officer.get_by_text("Das Dokument ist ausgestellt.")).to_be_visible()
    person, deputy = someone("Lars", "Leser"), new_visitor(**PHONE)
    register(deputy, mail, person)
    give(chief, person.email, "Dokumente")
    press(chief, "Vertretung einrichten")
    deputy.goto("/profil/berechtigungen")
    deputy.get_by_role("button", name="Annehmen").click()
    deputy.goto("/")
    look(deputy, shot, "1 deputies on the start page")
    deputy.get_by_role("button", name="Zum Programm").click()
    deputy.goto("/dokumente")
    deputy.get_by_role("link", name="Gebührenbescheid 2026").click()
    saved(deputy)
    look(deputy, shot, "2 document as deputy")
    chief.goto("/dokumente")
    expect(heading(chief)).to_have_text("Dokumente")
    chief.get_by_role("link", name="Gebührenbescheid 2026").click()
    expect(receipt(chief)).to_contain_text("Lars Leser in Vertretung")
