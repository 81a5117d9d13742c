"""Looks at documents from elsewhere: what stands on their pages, what they do and carry; cuts them into parts."""

import logging
import os
import struct
import zipfile

from pypdf import PasswordType, PdfReader, PdfWriter
from pypdf.errors import DependencyError, FileNotDecryptedError

from contents import Contents
from failure import DISK_ERRORS, Failure

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MOST_PAGES = 1000
# Up to the lengths of the name and of what follows it: all but the flags and the former is skipped.
LOCAL_HEAD = struct.Struct("<4x2xH18xHH")


def inspect(header):
    """The pages of a document with their text, as far as `texts` asks for it, and what it does and carries.

    One that opens without a password, as only changing it is locked, is written openly into the descriptor `clear`.
    """
    reader = opened(header["in"])
    if len(reader.pages) > MOST_PAGES:
        raise Failure("tooLarge", "too many pages")
    found = Contents(reader)
    texts = [text_of(page) for page in reader.pages] if header.get("texts") else []
    if reader.is_encrypted:
        with os.fdopen(header["clear"], "wb", closefd=False) as file:
            PdfWriter(clone_from=reader).write(file)
    return {
        "pages": len(reader.pages), "texts": texts, "isActive": found.is_active, "carriesFiles": found.carries_files}


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
    """Unpacks the files of a ZIP archive under names of our own; too many or too large ones are refused as a whole.

    `problems` has, for each name, why that file could not be unpacked, or nothing.
    """
    with zipfile.ZipFile(header["in"]) as archive:
        members = [one for one in archive.infolist() if not is_hidden(one.filename.replace("\\", "/"))]
        if len(members) > header["mostFiles"] or sum(one.file_size for one in members) > header["mostBytes"]:
            raise Failure("tooLarge", "the archive unpacks to too much")
        left = header["mostBytes"]
        problems = []
        for number, member in enumerate(members):
            path = os.path.join(header["out"], f"{number}.pdf")
            problem = unpack(archive, member, path, left)
            left -= os.path.getsize(path) if os.path.exists(path) else 0
            problems.append(problem)
    if members and all(problem == "encrypted" for problem in problems):
        raise Failure("encrypted", "the archive is encrypted")
    return {"names": [os.path.basename(one.filename.replace("\\", "/")) for one in members], "problems": problems}


def is_hidden(name):
    return name.endswith("/") or name.startswith("__MACOSX/") or os.path.basename(name).startswith(".")


def unpack(archive, member, path, most):
    """Writes a file of an archive, or says why not. What the archive says of its sizes may be a lie: counted while it
    comes."""
    if member.flag_bits & 1:
        return "encrypted"
    size = 0
    try:
        take_local_name(archive, member)
        with archive.open(member) as source, open(path, "wb") as file:
            while piece := source.read(1 << 16):
                size += len(piece)
                if size > most:
                    raise Failure("tooLarge", "the archive unpacks to too much")
                file.write(piece)
        return None
    except (Failure, MemoryError):
        raise
    except OSError as error:
        if error.errno in DISK_ERRORS:
            raise
    except Exception:
        pass
    if os.path.exists(path):
        os.unlink(path)
    return "damaged"


def take_local_name(archive, member):
    """Some programs write a name with `\\` in the directory and with `/` in front of the file, or the other way round.
    Python takes that for damage."""
    archive.fp.seek(member.header_offset)
    head = archive.fp.read(LOCAL_HEAD.size)
    if len(head) < LOCAL_HEAD.size:
        return
    flags, length, _ = LOCAL_HEAD.unpack(head)
    local = archive.fp.read(length).decode("utf-8" if flags & 0x800 else "cp437", "replace")
    if local.replace("\\", "/") == member.orig_filename.replace("\\", "/"):
        member.orig_filename = local


def write(writer, path):
    with open(path, "wb") as file:
        writer.write(file)
        os.fsync(file.fileno())


def opened(path):
    """Also one that only its owner's password protects from being changed."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Failure("encrypted", "the document is encrypted")
        len(reader.pages)
        return reader
    except NotImplementedError as error:
        # Encrypted for certificates, or by a scheme of some vendor.
        raise Failure("encrypted" if names_encryption(path) else "document", f"{type(error).__name__}: {error}")
    except (FileNotDecryptedError, DependencyError) as error:
        raise Failure("encrypted", f"{type(error).__name__}: {error}")


def names_encryption(path):
    with open(path, "rb") as file:
        return b"/Encrypt" in file.read()


def text_of(page):
    try:
        return page.extract_text()[:20_000]
    except Exception:
        return ""
