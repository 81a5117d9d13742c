"""What a file may not do by itself: a number that means somebody else, days that cannot be meant."""

import datetime

from looks import look
from people import heading, import_table, new_company, press
from playwright.sync_api import expect

COLUMNS = "azubinummer;vertragsnummer;vorname;nachname;geburtsdatum;betriebsnummer;berufsnummer;beginn;ende"


def line(number, company, first, last, birth, contract="", end=None):
    year = datetime.date.today().year
    return (
        f"{number};{contract};{first};{last};{birth};{company.number};22342;01.08.{year - 1};{end or f'31.07.{year + 2}'}")


def upload(officer, kind, lines, columns=COLUMNS, name="tabelle.csv", content=None):
    officer.goto("/kammer/einlesen")
    officer.get_by_label("Was steht in der Datei?").select_option(kind)
    text = "\r\n".join([columns, *lines, ""])
    file = {"name": name, "mimeType": "text/csv", "buffer": content or text.encode()}
    officer.get_by_label("CSV-Datei", exact=True).set_input_files(file)
    press(officer, "Datei prüfen")


def read_in(officer):
    press(officer, "Jetzt einlesen")
    expect(officer.get_by_role("progressbar")).to_have_count(0, timeout=20_000)


def test_a_number_that_means_somebody_else_is_decided_by_a_person(officer, shot):
    company = new_company(officer, "Tischlerei Zahlendreher")
    year = datetime.date.today().year
    import_table(officer, "Ausbildungsverhältnisse", COLUMNS, [
        line("St-1", company, "Frank", "Schulze", f"12.05.{year - 17}"),
        line("St-2", company, "Jana", "Ahrens", f"01.02.{year - 18}"),
        line("St-3", company, "Nils", "Petersen", f"03.04.{year - 19}"),
        line("St-4", company, "Ute", "Kramer", f"04.04.{year - 19}"),
    ])
    upload(officer, "Ausbildungsverhältnisse", [
        line("St-1", company, "Dmytro", "Schreiber", f"24.12.{year - 25}", contract="St-V-1"),
        line("St-2", company, "Jana", "Behrens", f"01.02.{year - 18}"),
        line("St-3", company, "Nils", "Petersen", f"30.04.{year - 19}"),
        line("St-4", company, "Ute", "Lorenz", f"04.04.{year - 19}"),
    ])
    expect(officer.get_by_text("4 Zeilen brauchen noch eine Entscheidung").first).to_be_visible()
    other = officer.get_by_role("table", name="Wahrscheinlich eine andere Person: 1")
    expect(other).to_contain_text("Schulze")
    expect(other).to_contain_text("Schreiber")
    look(officer, shot, "1 to decide")
    press(officer, "Alle 2 Namensänderungen übernehmen")
    expect(officer.get_by_text("wird übernommen")).to_have_count(2)
    births = officer.get_by_role("table", name="Anderes Geburtsdatum: 1")
    births.get_by_role("checkbox").check()
    officer.locator("form", has=births).get_by_role("button", name="Ausgewählte übernehmen").click()
    expect(officer.get_by_text("Eine Zeile braucht noch eine Entscheidung").first).to_be_visible()
    look(officer, shot, "2 decided")
    read_in(officer)
    refused = officer.get_by_role("table", name="Nicht eingelesen")
    expect(refused).to_contain_text("niemand hat bestätigt, dass es dieselbe ist")
    expect(refused).to_contain_text("vorname, nachname, geburtsdatum")
    expect(refused).not_to_contain_text(str(year - 25))  # a report that stays holds nothing of the file
    look(officer, shot, "3 read in")
    officer.goto("/kammer/verzeichnis?suche=St-1")
    expect(officer.get_by_role("link", name="Schulze")).to_be_visible()
    officer.goto("/kammer/protokoll?ereignis=import.decided")
    expect(officer.get_by_text("Zeile einer Datei bestätigt").first).to_be_visible()


def test_days_that_cannot_be_meant_are_told(officer, shot):
    company = new_company(officer, "Malerei Jahrhundert")
    upload(officer, "Ausbildungsverhältnisse", [
        line("Jh-1", company, "Pia", "Probe", "09.03.08"),
        line("Jh-2", company, "Per", "Probe", "01.01.1900"),
        line("Jh-3", company, "Pit", "Probe", "09.03.2008", end="31.12.9999"),
        line("Jh-4", company, "Pam", "Probe", "09.03.2008"),
    ])
    refused = officer.get_by_role("table", name="Nicht eingelesen")
    expect(refused).to_contain_text("schreiben Sie 09.03.2008 statt 09.03.08")
    expect(refused).to_contain_text("jünger als 13 oder älter als 80")
    expect(refused).to_contain_text("für „kein Ende“ lassen Sie die Zelle leer")
    look(officer, shot, "days")
    read_in(officer)
    expect(officer.get_by_role("term").filter(has_text="Neu").locator("+ dd")).to_have_text("1")


def test_an_excel_file_is_called_one(officer, shot):
    upload(officer, "Betriebe", [], name="betriebe.xlsx", content=b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml")
    expect(officer.locator("[data-error-summary]")).to_contain_text("Das ist eine Excel-Datei")
    expect(heading(officer)).to_have_text("Daten einlesen")
    look(officer, shot, "excel")


def test_a_mistyped_number_of_the_apprentice_moves_no_contract(officer, shot):
    company = new_company(officer, "Schlosserei Ziffer")
    year = datetime.date.today().year
    upload(officer, "Ausbildungsverhältnisse", [line("Zf-1", company, "Mia", "Weiß", f"12.05.{year - 17}")])
    read_in(officer)
    upload(officer, "Ausbildungsverhältnisse", [
        line("Zf-9", company, "Mia", "Weiß", f"12.05.{year - 17}", contract="Zf-1")])
    moved = officer.get_by_role("table", name="Andere Azubinummer: 1")
    expect(moved).to_contain_text("Zf-9")
    expect(officer.get_by_role("button", name="Alle")).to_have_count(0)
    look(officer, shot, "1 another number")
    read_in(officer)
    officer.goto("/kammer/verzeichnis?suche=Zf-9")
    expect(officer.get_by_role("link", name="Mia")).to_have_count(0)


def test_somebody_who_has_a_number_gets_no_second_one_by_a_typing_error(officer, shot):
    company = new_company(officer, "Sattlerei Doppelt")
    born = f"13.05.{datetime.date.today().year - 17}"
    upload(officer, "Ausbildungsverhältnisse", [line("Sd-1", company, "Nele", "Groß", born)])
    read_in(officer)
    upload(officer, "Ausbildungsverhältnisse", [
        line("Sd-7", company, "Nele", "Gross", born), line("Sd-8", company, "Jan", "Groß", born)])
    asked = officer.get_by_role("table", name="Gleicher Name und gleiches Geburtsdatum unter anderer Nummer: 1")
    expect(asked).to_contain_text("Sd-7")
    look(officer, shot, "1 one person or two")
    read_in(officer)
    officer.goto("/kammer/verzeichnis?suche=Sd-7")
    expect(officer.get_by_role("link", name="Nele")).to_have_count(0)
    officer.goto("/kammer/verzeichnis?suche=Sd-8")
    expect(officer.get_by_role("link", name="Jan Groß")).to_be_visible()
