"""Apprenticeships, instructors and examiners: their accounts, their pages, and the chamber's work with the register."""

import datetime

import pytest
from inbox import CODE
from looks import look
from people import (
    APPRENTICESHIP_COLUMNS, an_apprentice, apprenticeship_line, choose_password, heading, import_table, menu,
    new_apprentice, new_company, press, prove, sign_in)
from playwright.sync_api import expect

PASSWORD = "Elf Boote im Hafen"


def search(page, text, **choices):
    """Searches a list, with a choice for some of its filters."""
    page.get_by_role("searchbox").fill(text)
    for label, choice in choices.items():
        page.get_by_label(label, exact=True).select_option(choice)
    press(page, "Suchen")


def switch(page, function):
    """Chooses another function on the start page, without a second sign-in."""
    page.goto("/")
    page.get_by_role("main").get_by_role("button", name=function).click()


# MARK: The company


def test_a_company_opens_an_account_for_an_apprentice(desktop, phone, mail, shot):
    sign_in(desktop, "betrieb@demo.example")
    menu(desktop, "Ausbildungsverhältnisse")
    look(desktop, shot, "1 list")
    search(desktop, "maier")
    expect(desktop.get_by_role("link", name="Lea Sommer")).to_have_count(0)
    desktop.get_by_role("link", name="Max Meier").click()
    expect(heading(desktop)).to_have_text("Max Meier")
    look(desktop, shot, "2 entry")

    address = "max.meier@holzwerk.example"
    desktop.get_by_label("E-Mail-Adresse").fill(address)
    press(desktop, "Account erstellen")
    summary = desktop.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("holzwerk.example")
    look(desktop, shot, "3 address of the company")
    desktop.get_by_label("Trotzdem diese Adresse verwenden").check()
    press(desktop, "Account erstellen")
    expect(desktop.get_by_text(f"Die Zugangsdaten für Max Meier sind an {address} unterwegs.")).to_be_visible()
    look(desktop, shot, "4 invited")
    assert mail.next(address).subject == "Zugang für Max, Holzwerk Nord GmbH"
    press(desktop, "Erneut senden")
    expect(desktop.get_by_text("Die Einladung ist noch einmal unterwegs.")).to_be_visible()

    choose_password(phone, mail.next(address).link, PASSWORD)
    expect(heading(phone)).to_have_text("Guten Tag, Max Meier")
    look(phone, shot, "5 start page of the apprentice")
    prove(phone, f"5.6.{datetime.date.today().year - 19}")
    phone.get_by_role("main").get_by_role("link", name="Tischler/-in, Holzwerk Nord GmbH").click()
    expect(heading(phone)).to_have_text("Max Meier")
    desktop.reload()
    expect(desktop.get_by_text("meldet sich selbst an")).to_be_visible()
    expect(desktop.get_by_role("button", name="Account erstellen")).to_have_count(0)


def test_a_mistyped_address_is_corrected(desktop, phone, mail, shot):
    sign_in(desktop, "betrieb@demo.example")
    switch(desktop, "Filiale Hafen")
    menu(desktop, "Ausbildungsverhältnisse")
    search(desktop, "grossman")
    desktop.get_by_role("link", name="Ben Großmann").click()
    for wrong in ("", "ben(at)post.example"):
        desktop.get_by_label("E-Mail-Adresse").fill(wrong)
        press(desktop, "Account erstellen")
        expect(desktop.locator("[data-error-summary]")).to_be_focused()
        expect(desktop.get_by_label("E-Mail-Adresse")).to_have_value(wrong)
    desktop.get_by_label("E-Mail-Adresse").fill("bne.grossmann@post.example")
    press(desktop, "Account erstellen")
    mistyped = mail.next("bne.grossmann@post.example")

    desktop.get_by_text("Adresse berichtigen", exact=True).click()
    look(desktop, shot, "correct the address")
    desktop.get_by_label("E-Mail-Adresse").fill("ben.grossmann@post.example")
    press(desktop, "An diese Adresse senden")
    expect(desktop.get_by_text("Die Einladung ging an ben.grossmann@post.example.")).to_be_visible()
    choose_password(phone, mail.next("ben.grossmann@post.example").link, PASSWORD)
    expect(heading(phone)).to_have_text("Guten Tag, Ben Großmann")

    phone.context.clear_cookies()
    choose_password(phone, mistyped.link, PASSWORD)
    expect(phone.locator("[data-error-summary]")).to_contain_text("an eine andere Adresse")


