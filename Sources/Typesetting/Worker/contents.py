"""What a PDF would do and carries, beside showing pages: every object of it is looked at, wherever it hangs.

What may run is an allow list: going to a page, opening an address of the web. A document in which more is to be looked
at than a document needs is not passed unseen.
"""

import re
import time

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from failure import Failure

MOST_OBJECTS = 300_000
MOST_VALUES = 1_000_000
# Of processor time: a machine that has much else to do makes no document larger.
MOST_SECONDS = 20
DEEPEST = 100

# Where the PDF standard has an action or a chain of them.
ACTION_KEYS = ("/A", "/PA", "/OpenAction", "/Next")
PAGE_MOVES = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
HARMLESS_ADDRESS = re.compile(r"\s*(https?:|mailto:|tel:|www\.)", re.IGNORECASE)
ACTIONS = {
    "/GoTo": lambda action: True,
    "/Named": lambda action: action.get("/N") in PAGE_MOVES,
    "/URI": lambda action: bool(HARMLESS_ADDRESS.match(str(plain(action.get("/URI"))))),
}
FORBIDDEN_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/Rendition", "/Movie",
    "/Sound", "/Thread", "/GoTo3DView", "/RichMediaExecute", "/Hide", "/SetOCGState", "/Trans", "/GoToDp"}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/Rendition"}
ANNOTATIONS = {
    "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/PrinterMark", "/TrapNet",
    "/Watermark", "/Redact", "/FileAttachment"}
CARRYING_KEYS = {"/EmbeddedFiles", "/EF", "/AF", "/Collection"}


class Contents:
    """`is_active`: it would run a script, start a program, send something or fetch something. `carries_files`: other
    files travel inside of it."""

    def __init__(self, reader):
        self.reader = reader
        self.is_active = self.carries_files = False
        self.left = MOST_VALUES
        self.until = time.process_time() + MOST_SECONDS
        numbers = {(number, generation) for generation, entries in reader.xref.items() for number in entries}
        numbers |= {(number, 0) for number in reader.xref_objStm}
        if len(numbers) > MOST_OBJECTS:
            raise Failure("tooLarge", "too many objects")
        self.seen = set()
        self.waiting = [reader.trailer, *(IndirectObject(*number, reader) for number in sorted(numbers))]
        while self.waiting and not self.is_active:
            self.look(self.waiting.pop())

    def look(self, value, depth=0):
        self.left -= 1
        if self.left < 0 or depth > DEEPEST or time.process_time() > self.until:
            raise Failure("tooLarge", "too much to look at")
        if isinstance(value, IndirectObject):
            number = (value.idnum, value.generation)
            if number in self.seen:
                return
            self.seen.add(number)
            if len(self.seen) > MOST_OBJECTS:
                raise Failure("tooLarge", "too many objects")
            value = known(value)
        if isinstance(value, DictionaryObject):
            self.judge(value)
            inside = [dict.__getitem__(value, key) for key in value]
        elif isinstance(value, ArrayObject):
            inside = [list.__getitem__(value, index) for index in range(len(value))]
        else:
            return
        for part in inside:
            if isinstance(part, IndirectObject):
                # All of them have their turn; what no table names is looked at here.
                if (part.idnum, part.generation) not in self.seen:
                    self.waiting.append(part)
            elif isinstance(part, (DictionaryObject, ArrayObject)):
                self.look(part, depth + 1)

    def judge(self, found):
        keys = set(found)
        if keys & CARRYING_KEYS and any(is_something(found.get(key)) for key in keys & CARRYING_KEYS):
            self.carries_files = True
        kind = plain(found.get("/Subtype"))
        if kind == "/FileAttachment":
            self.carries_files = True
        self.is_active |= (
            any(is_something(found.get(key)) for key in keys & ACTIVE_KEYS)
            or is_something(found.get("/AA"))
            or is_forbidden(found)
            or any(not are_harmless(found.get(key)) for key in ACTION_KEYS if key in keys)
            or ("/Rect" in keys and kind is not None and "/FormType" not in keys and kind not in ANNOTATIONS)
            or (isinstance(found, StreamObject) and "/F" in keys)
            or (kind == "/Form" and is_something(found.get("/Ref")))
            or ("/Base" in keys and not HARMLESS_ADDRESS.match(str(plain(found.get("/Base")))))
        )


def is_forbidden(found):
    # A tag of the structure has its kind under the same key.
    is_tag = plain(found.get("/Type")) == "/StructElem" or "/P" in found
    return not is_tag and plain(found.get("/S")) in FORBIDDEN_ACTIONS


def are_harmless(value):
    """One action or a list of them; a destination and the attributes of a tag are none."""
    value = plain(value)
    if isinstance(value, ArrayObject):
        return all(are_harmless(part) for part in value if isinstance(plain(part), DictionaryObject))
    if not isinstance(value, DictionaryObject) or "/S" not in value:
        return True
    harmless = ACTIONS.get(plain(value.get("/S")))
    return harmless is not None and harmless(value)


def is_something(value):
    value = plain(value)
    return value is not None and not (isinstance(value, (DictionaryObject, ArrayObject, str)) and len(value) == 0)


def plain(value):
    """The value itself, for a reference what it stands for."""
    for _ in range(10):
        if not isinstance(value, IndirectObject):
            break
        value = known(value)
    return None if type(value).__name__ == "NullObject" else value


def known(reference):
    found = reference.get_object()
    return None if type(found).__name__ == "NullObject" else found
