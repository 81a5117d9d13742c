"""Deputies: given and accepted, confirmed on the spot, proposed to the chamber; acting under them, and their end."""

import datetime

from conftest import PHONE
from looks import look
from people import (
    DEMO_PASSWORD, choose_password, heading, new_company, press, register, sign_in, someone, verify_company)
from playwright.sync_api import expect


def new_chief(new_visitor, officer, mail, company_name, first_name, last_name):
    """Somebody who administers a company of their own, with the company."""
    company, chief = new_company(officer, company_name), new_visitor()
    register(chief, mail, someone(first_name, last_name))
    verify_company(chief, company.number, company.pin)
    expect(heading(chief)).to_have_text(company.name)
    return company, chief


def give(page, deputy, *fields):
    page.goto("/profil/vertretung")
    page.get_by_role("link", name="Vertretung einrichten").click()
    page.get_by_label("E-Mail-Adresse, Benutzername oder Betriebsnummer").fill(deputy)
    for field in fields:
        page.get_by_label(field, exact=True).check()


def row_of(page, deputy):
    return page.get_by_role("table", name="Vertretungen", exact=True).get_by_role("row", name=deputy)


def acts_for(page, company):
    expect(page.get_by_text(f"Sie handeln für {company.name}")).to_be_visible()


def test_a_deputy_accepts_and_acts(new_visitor, officer, mail, shot):
    company, chief = new_chief(new_visitor, officer, mail, "Buchbinderei Vertretung", "Vera", "Vertreten")
    person, deputy = someone("Dirk", "Deputy"), new_visitor(**PHONE)
    register(deputy, mail, person)
    deputy.goto("/profil/berechtigungen")
    expect(deputy.get_by_text("Sie vertreten niemanden")).to_be_visible()

    chief.goto("/profil")
    chief.get_by_role("link", name="Profil – Vertretung").click()
    look(chief, shot, "1 no deputies")
    give(chief, person.email)
    press(chief, "Vertretung einrichten")
    expect(chief.locator("[data-error-summary]")).to_be_focused()
    look(chief, shot, "2 errors")
    chief.get_by_label("Ausbildungsverträge", exact=True).check()
    chief.get_by_label("Dokumente", exact=True).check()
    last_day = datetime.date.today() + datetime.timedelta(days=30)
    chief.get_by_label("Letzter Tag").fill(last_day.isoformat())
    press(chief, "Vertretung einrichten")
    expect(row_of(chief, person.email)).to_contain_text("wartet auf Annahme")
    assert "Dirk" not in chief.get_by_role("main").inner_text(), "tells whose address that is"
    look(chief, shot, "3 offered")

    assert "Vertretung" in mail.next(person.email).subject
    deputy.goto("/")
    look(deputy, shot, "4 offer on the start page")
    deputy.get_by_role("link", name="Ansehen und entscheiden").click()
    look(deputy, shot, "5 offer")
    deputy.get_by_role("button", name="Annehmen").click()
    expect(deputy.get_by_text(f"Sie vertreten jetzt: {company.name}.")).to_be_visible()
    deputy.get_by_role("button", name="Zum Programm").click()
    expect(heading(deputy)).to_have_text(company.name)
    acts_for(deputy, company)
    look(deputy, shot, "6 acting")

    deputy.goto("/ausbildungsverhaeltnisse")
    acts_for(deputy, company)
    expect(heading(deputy)).to_have_text("Ausbildungsverhältnisse")
    deputy.goto("/profil")
    acts_for(deputy, company)
    expect(heading(deputy)).not_to_have_text("Profil")
    look(deputy, shot, "7 profile refused")
    deputy.get_by_role("button", name="Zurück zum eigenen Konto").click()
    expect(deputy.get_by_text("Sie handeln wieder für sich selbst.")).to_be_visible()
    expect(deputy.get_by_text(f"Sie handeln für {company.name}")).to_have_count(0)
    deputy.goto("/profil")
    expect(heading(deputy)).to_have_text("Profil")


def test_the_end_of_a_deputyship_ends_the_acting(new_visitor, officer, mail, shot):
    company, chief = new_chief(new_visitor, officer, mail, "Goldschmiede Ende", "Elke", "Ende")
    person, deputy = someone("Edda", "Endlich"), new_visitor()
    register(deputy, mail, person)
    give(chief, person.email, "Dokumente")
    press(chief, "Vertretung einrichten")
    deputy.goto("/profil/berechtigungen")
    deputy.get_by_role("button", name="Annehmen").click()
    deputy.get_by_role("button", name="Zum Programm").click()
    acts_for(deputy, company)
    address = deputy.url
    chief.reload()
    row_of(chief, "Edda Endlich").get_by_role("link", name="Beenden").click()
    look(chief, shot, "sure")
    press(chief, "Vertretung beenden")
    expect(chief.get_by_text("Die Vertretung ist beendet.")).to_be_visible()
    assert deputy.goto(address).status >= 400
    deputy.goto("/")
    expect(deputy.get_by_text(f"Sie handeln für {company.name}")).to_have_count(0)
    expect(heading(deputy)).to_have_text("Guten Tag, Edda Endlich")