def test_a_company_opens_an_account_for_an_instructor(desktop, phone, mail, shot):
    sign_in(desktop, "betrieb@demo.example")
    menu(desktop, "Ausbilder/-in")
    look(desktop, shot, "1 instructors")
    desktop.get_by_role("link", name="Henrike Osterkamp").click()
    look(desktop, shot, "2 instructor")
    address = "henrike.osterkamp@holzwerk.example"
    desktop.get_by_label("E-Mail-Adresse").fill(address)
    press(desktop, "Account erstellen")
    expect(desktop.get_by_text(f"Die Einladung ging an {address}.")).to_be_visible()
    choose_password(phone, mail.next(address).link, PASSWORD)
    expect(heading(phone)).to_have_text("Guten Tag, Henrike Osterkamp")
    phone.goto("/ausbildungsverhaeltnisse?stand=alle")
    expect(phone.get_by_role("link", name="Şule Öztürk")).to_be_visible()
    expect(phone.get_by_role("link", name="Max Meier")).to_have_count(0)


# MARK: What the functions see


@pytest.mark.parametrize("email, entry, expected", [
    ("ausbilderin@demo.example", "Ausbildungsverhältnisse", "Ausbildungsverhältnisse"),
    ("azubi@demo.example", "Meine Ausbildung", "Lea Sommer"),
    ("prueferin@demo.example", "Prüfereinsatz", "Prüfereinsatz"),
    ("teilnehmer@demo.example", "Prüfungsteilnahme", "Prüfungsteilnahme"),
], ids=["instructor", "apprentice", "examiner", "exam participant"])
def test_each_function_has_its_page(phone, shot, email, entry, expected):
    sign_in(phone, email)
    look(phone, shot, "1 start")
    phone.locator("summary", has_text="Menü").click()
    menu(phone, entry)
    expect(heading(phone)).to_have_text(expected)
    look(phone, shot, "2 page")
    assert phone.goto("/kammer/verzeichnis").status == 404
    assert phone.goto("/ausbilder").status == 404


def test_an_apprentice_sees_only_the_own_entry(visitor):
    sign_in(visitor, "azubi@demo.example")
    visitor.goto("/ausbildungsverhaeltnisse")
    own = visitor.url
    visitor.goto(own)
    expect(visitor.get_by_text("A-1001")).to_be_visible()
    number = int(own.rsplit("/", 1)[1])
    assert visitor.goto(f"/ausbildungsverhaeltnisse/{number + 1}").status == 404
    assert visitor.goto("/ausbildungsverhaeltnisse/99999999999999999999").status == 404


def test_one_sign_in_serves_both_functions(desktop, shot):
    sign_in(desktop, "mehrfach@demo.example")
    look(desktop, shot, "two functions")
    for function, entry in (("Prüfungsausschuss", "Prüfereinsatz"), ("Filiale Hafen", "Ausbildungsverhältnisse")):
        switch(desktop, function)
        menu(desktop, entry)
        expect(heading(desktop)).to_have_text(entry)
    expect(desktop.get_by_role("link", name="Mia Kowalski")).to_be_visible()


# MARK: The chamber


def test_an_officer_searches_the_register(officer, shot):
    menu(officer, "Lehrlingsrolle")
    look(officer, shot, "1 register")
    search(officer, "maier")
    expect(officer.get_by_role("link", name="Max Meier")).to_be_visible()
    search(officer, "kaya")
    expect(officer.get_by_role("link", name="Leonie Kaya")).to_be_visible()
    expect(officer.get_by_role("row", name="A-4015")).to_have_count(0)
    search(officer, "kaya", Stand="beendet")
    expect(officer.get_by_role("link", name="Leonie Kaya")).to_have_count(0)
    expect(officer.get_by_role("row", name="A-4015")).to_be_visible()
    search(officer, "kaya", Stand="alle", Konto="hat ein Konto")
    expect(officer.get_by_text("Nichts gefunden")).to_be_visible()
    search(officer, "%_'; -- <b>ß", Konto="")
    expect(officer.get_by_text("Nichts gefunden")).to_be_visible()
    look(officer, shot, "2 nothing found")
    officer.get_by_role("link", name="Zurücksetzen").click()
    search(officer, "A-4000")
    officer.get_by_role("link", name="Anna Schmidt").click()
    look(officer, shot, "3 entry")


