"""A person is bound to a company: by PIN, by letter, by invitation; and the bond ends."""

import datetime
import re
import subprocess

import pytest
from conftest import PHONE
from inbox import CODE
from looks import look
from people import choose_password, heading, new_company, press, register, someone, verify_company
from playwright.sync_api import expect


def test_the_company_of_the_demo_is_verified(visitor, mail, shot):
    register(visitor, mail, someone("Jo", "Mueller"))
    visitor.get_by_role("main").get_by_role("link", name="Betrieb freischalten").first.click()
    look(visitor, shot, "1 verify")
    visitor.get_by_label("Betriebsnummer der Kammer").fill("4002001")
    visitor.get_by_label("PIN", exact=True).fill(" kmpr tzwb\u00a0lhl ")
    press(visitor, "Freischalten")
    expect(heading(visitor)).to_have_text("Bäckerei Müller & Söhne e. K.")
    expect(visitor.get_by_text("Sie verwalten den Betrieb jetzt im Portal.")).to_be_visible()
    look(visitor, shot, "2 company")


def test_a_used_pin_says_when_and_offers_a_new_one(new_visitor, officer, mail, shot):
    company = new_company(officer, "Dachdeckerei Blank")
    first, second = new_visitor(), new_visitor(**PHONE)
    register(first, mail, someone("Erste", "Person"))
    verify_company(first, company.number, company.pin)
    expect(heading(first)).to_have_text(company.name)
    register(second, mail, someone("Zweite", "Person"))
    verify_company(second, company.number, company.pin)
    summary = second.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("schon benutzt")
    look(second, shot, "used PIN")
    second.get_by_role("main").get_by_role("link", name="Neue PIN anfordern").first.click()
    expect(heading(second)).to_have_text("Neue PIN anfordern")
    expect(second.get_by_label("Betriebsnummer der Kammer")).to_have_value(company.number)


@pytest.mark.parametrize("pin", ["KMPR-TZWB-LHL", "KMPR-TZWB-LHX"], ids=["well formed", "mistyped"])
def test_a_wrong_pin_tells_nothing_about_the_company(new_visitor, officer, mail, pin):
    company, page = new_company(officer, "Malerbetrieb Geheim"), new_visitor()
    register(page, mail, someone("Rate", "Spiel"))
    answers = []
    for number in (company.number, "999 9999"):
        verify_company(page, number, pin)
        answers.append(page.locator("[data-error-summary]").inner_text())
    assert answers[0] == answers[1]
    assert company.name not in page.content()


