"""A soak: everybody uploads, ordinary files and hostile ones, while somebody else reads pages."""

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import load
import processes
import samples
import soak_files
from documents import make_key
from installation import PASSWORD, Installation
from tables import Table, megabytes, milliseconds, number, times
from visitor import Visitor

# Between two uploads of one person, in seconds: quick for a person, not a flood.
PAUSE = 2
SECONDS_FOR_AN_ANSWER = 60
RECORD = re.compile(rb'href="(/ausbildungsnachweise/\d+)[/"]')
WEEK = re.compile(rb'href="(/ausbildungsnachweise/\d+/\d{4}/\d+)"')


@dataclass
class Uploader:
    """One person who uploads files again and again; what came of it is counted."""

    name: str
    visitor: Visitor
    page: str  # shows the form and its token
    path: str
    fields: list
    files: list
    answers: Counter = field(default_factory=Counter)
    slowest: float = 0
    silent: int = 0

    def run(self, end):
        turn = 0
        while time.monotonic() < end:
            file = self.files[turn % len(self.files)]
            turn += 1
            try:
                self.visitor.token(self.page)
                answer = self.visitor.upload(self.path, self.fields, file.name, file.content)
                self.answers[answer.status] += 1
                self.slowest = max(self.slowest, answer.seconds)
            except (OSError, RuntimeError) as fault:
                print(f"soak: {self.name}, {file.name}: {fault!r}", flush=True)
                self.silent += 1
                self.visitor.reconnect()
            time.sleep(PAUSE)


def measure(stores, plan):
    pages = Table("soak", [
        "database", "minutes", "pages read", "p50 calm", "p50 beside uploads", "p99 calm", "p99 beside uploads", "p99 ratio",
        "pages without answer", "memory at most, all processes", "faults inside"])
    uploads = Table("soak-uploads", [
        "database", "who uploads", "uploads", "taken or told why", "too many", "faults", "no answer", "slowest"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            samples.lift_limits(portal.store)
            make_key(portal.folder / "seal.p12")
            portal.start()
            row, people = _soak(portal, plan.soak)
            pages.rows.append(row)
            uploads.rows += [_told(portal.engine, one) for one in people]
            portal.stop()
    pages.notes.append(
        "The page is a company's signed-in start page, asked for about a hundred times a second, first alone, then while six"
        f" people upload, each a file every {PAUSE} s and whatever the answer took: timetables, photos, records as JSON,"
        " tables, batches, PDFs to check, ordinary ones and such as were made to hold or end the portal. Budget: p99 at"
        " most 3× calm, no request without answer.")
    return [pages, uploads]


def _soak(portal, span):
    member = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    people = _people(portal)
    calm = load.probe(f"{portal.url}/", min(60, span), member.cookie_header)
    end = time.monotonic() + span
    threads = [threading.Thread(target=one.run, args=(end,), daemon=True) for one in people]
    with processes.watching(portal.pid) as watch:
        for thread in threads:
            thread.start()
        beside = load.probe(f"{portal.url}/", span, member.cookie_header)
        for thread in threads:
            thread.join(SECONDS_FOR_AN_ANSWER)
    row = [
        portal.engine, f"{span / 60:.1f}", number(beside.requests), milliseconds(calm.p50), milliseconds(beside.p50),
        milliseconds(calm.p99), milliseconds(beside.p99), times(beside.p99 / calm.p99), beside.faults,
        megabytes(watch.peak), portal.faults()]
    return row, people


def _people(portal):
    apprentice = Visitor(portal.url, timeout=SECONDS_FOR_AN_ANSWER).sign_in("azubi@demo.example", PASSWORD)
    record = RECORD.search(_shown(apprentice, "/ausbildungsnachweise"))[1].decode()
    week = WEEK.findall(_shown(apprentice, record))[0].decode()
    officer = Visitor(portal.url, timeout=SECONDS_FOR_AN_ANSWER).sign_in("kammer@demo.example", PASSWORD)

    def again(visitor):
        return visitor.beside()

    return [
        Uploader("apprentice: timetable", apprentice, f"{record}/vorgaben", f"{record}/stundenplan", [],
                 soak_files.timetables()),
        Uploader("apprentice: photo or PDF", again(apprentice), week, f"{week}/anlagen", [], soak_files.attachments()),
        Uploader("apprentice: record as data", again(apprentice), f"{record}/ausgabe", f"{record}/einlesen", [],
                 soak_files.records()),
        Uploader("officer: table", officer, "/kammer/einlesen", "/kammer/einlesen", [("art", "companies")],
                 soak_files.tables()),
        Uploader("officer: batch", again(officer), "/kammer/dokumente/stapel", "/kammer/dokumente/stapel",
                 [("art", "invitation"), ("titel", "Einladung"), ("empfaenger", "apprentice")], soak_files.batches()),
        Uploader("stranger: file to check", Visitor(portal.url, "10.255.7.7", SECONDS_FOR_AN_ANSWER), "/pruefen", "/pruefen",
                 [], soak_files.attachments()),
    ]


def _shown(visitor, path):
    """The page behind a path, also where it leads on to the only record there is."""
    answer = visitor.get(path)
    if answer.status != 303:
        return answer.body
    onward = dict(answer.headers)["location"]
    return b'href="' + onward.encode() + b'/"' + visitor.get(onward).body


def _told(engine, one):
    fine = sum(count for status, count in one.answers.items() if status in (200, 303, 409, 413, 415, 422))
    full = one.answers[429] + one.answers[503]
    faults = sum(one.answers.values()) - fine - full
    return [engine, one.name, sum(one.answers.values()) + one.silent, fine, full, faults, one.silent, f"{one.slowest:.1f} s"]
