"""The training record: a week written on a phone, kept by itself, handed in, returned, signed."""

from looks import look
from people import heading, press, sign_in
from playwright.sync_api import expect


def last_week(page):
    page.goto("/ausbildungsnachweise")
    page.get_by_role("link", name="Diese Woche schreiben").click()
    page.get_by_role("link", name="Vorige Woche").click()


def write(page, text):
    for day in range(5):
        kind = page.locator(f"[name=art{day}]")
        if not kind.is_visible():
            page.locator("main details > summary").nth(day).click()
        kind.select_option("Berufsschule" if day == 2 else "Betrieb")
        page.locator(f"[name=zeit{day}]").fill("7:30")
        page.locator(f"[name=text{day}]").fill(text)


def test_a_week_from_the_first_word_to_the_sign_off(phone, desktop, shot):
    sign_in(phone, "azubi@demo.example")
    phone.goto("/ausbildungsnachweise")
    look(phone, shot, "1 all weeks")
    last_week(phone)
    look(phone, shot, "2 empty week")
    state = phone.locator("[data-autosave-state]")
    phone.locator("[name=text0]").fill("Korpus zugeschnitten")
    expect(state).to_contain_text("Gespeichert:")
    phone.reload()
    expect(phone.locator("[name=text0]")).to_have_value("Korpus zugeschnitten")

    press(phone, "Woche einreichen")
    expect(phone.locator("[data-error-summary]")).to_contain_text("Bitte schreiben Sie, was Sie gemacht")
    look(phone, shot, "3 incomplete")
    write(phone, "Korpus zugeschnitten\nKanten angeleimt")
    press(phone, "Woche einreichen")
    expect(phone.get_by_text("Die Woche ist eingereicht.")).to_be_visible()

    sign_in(desktop, "ausbilderin@demo.example")
    desktop.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Ausbildungsnachweise").click()
    look(desktop, shot, "4 waits")
    desktop.get_by_role("link", name="Öffnen oder zurückgeben").last.click()
    look(desktop, shot, "5 decide")
    desktop.get_by_label("Was ist zu ändern?").fill("Mittwoch bitte genauer")
    press(desktop, "Zurückgeben")
    expect(desktop.get_by_text("1 Woche wartet auf Sie.")).to_be_visible()

    last_week(phone)
    expect(phone.get_by_text("Mittwoch bitte genauer", exact=True)).to_be_visible()
    look(phone, shot, "6 returned")
    phone.locator("main details > summary").nth(2).click()
    phone.locator("[name=text2]").fill("Fachrechnen: Flächen")
    press(phone, "Woche einreichen")
    expect(phone.get_by_text("Die Woche ist eingereicht.")).to_be_visible()

    desktop.goto("/ausbildungsnachweise")
    desktop.get_by_label("von Lea Sommer auswählen").last.check()
    press(desktop, "Ausgewählte abzeichnen")
    expect(desktop.get_by_text("Abgezeichnete Wochen: 1.")).to_be_visible()
    last_week(phone)
    expect(phone.get_by_text("Marion Berger").first).to_be_visible()
    expect(phone.get_by_role("button", name="Woche einreichen")).to_have_count(0)
    look(phone, shot, "7 signed")
    phone.goto("/ausbildungsnachweise")
    expect(phone.get_by_role("link", name="abgezeichnet").last).to_be_visible()


def test_what_is_written_without_network_is_sent_later(unwatched, shot):
    phone = unwatched.new_page()
    sign_in(phone, "azubi@demo.example")
    phone.goto("/ausbildungsnachweise")
    phone.get_by_role("link", name="Diese Woche schreiben").click()
    state = phone.locator("[data-autosave-state]")
    phone.context.set_offline(True)
    phone.locator("[name=text0]").fill("Im Keller ohne Netz geschrieben")
    expect(state).to_contain_text("Noch nicht gespeichert")
    shot(phone, "offline")
    phone.context.set_offline(False)
    expect(state).to_contain_text("Gespeichert:", timeout=30_000)
    phone.reload()
    expect(phone.locator("[name=text0]")).to_have_value("Im Keller ohne Netz geschrieben")


