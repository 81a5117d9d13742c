"""A week that saves itself, beside buttons, lost answers, lost sessions and other people."""

from people import heading, press, sign_in
from playwright.sync_api import expect
from test_records import keep_on_this_device, write


def week_to_write(page, number):
    """A week far ahead, which no other test writes."""
    sign_in(page, "azubi@demo.example")
    page.goto("/ausbildungsnachweise")
    page.goto(f"{page.url.split('?')[0]}/2027/{number}")
    expect(heading(page)).to_contain_text(f"Woche {number}")
    return page.url


def test_a_tap_while_the_week_saves_itself_is_no_quarrel_with_oneself(unwatched):
    """Typing, then tapping a button at once or a moment later: the words are there, and nobody else is blamed."""
    phone = unwatched.new_page()
    week_to_write(phone, 10)
    write(phone, "Schrank gebaut")
    press(phone, "Speichern")
    expect(phone.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    week = phone.url.replace("/10", "/11")
    for pause in (0, 300, 800, 1500):
        for button in ("Letzte Woche übernehmen", "Speichern", "Anlage hinzufügen"):
            phone.goto(week)
            text = f"Getippt {pause} {button}"
            entry = phone.locator("[name=text0]")
            if not entry.is_visible():
                phone.locator("main details > summary").first.click()
            entry.fill("")
            entry.press_sequentially(text, delay=5)
            phone.wait_for_timeout(pause)
            with phone.expect_navigation():
                press(phone, button)
            expect(heading(phone)).to_contain_text("Woche 11")
            expect(entry).to_have_value(text)
            expect(phone.get_by_text("Auf einem anderen Gerät")).to_have_count(0)
    assert phone.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kp-week')).length") == 0


def test_what_follows_a_save_on_its_way_is_no_quarrel_either(unwatched):
    """A save is on its way, more is typed, the page is left before the answer: the rest follows over one's own words."""
    phone = unwatched.new_page()
    week = week_to_write(phone, 12)
    phone.on("dialog", lambda dialog: dialog.accept())
    if not phone.locator("[name=zeit0]").is_visible():
        phone.locator("main details > summary").first.click()
    # The portal stores them in its own spelling.
    phone.locator("[name=zeit0]").fill("7,5")
    phone.locator("[name=text0]").fill("Schrank  \n\n  gebaut\n")
    held = []

    def hold(route):
        # It arrives, but its answer is missed.
        route.fetch()
        held.append(route)

    phone.route("**/speichern", hold)
    phone.get_by_label("Abteilung oder Abschnitt").fill("Bankraum")
    phone.wait_for_timeout(3500)
    assert held
    phone.get_by_label("Abteilung oder Abschnitt").fill("Bankraum und Lager")
    phone.unroute("**/speichern")
    phone.goto(week)
    expect(phone.locator("[data-autosave-state]")).to_contain_text("Gespeichert:", timeout=15_000)
    expect(heading(phone)).not_to_contain_text("inzwischen geändert")
    phone.reload()
    expect(phone.get_by_label("Abteilung oder Abschnitt")).to_have_value("Bankraum und Lager")
    expect(phone.locator("[name=zeit0]")).to_have_value("7:30")


def test_a_week_that_is_never_answered_is_kept_and_not_sent_for_ever(unwatched):
    phone = unwatched.new_page()
    week_to_write(phone, 13)
    phone.on("dialog", lambda dialog: dialog.accept())
    sent = []
    phone.route("**/speichern", lambda route: (sent.append(1), route.abort("connectionreset")))
    phone.get_by_label("Abteilung oder Abschnitt").fill("Ohne Antwort")
    expect(phone.locator("[data-autosave-state]")).to_contain_text("zweimal ohne Antwort", timeout=30_000)
    count = len(sent)
    assert count == 2
    week = phone.url
    phone.goto("/ausbildungsnachweise")
    expect(phone.get_by_text("Konnte nicht gespeichert werden")).to_be_visible()
    phone.goto(week)
    expect(phone.get_by_label("Abteilung oder Abschnitt")).to_have_value("Ohne Antwort")
    phone.wait_for_timeout(3000)
    assert len(sent) == count
    phone.unroute("**/speichern")
    press(phone, "Speichern")
    expect(phone.get_by_label("Abteilung oder Abschnitt")).to_have_value("Ohne Antwort")


def test_handing_in_with_a_lost_session_says_that_it_is_not_handed_in(unwatched):
    page = unwatched.new_page()
    week_to_write(page, 14)
    page.on("dialog", lambda dialog: dialog.accept())
    write(page, "Nach Ablauf geschrieben")
    page.context.clear_cookies(name="kp_session")
    press(page, "Woche einreichen")
    state = page.locator("[data-autosave-state]")
    expect(state).to_contain_text("Die Woche ist noch nicht eingereicht")
    state.get_by_role("link", name="Anmelden").click()
    page.get_by_label("E-Mail").first.fill("azubi@demo.example")
    page.locator("[name=passwort]").fill("demo-kammerportal-2026")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Noch nicht eingereicht, weil Ihre Anmeldung abgelaufen war")).to_be_visible()
    expect(page.locator("[name=text0]")).to_have_value("Nach Ablauf geschrieben")


def test_a_busy_portal_takes_a_week_later(unwatched):
    """An answer that decides nothing is no word about the week: it is handed in when the portal has time."""
    phone = unwatched.new_page()
    week_to_write(phone, 15)
    phone.evaluate("localStorage.setItem('kp-offline', 'yes')")
    for day in range(5):
        if not phone.locator(f"[name=art{day}]").is_visible():
            phone.locator("main details > summary").nth(day).click()
        phone.locator(f"[name=art{day}]").select_option("Urlaub")
    expect(phone.locator("[data-autosave-state]")).to_contain_text("Gespeichert:")
    asked = []

    def busy(route):
        asked.append(1)
        route.fulfill(status=503) if len(asked) == 1 else route.fulfill(status=303, headers={"location": "/"})

    phone.route("**/einreichen", busy)
    phone.context.set_offline(True)
    press(phone, "Woche einreichen")
    expect(phone.locator("[data-autosave-state]")).to_contain_text("wird eingereicht, sobald")
    phone.context.set_offline(False)
    phone.wait_for_url("**/ausbildungsnachweise/*", timeout=30_000)
    assert len(asked) == 2


# On a phone the button lies in the menu.
LEAVING = "document.querySelector('form[action=\"/abmelden\"]').requestSubmit()"


def test_a_week_whose_record_is_gone_holds_up_neither_the_others_nor_signing_out(unwatched):
    phone = unwatched.new_page()
    week = week_to_write(phone, 17)
    mine = week.split("/", 3)[3]
    phone.goto("/profil")
    gone = "ausbildungsnachweise/999999/2026/5"
    for path, text in ((gone, "fort"), (mine, "Lager")):
        phone.evaluate(
            "([path, text]) => sessionStorage.setItem(`kp-week /${path}`,"
            " JSON.stringify({ fields: [['abteilung', text]], revision: '0', waited: true }))", [path, text])
    phone.goto("/ausbildungsnachweise")
    expect(phone.locator(f"[data-told='/{mine}']")).to_contain_text("jetzt gespeichert", timeout=15_000)
    expect(phone.locator(f"[data-told='/{gone}']")).to_contain_text("Konnte nicht gespeichert werden")
    asked = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    phone.goto("/profil")
    phone.evaluate(LEAVING)
    phone.wait_for_url(f"**/{gone}")
    phone.evaluate(LEAVING)
    expect(phone.get_by_role("link", name="Anmelden").first).to_be_visible()
    assert len(asked) == 1 and "noch nicht gesendet" in asked[0]
    assert phone.evaluate("Object.keys(sessionStorage).length") == 0
