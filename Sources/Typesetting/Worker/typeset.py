"""PDF/UA-1 from a Typst layout and JSON data."""

import functools
import json
import os
import re
import typst

from failure import Failure

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGES = os.path.join(HERE, "packages")
FONT_FOLDERS = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/dejavu", "/usr/local/share/fonts"]
NEEDED_FAMILIES = {"Noto Sans": "fonts-noto-core", "DejaVu Sans Mono": "fonts-dejavu"}

# No font has a glyph for these, and a PDF/UA with a missing glyph is refused: control characters, private use,
# noncharacters, halves of surrogate pairs.
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
MISSING_GLYPH = re.compile(r'the text `(".*")` could not be displayed', re.DOTALL)
ROUNDS = 50
PAGES = "(<typesetting-item>, <typesetting-end>).map(query).flatten().map(mark => mark.location().page())"

glyphless = set()


def typeset(header, body):
    data = cleaned(json.loads(body))
    for _ in range(ROUNDS):
        try:
            return compiled(header, data)
        except typst.TypstError as error:
            found = missing_characters(str(error)) - glyphless
            if not found:
                raise Failure("layout", message(error))
            glyphless.update(found)
            data = cleaned(data)
    raise Failure("layout", "too many characters that no font can show")


def compiled(header, data):
    compiler = typst.Compiler(
        os.path.join(header["folder"], header["file"]),
        root=header["folder"],
        font_paths=fonts(),
        ignore_system_fonts=True,
        package_path=PACKAGES,
        package_cache_path=PACKAGES,
        sys_inputs={"title": header["title"], "data": json.dumps(data, ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    # Answered from Typst's memory of the compilation, in milliseconds.
    *first_pages, last_page = json.loads(compiler.eval(PAGES))
    figures = {"firstPages": first_pages, "pages": last_page, "unshown": sorted(glyphless)}
    return figures, pdf


@functools.cache
def fonts():
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[folder for folder in FONT_FOLDERS if os.path.isdir(folder)],
    )
    for family, package in NEEDED_FAMILIES.items():
        if family not in found.families():
            raise Failure("missing", f"the font {family} is not installed (Debian package {package})")
    return found


def cleaned(value):
    if isinstance(value, str):
        text = INVISIBLE.sub("", value)
        return "".join("\ufffd" if c in glyphless else c for c in text) if not glyphless.isdisjoint(text) else text
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: cleaned(part) for key, part in value.items()}
    return value


def missing_characters(error):
    """The characters Typst says no font can show, out of a Rust string literal."""
    match = MISSING_GLYPH.search(error)
    if not match:
        return set()
    literal = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), match[1][1:-1])
    return {c for c in literal if ord(c) > 0x7E and c != "\ufffd"}


def message(error):
    """Typst's report, which draws file, line and column, on one line and without this machine's folders."""
    where = re.search(r"┌─ (\S+\.typ:\d+:\d+)", error.diagnostic or "")
    hints = "".join(f"; {hint}" for hint in error.hints)
    return (f"{os.path.basename(where[1])}: " if where else "") + error.message + hints
