"""A page looked at as people meet it: on a desktop, on a phone, in the dark."""

from watch import TOO_WIDE, axe

WIDTHS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def look(page, shot, step):
    """Axe finds nothing and nothing scrolls sideways; `--shots` keeps a picture of each."""
    before = page.viewport_size
    for device, size in WIDTHS.items():
        page.set_viewport_size(size)
        shot(page, f"{step} {device}")
        assert page.evaluate(TOO_WIDE) == [], f"{page.url} scrolls sideways ({device})"
        axe(page)
    page.emulate_media(color_scheme="dark")
    shot(page, f"{step} dark")
    axe(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)
