"""Exam participants: their import, the search for them, and a batch of documents for them taken apart and issued."""

import http.client
import io
import random
import re
import subprocess
import time
import zipfile
from contextlib import ExitStack
from urllib.parse import urlsplit

import importing
import processes
from documents import make_key
from installation import PASSWORD, Installation
from register import compared
from register_samples import FIRST_NAMES, LAST_NAMES
from tables import Table, megabytes, milliseconds, number, seconds, times
from visitor import Visitor

FEW = 200
PAGE = "/kammer/pruefungen/teilnehmer"
RARE = "Xaverholt"
SEARCHES = [
    ("first page", "", "<table"), ("rare last name", RARE, RARE), ("first and last name", f"anna+{RARE}", RARE),
    ("number, the beginning of more", "T-100", "T-100"), ("nothing found", "Xylqzar", 'class="empty"')]
SECONDS_FOR_BATCH = 600
BOUNDARY = "----bench"


def measure(stores, plan):
    many = plan.contracts * 4 // 9
    imports = Table("exam-import", ["database", "participants", "run", "time", "rows/s", "memory"])
    searches = Table("exam-search", [
        "database", "search", f"p50, {number(FEW)}", f"p50, {number(many)}", f"p99, {number(many)}", "p50 against few"])
    batches = Table("exam-batch", [
        "database", "documents", "upload", "taken apart", "files/s", "issued", "documents/s",
        "memory at most, all processes"])
    for store in stores:
        with ExitStack() as stack:
            portals = [stack.enter_context(Installation(store)) for _ in range(2)]
            for portal, size in zip(portals, (FEW, many)):
                imports.rows += _import(portal, size)
                make_key(portal.folder / "seal.p12")
                portal.start()
            searches.rows += _searches(portals, plan)
            batches.rows.append(_batch(portals[0], plan.confirmations // 5))
            if any(portal.faults() for portal in portals):
                raise RuntimeError("requests failed inside")
    searches.notes.append(f"`{PAGE}` as officer, 16 connections at once. Budget: 1.3 times.")
    batches.notes.append(
        "A ZIP of one-page PDFs, uploaded by an officer, matched by the numbers in the names, then sealed and issued.")
    return [imports, searches, batches]


def _import(portal, size):
    """Returns: rows of the table, only for the large file."""
    portal.command("demo")
    chance = random.Random(7)
    lines = ["teilnehmernummer;vorname;nachname;email;strasse;plz;ort;prüfung;grund;prüfung_bis"]
    lines += [
        f"T-{100 + index};{'Anna' if index == 0 else chance.choice(FIRST_NAMES)};"
        f"{RARE if index == 0 else chance.choice(LAST_NAMES) + str(index % 97)};;Weg {index};12345;Musterstadt;"
        f"Fachwirt/-in {index % 60};Fortbildung;" for index in range(size)]
    file = portal.folder / "participants.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = []
    for run in ("first", "again"):
        cost = portal.command("import", "participants", str(file))
        if importing.counts(cost.output)[-1]:
            raise RuntimeError(cost.output[-500:])
        rows.append([
            portal.engine, number(size), run, seconds(cost.seconds), number(size / cost.seconds),
            megabytes(cost.peak_memory)])
    if portal.engine == "PostgreSQL":
        # Its own housekeeping does that within a minute.
        portal.store.run("ANALYZE")
    return rows if size > FEW else []


def _searches(portals, plan):
    officers = [Visitor(portal.url).sign_in("kammer@demo.example", PASSWORD) for portal in portals]
    rows = []
    for label, words, expected in SEARCHES:
        path = f"{PAGE}?suche={words}" if words else PAGE
        few, many = compared([(portal, officer, path, expected) for portal, officer in zip(portals, officers)], plan)
        rows.append([
            portals[0].engine, label, milliseconds(few.p50), milliseconds(many.p50), milliseconds(many.p99),
            times(many.p50 / few.p50, 2)])
    return rows


# MARK: A batch


def _batch(portal, size):
    officer = Visitor(portal.url, timeout=SECONDS_FOR_BATCH).sign_in("kammer@demo.example", PASSWORD)
    token = officer.token("/kammer/dokumente/stapel")
    body = _form(token, _archive(portal.folder, size))
    with processes.watching(portal.pid) as watch:
        begin = time.monotonic()
        path = _upload(portal.url, officer, body)
        uploaded = time.monotonic() - begin
        batch = _wait(lambda: dict(officer.get(path).headers).get("location"))
        apart = time.monotonic() - begin - uploaded
        officer.token(batch)
        begin = time.monotonic()
        officer.post(f"{batch}/ausstellen", [])
        _wait(lambda: b"data-progress-done" in officer.get(f"{batch}/stand").body)
        issued = time.monotonic() - begin
    made = portal.store.value("SELECT count(*) FROM document_recipients WHERE kind = 'exam_participant'")
    if made != size:
        raise RuntimeError(f"{made} of {size} were issued")
    return [
        portal.engine, number(size), seconds(uploaded), seconds(apart), number(size / apart), seconds(issued),
        number(size / issued), megabytes(watch.peak)]


def _archive(folder, size):
    page = folder / "page.pdf"
    plain = (
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>>"
        b" endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>> >> endobj\n"
        b"trailer <</Root 1 0 R /Size 4>>\n")
    source = folder / "plain.pdf"
    source.write_bytes(plain)
    subprocess.run(["qpdf", "--warning-exit-0", str(source), str(page)], check=True, capture_output=True)
    whole = page.read_bytes()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(size):
            # Each content is another one, as invitations are.
            archive.writestr(f"T-{100 + index % FEW}_{index}.pdf", whole + b"%%%d\n" % index)
    return file.getvalue()


def _form(token, archive):
    fields = [("formular", token), ("art", "invitation"), ("titel", "Einladung"), ("empfaenger", "exam_participant")]
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields]
    head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="datei"; filename="e.zip"\r\n'
            "Content-Type: application/zip\r\n\r\n").encode()
    return b"".join(parts) + head + archive + f"\r\n--{BOUNDARY}--\r\n".encode()


def _upload(url, officer, body):
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS_FOR_BATCH)
    connection.request("POST", "/kammer/dokumente/stapel", body, {
        "Cookie": officer.cookie_header, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "X-Forwarded-For": "10.255.0.1"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 303:
        raise RuntimeError(f"{answer.status}: {re.sub(rb'<[^>]+>', b' ', text)[-800:]}")
    return answer.getheader("location")


def _wait(found):
    end = time.monotonic() + SECONDS_FOR_BATCH
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.2)
    raise TimeoutError("the batch was not ready in time")
