"""Signing in and out, forgotten passwords, the lock, one's own devices, leaving."""

import pytest
from conftest import PHONE
from looks import look
from people import (
    DEMO_PASSWORD, choose_password, heading, press, register, send_registration, sign_in, sign_out, someone,
    try_to_sign_in)
from playwright.sync_api import expect

WRONG = "Acht Boote im Hafen"


def test_signing_out_and_in_again(visitor, mail, shot):
    person = someone("Anna", "Wieder")
    register(visitor, mail, person)
    sign_out(visitor)
    look(visitor, shot, "1 signed out")
    visitor.goto("/profil")
    expect(heading(visitor)).to_have_text("Anmelden")
    look(visitor, shot, "2 sign-in")
    visitor.get_by_label("E-Mail-Adresse").fill(person.email)
    visitor.get_by_label("Passwort", exact=True).fill(person.password)
    press(visitor, "Anmelden")
    expect(heading(visitor)).to_have_text("Profil")
    look(visitor, shot, "3 profile")


def test_nothing_of_the_account_stays_behind_after_signing_out(visitor, mail):
    register(visitor, mail, someone("Bea", "Back"))
    visitor.goto("/profil")
    sign_out(visitor)
    visitor.go_back()
    expect(visitor.get_by_text("Bea Back")).to_have_count(0)


def test_a_forgotten_password(new_visitor, mail, shot):
    page, person = new_visitor(), someone("Frida", "Vergisst")
    register(page, mail, person)
    elsewhere = new_visitor(**PHONE)
    elsewhere.goto("/anmelden")
    elsewhere.get_by_role("link", name="Passwort vergessen").click()
    look(elsewhere, shot, "1 asked for the address")
    elsewhere.get_by_label("E-Mail-Adresse").fill(person.email)
    press(elsewhere, "Startcode anfordern")
    look(elsewhere, shot, "2 mail is on its way")
    choose_password(elsewhere, mail.next(person.email).link, "Neun Boote im Hafen")
    expect(elsewhere.get_by_text("Ihr neues Passwort gilt.")).to_be_visible()
    assert "geändert" in mail.next(person.email).subject
    page.goto("/profil")
    expect(heading(page)).to_have_text("Anmelden")
    sign_in(page, person.email, "Neun Boote im Hafen")


def test_a_start_code_in_the_password_field_leads_to_choosing_a_password(new_visitor, mail):
    page, person = new_visitor(), someone("Claus", "Code")
    send_registration(page, person)
    elsewhere = new_visitor()
    try_to_sign_in(elsewhere, person.email, mail.next(person.email).code)
    expect(heading(elsewhere)).to_have_text("Startcode eingeben")
    elsewhere.get_by_label("Neues Passwort", exact=True).fill(person.password)
    press(elsewhere, "Passwort festlegen und anmelden")
    # In another browser than that of the registration the name is confirmed.
    expect(elsewhere.get_by_text("Stimmt Ihr Name?")).to_be_visible()
    expect(elsewhere.get_by_label("Vorname")).to_have_value("Claus")
    elsewhere.get_by_label("Neues Passwort", exact=True).fill(person.password)
    press(elsewhere, "Passwort festlegen und anmelden")
    expect(heading(elsewhere)).to_have_text("Guten Tag, Claus Code")


@pytest.mark.parametrize("typed", ["%2F%09%2Fevil.example%2Fx", "%2F%2F%EF%B8%8Fevil.example", "%2F%5C%EF%B8%8Fevil.example"])
def test_a_wanted_page_never_leads_to_another_site(visitor, mail, typed):
    register(visitor, mail, someone("Wanda", "Weiter"))
    home = visitor.url.split("/", 3)[:3]
    visitor.goto(f"/anmelden?weiter={typed}")
    assert visitor.url.split("/", 3)[:3] == home
    expect(heading(visitor)).to_have_text("Guten Tag, Wanda Weiter")


def lock_out(stranger, person):
    for _ in range(5):
        try_to_sign_in(stranger, person.email, WRONG)
        expect(stranger.locator("[data-error-summary]")).to_be_focused()


def test_the_lock_keeps_strangers_out_and_the_owner_in(new_visitor, mail, shot):
    own, person = new_visitor(), someone("Lotte", "Locker")
    register(own, mail, person)
    sign_out(own)
    stranger = new_visitor()
    lock_out(stranger, person)
    look(stranger, shot, "1 wrong password")
    refused = stranger.get_by_role("main").inner_text()
    try_to_sign_in(stranger, person.email, person.password)
    assert stranger.get_by_role("main").inner_text() == refused
    assert "gesperrt" in mail.next(person.email).subject
    sign_in(own, person.email, person.password)
    expect(heading(own)).to_have_text("Guten Tag, Lotte Locker")


