"""What holds for every page that anyone may open."""

import pytest
from conftest import DESKTOP, PHONE
from watch import TOO_WIDE, axe

PAGES = [
    "/",
    "/anmelden",
    "/registrieren",
    "/passwort-vergessen",
    "/hilfe",
    "/registrierung-und-verifizierung",
    "/datenschutz",
    "/impressum",
    "/barrierefreiheit",
]
DEVICES = {"desktop": DESKTOP, "phone": PHONE}

# How light the page's ground is, 0 to 255.
LIGHTNESS = """() => {
  const painted = [document.body, document.documentElement]
    .map(element => getComputedStyle(element).backgroundColor)
    .find(colour => !/^rgba\\(.*, 0\\)$/.test(colour)) ?? 'Canvas'
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  canvas.fillStyle = painted
  canvas.fillRect(0, 0, 1, 1)
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}"""


def open_page(page, path):
    answer = page.goto(path)
    assert answer.status == 200
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_use_the_page(new_visitor, shot, path, device, scheme):
    page = open_page(new_visitor(**DEVICES[device], color_scheme=scheme), path)
    shot(page, "whole")
    lightness = page.evaluate(LIGHTNESS)
    fits = lightness > 200 if scheme == "light" else lightness < 60
    assert fits, f"the ground of the page in the {scheme} scheme has a lightness of {lightness:.0f}"
    axe(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_page_says_what_it_is(visitor, path):
    page = open_page(visitor, path)
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.title().strip()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_the_smallest_phone(new_visitor, shot, path):
    page = open_page(new_visitor(**PHONE | {"viewport": {"width": 320, "height": 640}}), path)
    shot(page, "320")
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_page_works_without_scripts(new_visitor, path):
    without = open_page(new_visitor(java_script_enabled=False), path)
    assert without.get_by_role("heading", level=1).is_visible()
    for form in without.locator("main form").all():
        assert form.get_by_role("button").first.is_visible(), "a form that only a script could send"


def test_the_keyboard_reaches_the_content_first(visitor):
    page = open_page(visitor, "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('main:target') !== null")