def letter_of(company, pdf):
    """The text of the letter with the company's number."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = [page for page in text.split("\f") if company.number in page]
    assert pages, f"no letter for {company.number} in:\n{text}"
    return pages[0]


def print_letters(officer, shot, folder):
    """The officer prints the waiting PIN letters. Returns the PDF."""
    officer.goto("/kammer/briefe")
    look(officer, shot, "3 letters wait")
    officer.locator(".card", has=officer.get_by_role("heading", name="PIN für das Portal")).get_by_role(
        "button", name="Alle wartenden drucken").first.click()
    expect(officer.get_by_role("link", name="PDF öffnen")).to_be_visible(timeout=60_000)
    look(officer, shot, "4 letters ready")
    with officer.expect_download() as download:
        officer.get_by_role("link", name="PDF öffnen").click()
    download.value.save_as(folder / "briefe.pdf")
    return folder / "briefe.pdf"


def test_a_pin_by_post(new_visitor, officer, mail, shot, tmp_path):
    company, page = new_company(officer, "Tischlerei Brief"), new_visitor()
    register(page, mail, someone("Berta", "Brief"))
    page.goto("/betrieb-freischalten")
    page.get_by_role("main").get_by_role("link", name="Neue PIN anfordern").first.click()
    look(page, shot, "1 new PIN")
    page.get_by_label("Betriebsnummer der Kammer").fill(company.number)
    press(page, "PIN mit der Post anfordern")
    expect(page.get_by_text("kommt der Brief in wenigen Tagen")).to_be_visible()
    done = page.locator(".timeline .done .title")
    expect(done).to_contain_text(["Angefordert"])
    look(page, shot, "2 requested")

    letter = letter_of(company, print_letters(officer, shot, tmp_path))
    assert "Hafenweg 7" in letter
    page.reload()
    expect(done).to_contain_text(["Angefordert", "PIN-Briefe gedruckt"])
    press(officer, "Als versandt markieren")
    expect(officer.get_by_text("Der Druck ist als versandt markiert.")).to_be_visible()
    page.reload()
    expect(done).to_contain_text(["Angefordert", "PIN-Briefe gedruckt", "PIN-Briefe in der Post"])
    expect(page.locator(".timeline [aria-current=step] .title")).to_contain_text("PIN eingeben")
    look(page, shot, "5 posted")

    pin = CODE.search(letter).group()
    verify_company(page, company.number, pin[1] + pin[0] + pin[2:] if pin[0] != pin[1] else pin[:-1])
    expect(page.locator("[data-error-summary]")).to_contain_text(re.compile("Tippfehler|passen nicht"))
    verify_company(page, company.number, pin)
    expect(heading(page)).to_have_text(company.name)
    expect(page.get_by_role("table", name="Personen")).to_contain_text("Administration")


def test_a_colleague_is_invited_and_withdrawn(new_visitor, officer, mail, shot):
    company, chief = new_company(officer, "Metallbau Gemeinsam"), new_visitor()
    register(chief, mail, someone("Carla", "Chefin"))
    verify_company(chief, company.number, company.pin)
    colleague, person = new_visitor(**PHONE), someone("Kai", "Kollege")

    chief.get_by_role("link", name="Person einladen").click()
    look(chief, shot, "1 invite")
    press(chief, "Einladung senden")
    expect(chief.locator("[data-error-summary]")).to_be_focused()
    look(chief, shot, "2 errors")
    last_day = datetime.date.today() + datetime.timedelta(days=90)
    chief.get_by_label("Vorname").fill(person.first_name)
    chief.get_by_label("Nachname").fill(person.last_name)
    chief.get_by_label("E-Mail-Adresse").fill(person.email)
    chief.get_by_label("Mitglied", exact=True).check()
    chief.get_by_label("Kurse", exact=True).check()
    chief.get_by_label("Letzter Tag").fill(last_day.isoformat())
    press(chief, "Einladung senden")
    expect(chief.get_by_text(f"Die Einladung an {person.email} ist unterwegs.")).to_be_visible()
    look(chief, shot, "3 invitation waits")

    choose_password(colleague, mail.next(person.email).link, person.password)
    expect(heading(colleague)).to_have_text("Guten Tag, Kai Kollege")
    expect(colleague.get_by_text(f"Einladung: für {company.name} handeln")).to_be_visible()
    look(colleague, shot, "4 decide")
    colleague.get_by_role("button", name="Annehmen").click()
    expect(heading(colleague)).to_have_text(company.name)
    expect(colleague.get_by_role("link", name="Person einladen")).to_have_count(0)
    look(colleague, shot, "5 accepted")

    chief.reload()
    row = chief.get_by_role("table", name="Personen").get_by_role("row", name="Kai Kollege")
    expect(row).to_contain_text("Kurse")
    expect(row).to_contain_text(str(last_day.year))
    row.get_by_role("link", name="Ändern").click()
    look(chief, shot, "6 change")
    chief.get_by_role("link", name="Alle Rechte entziehen").click()
    look(chief, shot, "6 withdraw")
    press(chief, "Rechte entziehen")
    expect(chief.get_by_text("Die Rechte sind entzogen.")).to_be_visible()

    address = colleague.url
    assert colleague.goto(address).status == 404
    look(colleague, shot, "7 gone")
    assert "beendet" in mail.next(person.email).subject


def test_a_member_without_the_right_is_told_who_gives_it(new_visitor, officer, mail, shot):
    company, chief = new_company(officer, "Elektro Rechte"), new_visitor()
    register(chief, mail, someone("Rosa", "Rechte"))
    verify_company(chief, company.number, company.pin)
    person, member = someone("Max", "Mitglied"), new_visitor()
    register(member, mail, person)
    chief.get_by_role("link", name="Person einladen").click()
    chief.get_by_label("Vorname").fill(person.first_name)
    chief.get_by_label("Nachname").fill(person.last_name)
    chief.get_by_label("E-Mail-Adresse").fill(person.email)
    chief.get_by_label("Mitglied", exact=True).check()
    chief.get_by_label("Lesen", exact=True).check()
    press(chief, "Einladung senden")
    member.goto("/")
    member.get_by_role("button", name="Annehmen").click()
    member.goto(member.url + "/einladen")
    expect(member.get_by_text("Rosa Rechte")).to_be_visible()
    look(member, shot, "refused")


def test_the_last_administrator_stays(new_visitor, officer, mail, shot):
    company, page = new_company(officer, "Einzelbetrieb Allein"), new_visitor()
    register(page, mail, someone("Alma", "Allein"))
    verify_company(page, company.number, company.pin)
    page.get_by_role("link", name="Ändern").click()
    page.get_by_role("link", name="Alle Rechte entziehen").click()
    press(page, "Rechte entziehen")
    expect(heading(page)).to_have_text("Niemand sonst verwaltet den Betrieb")
    look(page, shot, "last administrator")
