"""Twins with the family's one address: two accounts, two codes, and nobody sees the other's papers."""

import datetime

import pytest
from looks import look
from people import (
    APPRENTICESHIP_COLUMNS, an_apprentice, apprenticeship_line, choose_password, heading, import_table, new_apprentice,
    new_company, press, prove, register, sign_out, someone, try_to_sign_in, verify_company)
from playwright.sync_api import expect

PASSWORDS = ("Elf Boote im Hafen", "Zwölf Möwen am Kai")


def twins(officer, shot, company_name, family, last_name="Zwilling"):
    """Two apprentices of a company with one address, as the chamber's file has them."""
    company = new_company(officer, company_name)
    pair = [an_apprentice(name, last_name) for name in ("Max", "Moritz")]
    lines = [apprenticeship_line(one, company.number).replace("Musterstadt;;", f"Musterstadt;{family};") for one in pair]
    import_table(officer, "Ausbildungsverhältnisse", APPRENTICESHIP_COLUMNS, lines)
    officer.goto("/kammer/zugaenge/apprentice")
    shared = officer.get_by_role("table", name="Diese Adressen gehören zu mehreren Personen")
    expect(shared.get_by_role("row", name=family)).to_contain_text(f"{pair[0].name} ({pair[0].number})")
    look(officer, shot, "1 addresses of several people")
    for one in pair:
        officer.goto(f"/kammer/verzeichnis?suche={one.number}")
        officer.get_by_role("link", name=one.name).click()
        press(officer, "Account erstellen")
        expect(officer.get_by_text(f"Die Zugangsdaten für {one.name} sind an {family} unterwegs.")).to_be_visible()
    return pair


def test_each_twin_redeems_the_own_mail(new_visitor, officer, phone, desktop, mail, shot):
    family = "familie@zwilling.example"
    max_, moritz = twins(officer, shot, "Zwillingswerk", family)
    mails = {one: mail.next(family, f"für {one.first_name}") for one in (max_, moritz)}
    for (one, letter), page, password in zip(mails.items(), (phone, desktop), PASSWORDS):
        assert letter.subject == f"Zugang für {one.first_name}, Zwillingswerk"
        choose_password(page, letter.link, password)
        expect(heading(page)).to_have_text(f"Guten Tag, {one.name}")
        look(page, shot, f"2 start page of {one.first_name}")
        page.goto("/ausbildungsverhaeltnisse")
        expect(heading(page)).to_have_text(one.name)
        look(page, shot, f"3 contract of {one.first_name}")
    assert max_.number in mails[max_].text or moritz.number in mails[moritz].text
    assert phone.goto(desktop.url).status == 404
    for one, password in zip(mails, PASSWORDS):
        page = new_visitor()
        page.goto("/anmelden")
        try_to_sign_in(page, one.number, password)
        expect(heading(page)).to_have_text(f"Guten Tag, {one.name}")


def test_a_code_where_the_other_is_signed_in(desktop, officer, mail, shot):
    family = "haus@zwilling.example"
    max_, moritz = twins(officer, shot, "Doppelwerk", family, "Paarmann")
    mails = [mail.next(family, f"für {one.first_name}") for one in (max_, moritz)]
    choose_password(desktop, mails[0].link, PASSWORDS[0])
    expect(heading(desktop)).to_have_text("Guten Tag, Max Paarmann")
    desktop.goto("/startcode")
    expect(desktop.get_by_text("Sie sind als Max Paarmann angemeldet.")).to_be_visible()
    desktop.get_by_label("E-Mail-Adresse").fill(family)
    desktop.get_by_label("Startcode").fill(mails[1].code)
    desktop.get_by_label("Neues Passwort", exact=True).fill(PASSWORDS[1])
    look(desktop, shot, "4 the other's code")
    press(desktop, "Passwort festlegen und anmelden")
    expect(heading(desktop)).to_have_text("Guten Tag, Moritz Paarmann")
    desktop.goto("/ausbildungsverhaeltnisse")
    expect(heading(desktop)).to_have_text("Moritz Paarmann")
    sign_out(desktop)
    try_to_sign_in(desktop, max_.number, PASSWORDS[0])
    expect(heading(desktop)).to_have_text("Guten Tag, Max Paarmann")


@pytest.mark.parametrize("typed, last_name", [("01.01.2000", "Kupfer"), ("gestern", "Messing")])
def test_an_apprentice_whose_address_the_company_gave_proves_it(new_visitor, officer, phone, mail, shot, typed, last_name):
    company = new_company(officer, "Kupferwerk")
    apprentice = new_apprentice(officer, company, "Emil", last_name)
    desktop = new_visitor()
    register(desktop, mail, someone("Karla", "Kupfer"))
    verify_company(desktop, company.number, company.pin)
    expect(heading(desktop)).to_have_text("Kupferwerk")
    desktop.goto("/ausbildungsverhaeltnisse")
    desktop.get_by_role("link", name=apprentice.name).click()
    address = f"{apprentice.number}@post.example".lower()
    desktop.get_by_label("E-Mail-Adresse").fill(address)
    press(desktop, "Account erstellen")
    choose_password(phone, mail.next(address).link, PASSWORDS[0])
    expect(phone.get_by_role("heading", name="Noch ein Schritt")).to_be_visible()
    look(phone, shot, "5 when were you born")
    phone.get_by_label("Ihr Geburtsdatum").fill(typed)
    press(phone, "Bestätigen")
    expect(phone.locator("[data-error-summary]")).to_be_focused()
    look(phone, shot, "6 another date")
    year = datetime.date.today().year
    prove(phone, f"04.05.{year - 18}")
    look(phone, shot, "7 proved")