def test_an_offer_is_declined(new_visitor, officer, mail):
    _, chief = new_chief(new_visitor, officer, mail, "Polsterei Nein", "Nora", "Nein")
    person, deputy = someone("Nils", "Niemals"), new_visitor()
    register(deputy, mail, person)
    give(chief, person.email, "Prüfungen")
    press(chief, "Vertretung einrichten")
    deputy.goto("/profil/berechtigungen")
    deputy.get_by_role("button", name="Ablehnen").click()
    expect(deputy.get_by_text("Sie haben die Vertretung abgelehnt.")).to_be_visible()
    chief.reload()
    former = chief.get_by_role("table", name="Frühere Vertretungen").get_by_role("row", name=person.email)
    expect(former).to_contain_text("abgelehnt")


def test_a_deputy_confirms_on_the_spot(visitor, phone, shot):
    sign_in(visitor, "ausbilderin@demo.example")
    give(visitor, "teilnehmer@demo.example", "Ausbildungsverträge")
    visitor.get_by_label("Jetzt bestätigen", exact=True).check()
    password = visitor.get_by_label("Passwort der vertretenden Person", exact=True)
    password.fill("Zwölf Boote im Hafen")
    press(visitor, "Vertretung einrichten")
    expect(visitor.locator("[data-error-summary]")).to_be_focused()
    expect(password).to_have_value("")
    look(visitor, shot, "1 wrong password")
    password.fill(DEMO_PASSWORD)
    press(visitor, "Vertretung einrichten")
    expect(visitor.get_by_text("Tomasz Nowak hat bestätigt.")).to_be_visible()

    sign_in(phone, "teilnehmer@demo.example")
    phone.goto("/profil/berechtigungen")
    phone.get_by_role("button", name="Zum Programm").click()
    phone.goto("/ausbildungsverhaeltnisse")
    expect(phone.get_by_role("link", name="Lea Sommer")).to_be_visible()
    look(phone, shot, "2 acting for an instructor")
    phone.get_by_role("button", name="Zurück zum eigenen Konto").click()
    phone.get_by_role("link", name="Zurückgeben").click()
    look(phone, shot, "3 give back")
    press(phone, "Vertretung zurückgeben")
    expect(phone.get_by_text("Sie haben die Vertretung zurückgegeben.")).to_be_visible()
    expect(phone.get_by_text("Sie vertreten niemanden")).to_be_visible()


def propose(chief, person):
    chief.goto("/profil/vertretung")
    chief.get_by_role("link", name="Firmenmitarbeiter/in als Vertreter/in hinterlegen").click()
    chief.get_by_label("Vorname").fill(person.first_name)
    chief.get_by_label("Nachname").fill(person.last_name)
    chief.get_by_label("E-Mail-Adresse").fill(person.email)
    chief.get_by_label("Dokumente", exact=True).check()
    press(chief, "Vorschlag senden")
    expect(chief.get_by_role("table", name="In Prüfung bei der Kammer")).to_contain_text(person.last_name)


def test_the_chamber_approves_an_employee(new_visitor, officer, mail, shot):
    company, chief = new_chief(new_visitor, officer, mail, "Orgelbau Vorschlag", "Olga", "Orgel")
    person, deputy = someone("Emma", "Employee"), new_visitor(**PHONE)
    chief.goto("/profil/vertretung/mitarbeiter")
    press(chief, "Vorschlag senden")
    expect(chief.locator("[data-error-summary]")).to_be_focused()
    look(chief, shot, "1 errors")
    propose(chief, person)

    officer.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Vertretungen").click()
    look(officer, shot, "2 queue")
    officer.get_by_role("row", name="Emma Employee").get_by_role("button", name="Genehmigen").click()
    expect(officer.get_by_text("Die Vertretung ist genehmigt.")).to_be_visible()
    choose_password(deputy, mail.next(person.email).link, person.password)
    expect(heading(deputy)).to_have_text("Guten Tag, Emma Employee")
    deputy.goto("/profil/berechtigungen")
    deputy.get_by_role("button", name="Zum Programm").click()
    expect(heading(deputy)).to_have_text(company.name)
    chief.reload()
    expect(row_of(chief, "Emma Employee")).to_contain_text("gilt")


def test_the_chamber_refuses_an_employee(new_visitor, officer, mail, shot):
    _, chief = new_chief(new_visitor, officer, mail, "Geigenbau Absage", "Gitta", "Geige")
    person = someone("Rolf", "Refused")
    propose(chief, person)
    officer.goto("/kammer/vertretungen")
    officer.get_by_role("row", name="Rolf Refused").get_by_role("link", name="Ablehnen").click()
    press(officer, "Ablehnen")
    expect(officer.locator("[data-error-summary]")).to_be_focused()
    look(officer, shot, "reason")
    officer.get_by_label("Grund der Ablehnung").fill("Die Person arbeitet dort nicht.")
    press(officer, "Ablehnen")
    expect(officer.get_by_text("Der Vorschlag ist abgelehnt.")).to_be_visible()
    chief.reload()
    expect(chief.get_by_text("Die Person arbeitet dort nicht.")).to_be_visible()
    assert mail.all(person.email) == []
