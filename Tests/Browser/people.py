"""What people do again and again: register, choose a password, sign in, import a company."""

import datetime
import itertools
from dataclasses import dataclass

from playwright.sync_api import expect

DEMO_PASSWORD = "demo-kammerportal-2026"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    email: str
    password: str = "Sieben Boote im Hafen"


@dataclass(frozen=True)
class Company:
    name: str
    number: str
    pin: str


@dataclass(frozen=True)
class Apprentice:
    first_name: str
    last_name: str
    number: str

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"


def someone(first_name, last_name):
    """A person whom no other test knows."""
    return Person(first_name, last_name, f"{first_name}.{next(_numbers)}@betrieb.example".lower())


def menu(page, entry):
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name=entry, exact=True).click()


def heading(page):
    return page.get_by_role("heading", level=1)


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def send_registration(page, person):
    page.goto("/registrieren")
    page.get_by_label("Vorname").fill(person.first_name)
    page.get_by_label("Nachname").fill(person.last_name)
    page.get_by_label("E-Mail-Adresse").fill(person.email)
    press(page, "Registrieren")
    expect(heading(page)).to_have_text("Startcode eingeben")


def choose_password(page, link, password):
    """Opens the link of a mail and chooses the password."""
    page.goto(link)
    page.get_by_label("Neues Passwort", exact=True).fill(password)
    press(page, "Passwort festlegen und anmelden")


def prove(page, birth_date):
    """Answers on the start page when one was born: the company gave the address."""
    page.get_by_label("Ihr Geburtsdatum").fill(birth_date)
    press(page, "Bestätigen")
    expect(page.get_by_text("Die Funktion ist jetzt mit Ihrem Konto verbunden.")).to_be_visible()


def register(page, mail, person):
    """From nothing to the start page of a new account."""
    send_registration(page, person)
    choose_password(page, mail.next(person.email).link, person.password)
    expect(heading(page)).to_have_text(f"Guten Tag, {person.first_name} {person.last_name}")


def try_to_sign_in(page, email, password):
    page.goto("/anmelden")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort", exact=True).fill(password)
    press(page, "Anmelden")


def sign_in(page, email, password=DEMO_PASSWORD):
    try_to_sign_in(page, email, password)
    expect(page.locator("form[action='/abmelden']")).to_be_attached()


def sign_out(page):
    page.get_by_role("button", name="Abmelden", exact=True).first.click()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()


def new_company(officer, name):
    """A company of its own for a test, imported by the officer, with the PIN of its notice."""
    number = next(_numbers)
    company = Company(name, f"600 {number:04}", f"Bescheid-{number:04}-x")
    import_companies(officer, [f"{company.number};{name};Hafenweg 7;12345;Musterstadt;{company.pin}"])
    return company


def import_companies(officer, lines):
    import_table(officer, "Betriebe", "betriebsnummer;name;strasse;plz;ort;pin", lines)


def import_table(officer, kind, columns, lines):
    """Uploads the file, looks at the preview, and lets it be read."""
    officer.goto("/kammer/einlesen")
    officer.get_by_label("Was steht in der Datei?").select_option(kind)
    text = "\r\n".join([columns, *lines, ""])
    file = {"name": "tabelle.csv", "mimeType": "text/csv", "buffer": text.encode("windows-1252")}
    officer.get_by_label("CSV-Datei", exact=True).set_input_files(file)
    press(officer, "Datei prüfen")
    expect(officer.get_by_text("Geprüft, noch nichts geändert")).to_be_visible()
    press(officer, "Jetzt einlesen")
    expect(officer.get_by_role("progressbar")).to_have_count(0, timeout=20_000)


APPRENTICESHIP_COLUMNS = (
    "azubinummer;vorname;nachname;geburtsdatum;strasse;plz;ort;email;betriebsnummer;berufsnummer;beginn;ende")


def apprenticeship_line(apprentice, company_number, occupation="22342"):
    """A line of an import: an apprenticeship that runs today."""
    year = datetime.date.today().year
    return (
        f"{apprentice.number};{apprentice.first_name};{apprentice.last_name};04.05.{year - 18};Fährstraße 3;12345;"
        f"Musterstadt;;{company_number};{occupation};01.08.{year - 1};31.07.{year + 2}")


def new_apprentice(officer, company, first_name, last_name):
    """An apprentice of the company whom no other test knows and whose mail address the chamber does not know."""
    apprentice = an_apprentice(first_name, last_name)
    import_table(
        officer, "Ausbildungsverhältnisse", APPRENTICESHIP_COLUMNS,
        [apprenticeship_line(apprentice, company.number)])
    return apprentice


def an_apprentice(first_name, last_name):
    return Apprentice(first_name, last_name, f"A-9{next(_numbers):03}")


def verify_company(page, number, pin):
    page.goto("/betrieb-freischalten")
    page.get_by_label("Betriebsnummer der Kammer").fill(number)
    page.get_by_label("PIN", exact=True).fill(pin)
    press(page, "Freischalten")
