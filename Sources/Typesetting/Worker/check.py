"""Looks at documents from outside: what seals they carry, what stands on their pages, and cuts them into parts."""

import logging
import os
import zipfile
import zlib

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from failure import Failure

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MOST_PAGES = 1000
MOST_SEALS = 10


def seals(header):
    """For each seal in the file whose certificate it is by, its reason, and whether anything changed since."""
    with open(header["in"], "rb") as file:
        try:
            found = [told(one) for one in PdfFileReader(file, strict=False).embedded_signatures[:MOST_SEALS]]
        except Failure:
            raise
        except Exception as error:
            raise Failure("document", f"{type(error).__name__}: {error}")
    return {"seals": found}


def told(embedded):
    # Whose certificate it is the program knows by itself: it only has to fit the bytes.
    trust = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, trust)
        unchanged = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    except Exception:
        unchanged = False
    return {
        "fingerprint": embedded.signer_cert.sha256.hex(),
        "reason": str(embedded.sig_object.get("/Reason", "")),
        "unchanged": bool(unchanged),
    }


def inspect(header):
    """The pages of a document with their text, as far as `texts` asks for it."""
    reader = opened(header["in"])
    if len(reader.pages) > MOST_PAGES:
        raise Failure("tooLarge", "too many pages")
    try:
        texts = [text_of(page) for page in reader.pages] if header.get("texts") else []
        return {"pages": len(reader.pages), "texts": texts, "isActive": is_active(reader)}
    except Exception as error:
        raise Failure("document", f"{type(error).__name__}: {error}")


def cut(header):
    """Writes the pages `first` to `last` (from 0) of a document into files of their own."""
    reader = opened(header["in"])
    for part in header["parts"]:
        writer = PdfWriter()
        for number in range(part["first"], part["last"] + 1):
            writer.add_page(reader.pages[number])
        write(writer, part["out"])
    return {}


def append(header):
    """Puts documents behind each other for printing; their tags and seals do not come along."""
    writer = PdfWriter()
    pages = 0
    for path in header["parts"]:
        reader = opened(path)
        # Both sides of the paper: each document begins on a sheet of its own.
        for page in reader.pages:
            writer.add_page(page)
        pages += len(reader.pages)
        if len(reader.pages) % 2 == 1:
            writer.add_blank_page()
            pages += 1
    beside = header["out"] + ".new"
    write(writer, beside)
    os.rename(beside, header["out"])
    return {"pages": pages}


def unzip(header):
    """Unpacks the files of a ZIP archive under names of our own; too many or too large ones are refused as a whole."""
    try:
        with zipfile.ZipFile(header["in"]) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not hidden(one.filename)]
            if len(members) > header["mostFiles"] or sum(one.file_size for one in members) > header["mostBytes"]:
                raise Failure("tooLarge", "the archive unpacks to too much")
            if any(one.flag_bits & 1 for one in members):
                raise Failure("encrypted", "the archive is encrypted")
            left = header["mostBytes"]
            for number, member in enumerate(members):
                left -= unpack(archive, member, os.path.join(header["out"], f"{number}.pdf"), left)
            return {"names": [os.path.basename(one.filename.replace("\\", "/")) for one in members]}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise Failure("document", f"{type(error).__name__}: {error}")


def hidden(name):
    return name.startswith("__MACOSX/") or os.path.basename(name).startswith(".")


def unpack(archive, member, path, most):
    """What the archive says of its sizes may be a lie: counted while it comes."""
    size = 0
    with archive.open(member) as source, open(path, "wb") as file:
        while piece := source.read(1 << 16):
            size += len(piece)
            if size > most:
                raise Failure("tooLarge", "the archive unpacks to too much")
            file.write(piece)
    return size


def write(writer, path):
    with open(path, "wb") as file:
        writer.write(file)
        os.fsync(file.fileno())


def opened(path):
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise Failure("encrypted", "the document is encrypted")
        len(reader.pages)
        return reader
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Failure("document", f"{type(error).__name__}: {error}")


def text_of(page):
    try:
        return page.extract_text()[:20_000]
    except Exception:
        return ""


STARTERS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}


def is_active(reader):
    """Whether it would run a script, start a program, send something, or carries files."""
    root = reader.trailer["/Root"]
    names = resolved(root.get("/Names")) or {}
    forms = resolved(root.get("/AcroForm")) or {}
    if starts(root.get("/OpenAction")) or "/AA" in root or "/XFA" in forms:
        return True
    if "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    return any(is_page_active(page) for page in reader.pages)


def is_page_active(page):
    annotations = [resolved(one) or {} for one in resolved(page.get("/Annots")) or []]
    return "/AA" in page or any(
        "/AA" in one or starts(one.get("/A")) or one.get("/Subtype") == "/FileAttachment" for one in annotations)


def starts(action):
    action = resolved(action)
    return isinstance(action, dict) and action.get("/S") in STARTERS


def resolved(value):
    return value.get_object() if hasattr(value, "get_object") else value
