"""A device that was chosen for the training record, and whoever sits at it."""

from people import heading, press, sign_in
from playwright.sync_api import expect
from test_record_saving import week_to_write
from test_records import keep_on_this_device


def test_kept_weeks_are_shown_to_nobody_else(unwatched, portal):
    phone = unwatched.new_page()
    sign_in(phone, "azubi@demo.example")
    keep_on_this_device(phone)
    phone.goto("/ausbildungsnachweise")
    record = phone.url
    phone.context.clear_cookies(name="kp_session")
    # The session was ended elsewhere; whoever comes now sees the sign-in page.
    phone.goto("/profil")
    phone.wait_for_timeout(500)
    portal.kill()
    try:
        # However often: the page in its place is nobody's.
        for _ in range(3):
            phone.goto(record)
            expect(heading(phone)).to_have_text("Kein Netz")
            phone.wait_for_timeout(500)
            expect(phone.get_by_text("Lea Sommer")).to_have_count(0)
    finally:
        portal.restart()
    sign_in(phone, "ausbilderin@demo.example")
    phone.wait_for_timeout(500)
    assert phone.evaluate("caches.keys()") == []


def test_a_device_knows_whose_it_is_from_the_moment_it_was_chosen(unwatched):
    phone = unwatched.new_page()
    sign_in(phone, "azubi@demo.example")
    keep_on_this_device(phone)
    phone.context.clear_cookies(name="kp_session")
    # Another tab knows only what the device knows.
    other = unwatched.new_page()
    other.goto("/profil")
    other.wait_for_timeout(500)
    assert "kp-locked" in other.evaluate("caches.keys()")


def test_switching_off_asks_before_it_deletes_what_was_not_sent(unwatched):
    phone = unwatched.new_page()
    week_to_write(phone, 16)
    keep_on_this_device(phone)
    plan = phone.url
    phone.evaluate(
        "localStorage.setItem('kp-week /ausbildungsnachweise/999999/2026/5',"
        " JSON.stringify({ fields: [['abteilung', 'fort']], revision: '0' }))")
    asked = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.goto(plan)
    press(phone, "Ausschalten und alles vom Gerät löschen")
    expect(phone.get_by_text("Auf diesem Gerät eingeschaltet")).to_be_visible()
    assert asked and "mit gelöscht" in asked[0]
    phone.once("dialog", lambda dialog: dialog.accept())
    press(phone, "Ausschalten und alles vom Gerät löschen")
    expect(phone.get_by_role("button", name="Auf diesem Gerät einschalten")).to_be_visible()
    assert phone.evaluate("Object.keys(localStorage).length") == 0
