"""A person comes to the portal: registers, chooses a password, is signed in."""

import re
import urllib.request

import pytest
from conftest import DESKTOP, PHONE
from inbox import LINK
from looks import look
from people import choose_password, heading, press, register, send_registration, someone
from playwright.sync_api import expect

DEVICES = {"desktop": DESKTOP, "phone": PHONE}

# Words that hardly a German sentence does without.
GERMAN = re.compile(r"\b(und|oder|der|die|das|Sie|Ihre?|nicht|mit|für|ist|wird|bitte|ein|eine|einen|zum|zur)\b")


@pytest.mark.parametrize("device", DEVICES)
def test_registration_with_the_link(new_visitor, mail, shot, device):
    page, person = new_visitor(**DEVICES[device]), someone("Erika", "Muster")

    page.goto("/")
    look(page, shot, "1 landing")
    page.get_by_role("main").get_by_role("link", name="Registrieren").first.click()
    look(page, shot, "2 registration")
    send_registration(page, person)
    look(page, shot, "3 mail is on its way")

    page.goto(mail.next(person.email).link)
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value(person.email)
    expect(page.get_by_label("Startcode aus der E-Mail")).to_have_value(re.compile("^[A-Z-]{13}$"))
    expect(page.get_by_text("Der Code wurde aus dem Link übernommen.")).to_be_visible()
    assert "#" not in page.url
    look(page, shot, "4 link opened")

    page.get_by_label("Neues Passwort", exact=True).fill(person.password)
    press(page, "Passwort festlegen und anmelden")
    expect(heading(page)).to_have_text("Guten Tag, Erika Muster")
    expect(page.get_by_role("heading", name="So geht es weiter")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Betrieb freischalten")).to_be_visible()
    look(page, shot, "5 what comes next")


@pytest.mark.parametrize("device", DEVICES)
def test_registration_without_scripts_by_typing_the_code(new_visitor, mail, device):
    page, person = new_visitor(**DEVICES[device], java_script_enabled=False), someone("Ole", "Typisch")
    send_registration(page, person)
    code = mail.next(person.email).code
    page.get_by_label("E-Mail-Adresse").fill(person.email)
    page.get_by_label("Startcode aus der E-Mail").fill(f" {code.lower().replace('-', ' ')}\u200b\u00a0")
    page.get_by_label("Neues Passwort").fill(person.password)
    press(page, "Passwort festlegen und anmelden")
    expect(heading(page)).to_have_text("Guten Tag, Ole Typisch")


def test_a_mistyped_code_is_told_as_a_typing_error(visitor, mail, shot):
    person = someone("Vera", "Tippt")
    send_registration(visitor, person)
    code = mail.next(person.email).code
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:2] + code[3] + code[2] + code[4:]
    visitor.get_by_label("E-Mail-Adresse").fill(person.email)
    visitor.get_by_label("Startcode aus der E-Mail").fill(swapped)
    visitor.get_by_label("Neues Passwort", exact=True).fill("kurz")
    press(visitor, "Passwort festlegen und anmelden")
    expect(visitor.locator("[data-error-summary]")).to_be_focused()
    expect(visitor.locator("[data-error-summary]")).to_contain_text("Tippfehler im Code")
    look(visitor, shot, "typing error")
    visitor.get_by_label("Startcode aus der E-Mail").fill(code)
    visitor.get_by_label("Neues Passwort", exact=True).fill(person.password)
    press(visitor, "Passwort festlegen und anmelden")
    expect(heading(visitor)).to_have_text("Guten Tag, Vera Tippt")


def test_a_used_code_leads_to_the_sign_in(new_visitor, mail, shot):
    person, elsewhere = someone("Zoe", "Zweimal"), new_visitor()
    send_registration(elsewhere, person)
    link = mail.next(person.email).link
    choose_password(elsewhere, link, person.password)
    expect(heading(elsewhere)).to_have_text("Guten Tag, Zoe Zweimal")
    page = new_visitor()
    choose_password(page, link, "Ein anderes Passwort")
    expect(heading(page)).to_have_text("Ihr Konto ist schon aktiv")
    look(page, shot, "code was used")
    page.get_by_role("main").get_by_role("link", name="Anmelden").click()
    expect(heading(page)).to_have_text("Anmelden")


def test_a_mail_scanner_before_the_person_does_no_harm(visitor, mail):
    person = someone("Sven", "Spaeter")
    send_registration(visitor, person)
    received = mail.next(person.email)
    links = set(LINK.findall(received.text)) | {link.rstrip('"') for link in LINK.findall(received.html)}
    assert links
    for scanner in ("Mozilla/5.0 (SafeLinks)", "Barracuda Sentinel", ""):
        for link in links:
            for method in ("HEAD", "GET", "GET"):
                address = link.replace("&amp;", "&").rstrip(".,;)")
                request = urllib.request.Request(address, headers={"User-Agent": scanner}, method=method)
                with urllib.request.urlopen(request, timeout=10) as answer:
                    assert answer.status == 200
    choose_password(visitor, received.link, person.password)
    expect(heading(visitor)).to_have_text("Guten Tag, Sven Spaeter")


def test_who_registers_twice_is_told_by_mail_only(new_visitor, mail):
    person = someone("Doro", "Doppelt")
    register(new_visitor(), mail, person)
    again = new_visitor()
    send_registration(again, person)
    assert "schon ein Konto" in mail.next(person.email).subject


def test_registration_in_english(visitor, mail, shot):
    person = someone("Emma", "English")

    def only_english(step):
        assert visitor.locator("html").get_attribute("lang") == "en"
        left = GERMAN.findall(visitor.locator("body").inner_text()) + GERMAN.findall(visitor.title())
        assert not left, f"German on {visitor.url}: {left}"
        look(visitor, shot, step)

    visitor.goto("/")
    visitor.get_by_role("link", name="English").click()
    only_english("1 landing")
    visitor.get_by_role("main").get_by_role("link", name="Register").first.click()
    only_english("2 registration")
    press(visitor, "Register")
    only_english("3 errors")
    visitor.get_by_label("First name").fill(person.first_name)
    visitor.get_by_label("Last name").fill(person.last_name)
    visitor.get_by_label("E-mail address").fill(person.email)
    press(visitor, "Register")
    only_english("4 mail is on its way")
    received = mail.next(person.email)
    assert not GERMAN.findall(received.subject + received.text), received.text
    visitor.goto(received.link)
    visitor.get_by_label("New password", exact=True).fill(person.password)
    visitor.locator("main form button[type=submit]").click()
    expect(heading(visitor)).to_contain_text("Emma English")
    only_english("5 what comes next")
    visitor.goto("/profil")
    only_english("6 profile")
