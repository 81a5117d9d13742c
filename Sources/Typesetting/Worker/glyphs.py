"""Keeps of a text what the fonts can show. A PDF/UA with a missing glyph is refused, so every sign that no font has
becomes a replacement sign before anything is set. What becomes of a sign depends on that sign alone, never on what was
set before.
"""

import functools
import glob
import os
import unicodedata

import regex
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
FONT_FOLDERS = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/dejavu",
                "/usr/share/fonts-droid-fallback/truetype", os.path.join(HERE, "fonts"), "/usr/local/share/fonts"]
# What the letters are set in, in every weight that a layout uses: tried before any other font.
TEXT_FONTS = [("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"),
              ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"), ("NotoEmoji-Regular",)]
REPLACEMENT = "\ufffd"
LONGEST_SIGN = 16

# Control characters, private use, noncharacters, halves of surrogate pairs; what turns the direction of writing by
# force, and marks of byte order and annotation.
UNWANTED = regex.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000\U000e0002-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
    r"|\p{Co}|\p{Cs}|\p{Noncharacter_Code_Point}")
# Letters and signs that the first font has in every weight, so that nothing has to be looked up for most texts.
PLAIN = regex.compile("[\t\n\r -~\xa0-\xac\xae-\u0233\u1e02-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030"
                      "\u2039\u203a\u2044\u20ac\u2122]*")
SIGN = regex.compile(r"\X\p{M}*")
UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")
MODIFIER = regex.compile(r"\p{Emoji_Modifier}|\p{Default_Ignorable_Code_Point}")
BLANK = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}]*")
# Needs something before it, which in the finished document would be another text.
CLINGING = regex.compile(r"[\p{M}\u200c\u200d\p{Emoji_Modifier}]")


def shown(text, replaced):
    """The text as the fonts can show it. Signs that they cannot are put into the set `replaced`."""
    if PLAIN.fullmatch(text):
        return text
    return visible("".join(known(sign, replaced) for sign in signs(text)), text)


def bare(text):
    """The text with nothing but what the first font has: what is left when a layout asks for something unforeseen."""
    return visible("".join(sign if PLAIN.fullmatch(sign) else REPLACEMENT for sign in signs(text)), text)


def signs(text):
    return SIGN.findall(unicodedata.normalize("NFC", UNWANTED.sub("", text)))


def visible(found, text):
    """A PDF/UA with an empty heading is refused: what was written in signs that nobody sees is told, too."""
    return REPLACEMENT if text.strip() and BLANK.fullmatch(found) else found


def known(sign, replaced):
    if PLAIN.fullmatch(sign):
        return sign
    found = settable(sign[:LONGEST_SIGN])
    if REPLACEMENT in found and sign != REPLACEMENT:
        replaced.add(sign[:LONGEST_SIGN])
    return found


@functools.lru_cache(maxsize=20_000)
def settable(sign):
    """The sign, or what of it can be shown: the parts of a joined emoji, a letter without the mark that no font has."""
    for form in (sign, unicodedata.normalize("NFD", sign)):
        if not CLINGING.match(form) and is_whole(form):
            return form
    parts = [part if not CLINGING.match(part) and is_whole(part) else REPLACEMENT for part in MODIFIER.sub("", sign)]
    return regex.sub(f"{REPLACEMENT}+", REPLACEMENT, "".join(parts))


def is_whole(sign):
    """Whether one font, and the one that will be taken, has all of the sign."""
    needed = {ord(part) for part in sign if not UNSEEN.match(part)}
    if not needed:
        return True
    if any(needed <= font for font in text_fonts()):
        return True
    first = next(ord(part) for part in sign if not UNSEEN.match(part))
    fonts = [font for font in all_fonts().values() if first in font]
    return bool(fonts) and all(needed <= font for font in fonts)


@functools.cache
def text_fonts():
    files = font_files()
    return [frozenset.intersection(*(characters(files[name]) for name in names)) for names in TEXT_FONTS
            if all(name in files for name in names)]


@functools.cache
def all_fonts():
    """By name, the characters of each font: some hundred files, read when the first fonts lack a sign."""
    return {name: characters(path) for name, path in font_files().items()}


@functools.cache
def font_files():
    paths = [path for folder in FONT_FOLDERS for path in glob.glob(f"{folder}/**/*.[to]tf", recursive=True)]
    return {os.path.splitext(os.path.basename(path))[0]: path for path in paths}


def characters(path):
    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except Exception:
        # A font that is damaged shows nothing; Typst leaves it out as well.
        return frozenset()
