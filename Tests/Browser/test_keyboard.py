"""The way in with the keyboard alone, with a focus that is always to be seen."""

from people import heading, someone
from playwright.sync_api import expect

# How the focused element looks, with the focus and without.
MARKS = """() => {
  const element = document.activeElement
  const look = () => ['', '::after'].map(part => {
    const style = getComputedStyle(element, part)
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join(' ')
  }).join()
  const focused = look()
  element.blur()
  const calm = look()
  element.focus({ focusVisible: true })
  return [focused, calm]
}"""
MOST_STOPS = 60


def tab_to(page, target):
    """Presses Tab until the target has the focus; each stop on the way can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused, calm = page.evaluate(MARKS)
        assert focused != calm, f"no visible focus on {page.evaluate('document.activeElement.outerHTML')}"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} was not reached with {MOST_STOPS} Tabs on {page.url}")


def type_into(page, label, text):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def test_registration_and_sign_in(visitor, mail, shot):
    person = someone("Tabea", "Taste")
    visitor.goto("/")
    tab_to(visitor, visitor.get_by_role("main").get_by_role("link", name="Registrieren").first)
    shot(visitor, "focus on a button")
    visitor.keyboard.press("Enter")
    expect(heading(visitor)).to_have_text("Registrieren")
    type_into(visitor, "Vorname", person.first_name)
    visitor.keyboard.press("Enter")
    expect(visitor.locator("[data-error-summary]")).to_be_focused()
    shot(visitor, "focus on the errors")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_label("Nachname")).to_be_focused()
    visitor.keyboard.type(person.last_name)
    type_into(visitor, "E-Mail-Adresse", person.email)
    shot(visitor, "focus on a field")
    visitor.keyboard.press("Enter")
    expect(heading(visitor)).to_have_text("Startcode eingeben")

    visitor.goto(mail.next(person.email).link)
    type_into(visitor, "Neues Passwort", person.password)
    visitor.keyboard.press("Enter")
    expect(heading(visitor)).to_have_text("Guten Tag, Tabea Taste")

    tab_to(visitor, visitor.get_by_role("button", name="Abmelden"))
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_text("Sie sind abgemeldet.")).to_be_visible()
    visitor.goto("/anmelden")
    type_into(visitor, "E-Mail-Adresse oder Benutzername", person.email)
    type_into(visitor, "Passwort", person.password)
    visitor.keyboard.press("Enter")
    expect(heading(visitor)).to_have_text("Guten Tag, Tabea Taste")