def test_two_windows_that_write_one_week_see_both_versions(unwatched, shot):
    first = unwatched.new_page()
    sign_in(first, "azubi@demo.example")
    first.goto("/ausbildungsnachweise")
    first.get_by_role("link", name="Diese Woche schreiben").click()
    second = unwatched.new_page()
    second.goto(first.url)
    first.get_by_label("Abteilung oder Abschnitt").fill("Bankraum")
    press(first, "Speichern")
    expect(first.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    second.get_by_label("Abteilung oder Abschnitt").fill("Maschinenraum")
    expect(second.locator("[data-autosave-state]")).to_contain_text("an anderer Stelle geändert")
    press(second, "Speichern")
    expect(heading(second)).to_have_text("Diese Woche wurde inzwischen geändert")
    expect(second.get_by_text("Abteilung oder Abschnitt: Bankraum")).to_be_visible()
    look(second, shot, "both versions")
    press(second, "Meine Fassung speichern")
    expect(second.get_by_label("Abteilung oder Abschnitt")).to_have_value("Maschinenraum")


def keep_on_this_device(page):
    page.goto("/ausbildungsnachweise")
    page.get_by_role("link", name="Vorgaben und Vorlagen").click()
    page.get_by_role("button", name="Auf diesem Gerät einschalten").click()
    expect(page.get_by_text("Auf diesem Gerät eingeschaltet")).to_be_visible()
    expect(page.get_by_text("Die letzten Wochen sind gesichert")).to_be_visible()


def test_weeks_open_and_are_written_without_network(unwatched, portal, shot):
    phone = unwatched.new_page()
    sign_in(phone, "azubi@demo.example")
    keep_on_this_device(phone)
    portal.kill()
    try:
        phone.goto("/ausbildungsnachweise")
        phone.get_by_role("link", name="Diese Woche schreiben").click()
        expect(heading(phone)).to_contain_text("Woche")
        phone.get_by_label("Unterweisungen und betrieblicher Unterricht").fill("Ohne Netz: Erste Hilfe")
        expect(phone.locator("[data-autosave-state]")).to_contain_text("Auf diesem Gerät gesichert")
        shot(phone, "written without network")
        week = phone.url
        phone.reload()
        expect(phone.get_by_label("Unterweisungen und betrieblicher Unterricht")).to_have_value("Ohne Netz: Erste Hilfe")
        press(phone, "Woche einreichen")
        expect(phone.locator("[data-autosave-state]")).to_contain_text("wird eingereicht, sobald")
    finally:
        portal.restart()
    phone.goto("/ausbildungsnachweise")
    expect(phone.get_by_text("Gespeichert, aber noch nicht vollständig")).to_be_visible(timeout=30_000)
    shot(phone, "sent later")
    phone.goto(week)
    expect(phone.get_by_label("Unterweisungen und betrieblicher Unterricht")).to_have_value("Ohne Netz: Erste Hilfe")


def test_what_was_typed_outlives_an_expired_session(unwatched, shot):
    page = unwatched.new_page()
    sign_in(page, "azubi@demo.example")
    page.goto("/ausbildungsnachweise")
    page.get_by_role("link", name="Diese Woche schreiben").click()
    department = page.get_by_label("Abteilung oder Abschnitt")
    before = page.context.cookies()
    page.context.clear_cookies(name="kp_session")
    assert len(page.context.cookies()) < len(before)
    department.fill("Nach Ablauf der Sitzung")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Ihre Anmeldung ist abgelaufen")
    shot(page, "expired")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-autosave-state]").get_by_role("link", name="Anmelden").click()
    page.get_by_label("E-Mail").first.fill("azubi@demo.example")
    page.locator("[name=passwort]").fill("demo-kammerportal-2026")
    page.locator("main form button[type=submit]").first.click()
    expect(department).to_have_value("Nach Ablauf der Sitzung")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Gespeichert:")


def test_attachments_plan_release_and_overview(phone, officer, shot, tmp_path):
    sign_in(phone, "azubi@demo.example")
    phone.goto("/ausbildungsnachweise")
    phone.get_by_role("link", name="Diese Woche schreiben").click()
    phone.get_by_text("Ausbildungsrahmenplan (").click()
    phone.get_by_label("9b Werkstoffe messen").check()
    picture = tmp_path / "Werkstück.png"
    phone.screenshot(path=picture)
    phone.get_by_label("Foto oder PDF").set_input_files(picture)
    press(phone, "Anlage hinzufügen")
    expect(phone.get_by_role("link", name="Werkstück.jpg")).to_be_visible()
    expect(phone.get_by_text("Ausbildungsrahmenplan (1)")).to_be_visible()
    look(phone, shot, "1 attachment")
    phone.get_by_role("link", name="Ausbildungsnachweise", exact=True).first.click()
    phone.get_by_role("link", name="Auswertung").click()
    look(phone, shot, "2 overview")
    phone.get_by_role("link", name="Ausbildungsnachweise", exact=True).first.click()
    phone.get_by_role("link", name="Für die Kammer freigeben").click()
    press(phone, "Freigeben")
    expect(phone.locator("[data-error-summary]")).to_contain_text("Bitte nennen Sie den Grund")
    phone.get_by_label("Grund").fill("Beratung")
    press(phone, "Freigeben")
    expect(phone.get_by_text("Freigegeben bis").first).to_be_visible()

    officer.goto("/kammer/verzeichnis?suche=Sommer")
    officer.get_by_role("link", name="Lea Sommer").first.click()
    officer.get_by_role("link", name="Nachweis ansehen").click()
    look(officer, shot, "3 the chamber looks")
    phone.reload()
    look(phone, shot, "4 who looked")
    press(phone, "Freigabe beenden")
    expect(phone.get_by_text("Die Freigabe ist beendet.")).to_be_visible()
    officer.reload()
    expect(heading(officer)).to_have_text("Seite nicht gefunden")
