"""PDF/UA-1 from a Typst layout and JSON data."""

import functools
import json
import os
import re

import typst

import glyphs
from failure import Failure

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGES = os.path.join(HERE, "packages")
NEEDED_FAMILIES = {"Noto Sans": "fonts-noto-core", "DejaVu Sans Mono": "fonts-dejavu"}
PAGES = "(<typesetting-item>, <typesetting-end>).map(query).flatten().map(mark => mark.location().page())"


def typeset(header, body):
    try:
        return set_in_type(header, body)
    except (Failure, OSError, ImportError, MemoryError):
        raise
    except Exception as error:
        raise Failure("layout", f"{type(error).__name__}: {error}")


def set_in_type(header, body):
    given, replaced = json.loads(body), set()
    data = each_text(given, lambda text: glyphs.shown(text, replaced))
    header["title"] = glyphs.shown(header["title"], replaced)
    try:
        figures, pdf = compiled(header, data)
    except typst.TypstError as error:
        if not is_about_signs(error):
            raise Failure("layout", message(error))
        figures, pdf = compiled_somehow(header, data)
    return {**figures, "unshown": sorted(replaced)}, pdf


def compiled_somehow(header, data):
    """With the items whose signs cannot be shown after all, as with a layout's own fonts, reduced to plain letters."""
    common = each_text(data["common"], glyphs.bare)
    items = [item if is_settable(header, item, common) else each_text(item, glyphs.bare) for item in data["items"]]
    try:
        return compiled(header, {"items": items, "common": common})
    except typst.TypstError as error:
        raise Failure("layout", message(error))


def is_settable(header, item, common):
    try:
        compiled(header, {"items": [item], "common": common})
        return True
    except typst.TypstError as error:
        return not is_about_signs(error)


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
    return {"firstPages": first_pages, "pages": last_page}, pdf


@functools.cache
def fonts():
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[folder for folder in glyphs.FONT_FOLDERS if os.path.isdir(folder)],
    )
    for family, package in NEEDED_FAMILIES.items():
        if family not in found.families():
            raise Failure("missing", f"the font {family} is not installed (Debian package {package})")
    return found


def each_text(value, change):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [each_text(part, change) for part in value]
    if isinstance(value, dict):
        return {key: each_text(part, change) for key, part in value.items()}
    return value


def is_about_signs(error):
    return "could not be displayed" in str(error) or "disallowed codepoint" in str(error)


def message(error):
    """Typst's report, which draws file, line and column, on one line and without this machine's folders."""
    where = re.search(r"┌─ (\S+\.typ:\d+:\d+)", error.diagnostic or "")
    hints = "".join(f"; {hint}" for hint in error.hints)
    return (f"{os.path.basename(where[1])}: " if where else "") + error.message + hints
