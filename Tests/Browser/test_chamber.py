"""The chamber's back office: imports, companies, settings, the audit log."""

from looks import look
from people import heading, import_companies, new_company, press, sign_in
from playwright.sync_api import expect


def test_what_waits(officer, shot):
    officer.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Kammer").click()
    expect(heading(officer)).to_have_text("Kammer")
    look(officer, shot, "overview")


def test_an_import_with_bad_lines(officer, shot):
    officer.goto("/kammer/einlesen")
    look(officer, shot, "1 upload")
    press(officer, "Datei prüfen")
    expect(officer.locator("[data-error-summary]")).to_be_focused()
    lines = [
        "700 0001;Schlosserei Grün;Ostweg 1;12345;Musterstadt;",
        "700 0002;;Ostweg 2;12345;Musterstadt;",
        "700 0003;Gärtnerei Übel;Ostweg 3;1234;Musterstadt;",
        "700 0001;Schlosserei Doppelt;Ostweg 4;12345;Musterstadt;",
    ]
    import_companies(officer, lines)
    expect(officer.get_by_text("Eingelesen", exact=True)).to_be_visible()
    expect(officer.get_by_text("Wird eingelesen", exact=True)).to_have_count(0)
    problems = officer.get_by_role("table", name="Nicht eingelesen")
    expect(problems).to_contain_text("der Wert fehlt")
    expect(problems).to_contain_text("diese Nummer steht schon in Zeile 2")
    notes = officer.get_by_role("table", name="Eingelesen, aber nicht ganz")
    expect(notes).to_contain_text("1234")
    look(officer, shot, "2 result")
    officer.goto("/kammer/betriebe")
    look(officer, shot, "3 companies")
    officer.get_by_role("searchbox").fill("700 00")
    press(officer, "Suchen")
    expect(officer.get_by_role("link", name="Schlosserei Grün")).to_be_visible()
    expect(officer.get_by_role("link", name="Gärtnerei Übel")).to_be_visible()


def test_the_same_file_twice_changes_nothing(officer):
    lines = ["700 0101;Druckerei Zweimal;Westweg 1;12345;Musterstadt;"]
    import_companies(officer, lines)
    import_companies(officer, lines)
    expect(officer.get_by_role("term").filter(has_text="Unverändert").locator("+ dd")).to_have_text("1")


def test_a_file_that_is_no_table_is_refused(officer, shot):
    officer.goto("/kammer/einlesen")
    file = {"name": "brief.csv", "mimeType": "text/csv", "buffer": b"Sehr geehrte Damen und Herren\n"}
    officer.get_by_label("CSV-Datei", exact=True).set_input_files(file)
    press(officer, "Datei prüfen")
    expect(officer.locator("[data-error-summary]")).to_contain_text("Das ist keine Tabelle mit Betrieben.")
    look(officer, shot, "no table")


def test_the_pins_of_a_company_are_revoked(officer, shot):
    company = new_company(officer, "Glaserei Klar")
    officer.goto(f"/kammer/betriebe?suche={company.number}")
    officer.get_by_role("link", name=company.name).click()
    look(officer, shot, "company")
    assert company.pin not in officer.content()
    press(officer, "Alle offenen PINs ungültig machen")
    expect(officer.get_by_text("Ungültig gemacht: 1")).to_be_visible()


def test_a_setting_is_changed_and_stands_in_the_journal(officer, shot):
    officer.goto("/kammer/einstellungen")
    look(officer, shot, "1 settings")
    officer.get_by_text("Konten und Anmeldung", exact=True).click()
    days = officer.get_by_label("Wartezeit vor der Löschung (Tage)")
    save = officer.locator("form", has=days).get_by_role("button", name="Speichern")
    days.fill("900")
    save.click()
    expect(officer.locator("[data-error-summary]")).to_be_focused()
    look(officer, shot, "2 out of range")
    days.fill("21")
    save.click()
    expect(officer.get_by_text("Gespeichert: Wartezeit vor der Löschung (Tage)")).to_be_visible()
    officer.goto("/kammer/protokoll")
    expect(officer.get_by_role("table").first).to_contain_text("Einstellung geändert")
    look(officer, shot, "3 journal")


def test_others_do_not_see_that_there_is_a_back_office(visitor):
    sign_in(visitor, "azubi@demo.example")
    assert visitor.goto("/kammer").status == 404
    expect(visitor.get_by_role("link", name="Kammer", exact=True)).to_have_count(0)
