"""Credentials by post, and asked for online: letters are printed, typed in, refused."""

import re
import subprocess

from inbox import CODE
from looks import look
from people import choose_password, heading, menu, new_apprentice, new_company, press, someone
from playwright.sync_api import expect

PASSWORD = "Elf Boote im Hafen"


def letter_code(pdf, number):
    """The start code of the letter with the number as user name."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = [page for page in text.split("\f") if number in page]
    assert pages, f"no letter for {number} in:\n{text}"
    return CODE.search(pages[0]).group()


def print_access_letters(officer, pdf):
    officer.locator(".card", has=officer.get_by_role("heading", name="Zugangsdaten für einzelne Personen")).get_by_role(
        "button", name="Alle wartenden drucken").first.click()
    expect(officer.get_by_role("link", name="PDF öffnen")).to_be_visible(timeout=60_000)
    with officer.expect_download() as download:
        officer.get_by_role("link", name="PDF öffnen").click()
    download.value.save_as(pdf)


def type_letter(page, number, code, email):
    page.goto("/zugangsdaten")
    page.get_by_label("Benutzername").fill(number)
    page.get_by_label("Startcode").fill(code)
    page.get_by_label("E-Mail-Adresse").fill(email)
    press(page, "Weiter")


def test_credentials_by_post(officer, phone, mail, shot, tmp_path):
    apprentice = new_apprentice(officer, new_company(officer, "Böttcherei Post"), "Paula", "Post")
    menu(officer, "Kammer")
    officer.get_by_role("link", name="Zugänge").click()
    look(officer, shot, "1 who has no access")
    officer.get_by_role("link", name="Briefe mit Startcode anfordern Lehrlinge").click()
    press(officer, "Briefe mit Startcode anfordern")
    expect(officer.get_by_text(re.compile(r"Angeforderte Briefe: \d+"))).to_be_visible()
    print_access_letters(officer, tmp_path / "briefe.pdf")
    code = letter_code(tmp_path / "briefe.pdf", apprentice.number)

    phone.goto("/anmelden")
    phone.get_by_role("link", name="Zugangsdaten aus dem Brief").click()
    address = "paula.post@post.example"
    for number, typed in ((apprentice.number, "Unsinn 123"), ("A-99999999", code), ("' OR 1=1 --", code)):
        type_letter(phone, number, typed, address)
        expect(phone.locator("[data-error-summary]")).to_be_focused()
    look(phone, shot, "2 wrong")
    type_letter(phone, apprentice.number.lower(), f" {code.lower()} ", address)
    expect(heading(phone)).to_have_text("Startcode eingeben")
    choose_password(phone, mail.next(address).link, PASSWORD)
    expect(heading(phone)).to_have_text(f"Guten Tag, {apprentice.name}")

    officer.goto(f"/kammer/verzeichnis?suche={apprentice.number}")
    officer.get_by_role("link", name=apprentice.name).click()
    expect(officer.get_by_text("Startcode aus dem Brief benutzt")).to_be_visible()
    assert code not in officer.content()
    phone.context.clear_cookies()
    type_letter(phone, apprentice.number, code, "somebody.else@post.example")
    expect(phone.locator("[data-error-summary]")).to_be_focused()


def test_credentials_are_asked_for_online(officer, phone, mail, shot):
    company, person = new_company(officer, "Zimmerei Antrag"), someone("Anke", "Antrag")
    phone.goto("/zugangsdaten/beantragen")
    press(phone, "Antrag senden")
    expect(phone.locator("[data-error-summary]")).to_be_focused()
    look(phone, shot, "1 errors")
    phone.get_by_label("Name des Betriebs").fill(company.name)
    phone.get_by_label("Ihr Name").fill("Anke Antrag")
    phone.get_by_label("E-Mail-Adresse").fill(person.email)
    phone.get_by_label("Was sollen wir wissen?").fill("<b>Wir bilden zum ersten Mal aus.</b>")
    press(phone, "Antrag senden")
    expect(phone.get_by_text(f"Die Antwort kommt an {person.email}.")).to_be_visible()

    menu(officer, "Anträge")
    look(officer, shot, "2 queue")
    officer.get_by_role("link", name=company.name).click()
    expect(officer.get_by_text("<b>Wir bilden zum ersten Mal aus.</b>")).to_be_visible()
    press(officer, "Übernehmen")
    expect(officer.get_by_text("Klaus Amtmann", exact=True)).to_be_visible()
    number = officer.get_by_label("Betriebsnummer")
    number.fill("999 9999")
    press(officer, "Genehmigen")
    expect(officer.locator("[data-error-summary]")).to_be_focused()
    look(officer, shot, "3 unknown company")
    number.fill(company.number)
    press(officer, "Genehmigen")
    expect(officer.get_by_text("Genehmigt. Der Brief wartet auf den Druck.")).to_be_visible()
    answer = mail.next(person.email)
    assert "genehmigt" in answer.text and not CODE.search(answer.text)
    officer.goto(f"/kammer/betriebe?suche={company.number}")
    officer.get_by_role("link", name=company.name).click()
    expect(officer.get_by_role("table", name="PINs")).to_contain_text("wartet auf Druck")