def test_an_officer_opens_and_ends_the_access_of_an_apprentice(officer, phone, mail, shot):
    apprentice = new_apprentice(officer, new_company(officer, "Sattlerei Zugang"), "Zoe", "Zugang")
    officer.goto(f"/kammer/verzeichnis?suche={apprentice.number}")
    officer.get_by_role("link", name=apprentice.name).click()
    officer.get_by_label("E-Mail-Adresse").fill("zoe.zugang@post.example")
    press(officer, "Account erstellen")
    expect(officer.get_by_text("sind an zoe.zugang@post.example unterwegs")).to_be_visible()
    look(officer, shot, "invited")
    choose_password(phone, mail.next("zoe.zugang@post.example").link, PASSWORD)
    phone.goto("/ausbildungsverhaeltnisse")
    expect(heading(phone)).to_have_text(apprentice.name)
    officer.reload()
    officer.get_by_role("link", name="Zugang beenden").click()
    press(officer, "Zugang beenden")
    expect(officer.get_by_text("Der Zugang ist beendet.")).to_be_visible()
    expect(officer.get_by_role("table", name="Protokoll")).to_contain_text("Zugang beendet")
    assert phone.reload().status == 404
    phone.goto("/")
    expect(heading(phone)).to_have_text(f"Guten Tag, {apprentice.name}")


def test_an_import_of_apprenticeships_with_a_bad_line(officer, shot):
    company = new_company(officer, "Uhrmacherei Zeile")
    good, bad = an_apprentice("Gerd", "Gut"), an_apprentice("Berta", "Beruflos")
    officer.goto("/kammer/verzeichnis")
    officer.get_by_role("link", name="Daten einlesen").click()
    expect(officer.get_by_label("Was steht in der Datei?")).to_have_value("apprenticeships")
    lines = [apprenticeship_line(good, company.number), apprenticeship_line(bad, company.number, occupation="99999")]
    import_table(officer, "Ausbildungsverhältnisse", APPRENTICESHIP_COLUMNS, lines)
    expect(officer.get_by_text("Eingelesen", exact=True)).to_be_visible()
    problems = officer.get_by_role("table", name="Nicht eingelesen")
    expect(problems).to_contain_text("einen Beruf mit dieser Nummer gibt es im Portal nicht")
    expect(problems).to_contain_text("99999")
    look(officer, shot, "result")
    officer.goto("/kammer/verzeichnis")
    search(officer, good.number)
    expect(officer.get_by_role("link", name=good.name)).to_be_visible()
    search(officer, bad.number)
    expect(officer.get_by_text("Nichts gefunden")).to_be_visible()


def test_a_head_office_is_let_into_a_branch(officer, visitor, shot):
    sign_in(visitor, "betrieb@demo.example")
    expect(visitor.get_by_role("main")).not_to_contain_text("Filiale Süd")
    officer.goto("/kammer/betriebe?suche=4001001")
    officer.get_by_role("link", name="Holzwerk Nord GmbH", exact=True).click()
    row = officer.get_by_role("table", name="Filialen").get_by_role("row", name="Filiale Süd")
    row.get_by_role("button", name="Freischalten").click()
    expect(officer.get_by_text("Der Zugriff ist geändert und gilt sofort.")).to_be_visible()
    expect(row).to_contain_text("freigeschaltet")
    look(officer, shot, "granted")
    switch(visitor, "Filiale Süd")
    expect(heading(visitor)).to_have_text("Holzwerk Nord GmbH, Filiale Süd")
    row.get_by_role("button", name="Beenden").click()
    expect(row).not_to_contain_text("freigeschaltet")
    assert visitor.reload().status == 404


# MARK: Forgotten passwords


def test_an_apprentice_forgets_the_password(phone, mail, shot):
    phone.goto("/passwort-vergessen")
    phone.get_by_label("E-Mail-Adresse oder Benutzername").fill("azubi@demo.example")
    press(phone, "Startcode anfordern")
    expect(phone.get_by_text("Wenn zu azubi@demo.example ein Konto besteht")).to_be_visible()
    asked = mail.next("azubi@demo.example", about="Lehrlingsnummer")
    assert not CODE.search(asked.text)
    phone.goto(asked.link)
    look(phone, shot, "asked for the number")
    phone.get_by_label("E-Mail-Adresse oder Benutzername").fill("A-1001")
    press(phone, "Startcode anfordern")
    expect(phone.get_by_text("Wenn zu A-1001 ein Konto besteht")).to_be_visible()
    assert CODE.search(mail.next("azubi@demo.example", about="Startcode").text)
    sign_in(phone, "azubi@demo.example")
