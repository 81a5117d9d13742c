"""Files for the soak: what people upload, and what was made to hold or end a portal."""

import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


def timetables():
    lesson = event("DTSTART:20260901T080000Z", "DTEND:20260901T093000Z", "RRULE:FREQ=WEEKLY;COUNT=80", "SUMMARY:Mathe")
    never = [event("DTSTART:20260101T080000", "DTEND:20260101T090000", f"RRULE:{rule}", "SUMMARY:Nie") for rule in (
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=3", "FREQ=DAILY;COUNT=999999999;INTERVAL=0", "FREQ=SECONDLY")]
    zone = ("BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
            "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
    zoned = event("DTSTART;TZID=Own:20260901T080000", "DTEND;TZID=Own:20260901T090000", "SUMMARY:Zone")
    return [
        File("stundenplan.ics", calendar(lesson)), File("nie.ics", calendar(*never)),
        File("nie-500.ics", calendar(*(never * 84))), File("zone.ics", calendar(zone + zoned)),
        File("leer.ics", b""), File("kein.ics", b"\xff\xfe\x00" * 5000)]


def event(*lines):
    return "BEGIN:VEVENT\r\nUID:" + str(hash(lines)) + "\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n"


def calendar(*parts):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Schule//DE\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def attachments():
    return [
        File("foto.png", picture(1200, 900)), File("riesig.png", picture(12_000, 12_000)),
        File("blatt.pdf", pdf()), File("skript.pdf", pdf("/OpenAction <</S /JavaScript /JS (app.alert(1))>>")),
        File("zertifikat.pdf", pdf(trailer="/Encrypt <</Filter /Adobe.PubSec /V 4>> /ID [<00> <00>]")),
        File("abgebrochen.pdf", pdf()[:200]), File("bild.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 4000)]


def picture(width, height):
    """A grey PNG, which packs to next to nothing however large it is."""
    packer = zlib.compressobj(9)
    line = b"\x00" + b"\x7f" * width
    body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def pdf(catalogue="", trailer=""):
    objects = [
        f"<</Type /Catalog /Pages 2 0 R {catalogue}>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>> >>"]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode())
    start = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 4\n0000000000 65535 f \n{rows}trailer\n<</Root 1 0 R /Size 4 {trailer}>>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def records():
    week = {"year": 2026, "week": 40, "days": []}
    return [
        File("daten.json", json.dumps({"version": 1, "weeks": [week]}).encode()),
        File("tief.json", b"[" * 400_000), File("viele.json", json.dumps({"weeks": [week] * 20_000}).encode()),
        File("zahl.json", b'{"weeks":[{"year":1e400,"week":99999999999999999999}]}')]


def tables():
    head = "betriebsnummer;name;plz;ort;aktiv_bis\n"
    rows = "".join(f"47{row:05};Probe {row} GmbH;24103;Kiel;\n" for row in range(2_000))
    return [
        File("betriebe.csv", (head + rows).encode()), File("ansi.csv", (head + rows.replace("Probe", "Präge")).encode("cp1252")),
        File("jahre.csv", (head + "4007001;Probe GmbH;24103;Kiel;31.12.30\n").encode()),
        File("zelle.csv", (head + '4007002;"' + "x" * 900_000 + '";24103;Kiel;\n').encode()),
        File("spalten.csv", (";".join(f"s{n}" for n in range(50_000)) + "\n").encode()),
        File("offen.csv", (head + '4007003;"Probe').encode())]


def batches():
    def archive(**files):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                packed.writestr(name.replace("_", "-") + ".pdf", content)
        return file.getvalue()

    broken = bytearray(archive(A_9001=pdf(), A_9002=pdf()))
    broken[60] ^= 0xFF
    return [
        File("einladungen.zip", archive(**{f"A_{number}": pdf() for number in range(9001, 9061)})),
        File("gemischt.zip", archive(A_9001=pdf(), A_9002=attachments()[4].content, A_9003=b"kein PDF")),
        File("bombe.zip", archive(A_9001=b"\x00" * (80 << 20))), File("kaputt.zip", bytes(broken)),
        File("sammel.pdf", pdf())]