def test_the_chamber_unlocks(new_visitor, officer, mail, shot):
    person, stranger = someone("Udo", "Unlock"), new_visitor()
    register(new_visitor(), mail, person)
    lock_out(stranger, person)
    officer.goto("/kammer/konten")
    look(officer, shot, "1 accounts")
    officer.get_by_role("searchbox", name="Name oder E-Mail-Adresse").fill(person.email)
    press(officer, "Suchen")
    officer.get_by_role("link", name="Udo Unlock").click()
    expect(officer.get_by_text("Nach falschen Passwörtern gesperrt bis")).to_be_visible()
    expect(officer.get_by_role("table", name="E-Mails an dieses Konto")).to_contain_text("Anmeldung gesperrt")
    look(officer, shot, "2 locked account")
    assert mail.all(person.email)[0].code not in officer.content()
    press(officer, "Anmeldung entsperren")
    expect(officer.get_by_text("Die Sperre nach falschen Passwörtern ist aufgehoben.")).to_be_visible()
    sign_in(stranger, person.email, person.password)


def test_ending_the_session_of_another_device(new_visitor, mail, shot):
    here, there, person = new_visitor(), new_visitor(**PHONE), someone("Dora", "Dreigeraet")
    register(here, mail, person)
    sign_in(there, person.email, person.password)
    here.goto("/profil")
    devices = here.get_by_role("table", name="Geräte und Sitzungen")
    expect(devices.get_by_role("row")).to_have_count(3)
    look(here, shot, "two devices")
    devices.get_by_role("button", name="Abmelden").click()
    expect(here.get_by_text("Die Sitzung ist beendet.")).to_be_visible()
    expect(devices.get_by_role("row")).to_have_count(2)
    there.goto("/profil")
    expect(heading(there)).to_have_text("Anmelden")


def test_a_changed_password_signs_out_everywhere_else(new_visitor, mail, shot):
    here, there, person = new_visitor(), new_visitor(), someone("Paul", "Passwechsel")
    register(here, mail, person)
    sign_in(there, person.email, person.password)
    here.goto("/profil/passwort")
    look(here, shot, "password")
    here.get_by_label("Bisheriges Passwort", exact=True).fill(person.password)
    here.get_by_label("Neues Passwort", exact=True).fill("Zehn Boote im Hafen")
    press(here, "Passwort ändern")
    expect(here.get_by_text("Ihr Passwort ist geändert.")).to_be_visible()
    there.goto("/profil")
    expect(heading(there)).to_have_text("Anmelden")


def test_deleting_the_account_and_coming_back(visitor, mail, shot):
    person = someone("Lars", "Leaver")
    register(visitor, mail, person)
    visitor.goto("/profil")
    visitor.get_by_role("link", name="Konto löschen").click()
    look(visitor, shot, "1 before")
    visitor.get_by_label("Passwort", exact=True).fill(WRONG)
    press(visitor, "Konto löschen")
    expect(visitor.locator("[data-error-summary]")).to_be_focused()
    visitor.get_by_label("Passwort", exact=True).fill(person.password)
    press(visitor, "Konto löschen")
    expect(visitor.get_by_text("Wenn Sie sich vorher anmelden, bleibt es bestehen.")).to_be_visible()
    look(visitor, shot, "2 after")
    assert "gelöscht" in mail.next(person.email).subject
    sign_in(visitor, person.email, person.password)
    expect(visitor.get_by_text("Die Löschung Ihres Kontos ist aufgehoben.")).to_be_visible()


def test_the_chamber_deletes_a_reported_account(new_visitor, officer, mail):
    page, person = new_visitor(), someone("Rita", "Reported")
    register(page, mail, person)
    officer.goto(f"/kammer/konten?suche={person.email}")
    officer.get_by_role("link", name="Rita Reported").click()
    officer.get_by_role("main").get_by_role("link", name="Konto löschen").click()
    officer.get_by_label("Grund").fill("Auf Wunsch der Person")
    press(officer, "Konto löschen")
    expect(officer.get_by_text("Die Löschung ist vorgemerkt.")).to_be_visible()
    assert "gelöscht" in mail.next(person.email).subject
    page.goto("/profil")
    expect(heading(page)).to_have_text("Anmelden")


def test_the_demo_password_belongs_to_the_demo_company(visitor, shot):
    sign_in(visitor, "betrieb@demo.example", DEMO_PASSWORD)
    visitor.get_by_role("main").get_by_role("link", name="Holzwerk Nord GmbH").click()
    expect(heading(visitor)).to_have_text("Holzwerk Nord GmbH")
    look(visitor, shot, "demo company")
