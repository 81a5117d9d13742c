"""Training records: weeks handed in, the year at a glance, the list of what waits, a copy of a whole record."""

import datetime
import json
import time
from urllib.parse import quote, urlencode

import load
import processes
from documents import make_key
from installation import PASSWORD, Installation
from tables import Table, megabytes, milliseconds, number, seconds, times
from visitor import Visitor

RECORDS = 300
WEEKS = 40
COPIED_WEEKS = 156
ON_A_PAGE = 30
LINES = "Korpus zugeschnitten\nKanten angeleimt und bündig gefräst"


def measure(stores, plan):
    writes = Table("records-writes", ["database", "weeks handed in a second", "p50", "p99"])
    pages = Table("records-pages", ["database", "page", "requests/s", "p50", "p99", "against 30 weeks"])
    copies = Table("records-copy", ["database", "copy", "time", "memory at most, all processes", "size"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            first = _fill(portal)
            make_key(portal.folder / "seal.p12")
            _without_confirmations(portal)
            portal.start()
            lea = Visitor(portal.url).sign_in("azubi@demo.example", PASSWORD)
            marion = Visitor(portal.url).sign_in("ausbilderin@demo.example", PASSWORD)
            few = load.full(f"{portal.url}/ausbildungsnachweise", plan.seconds, marion.cookie_header)
            writes.rows.append(_hand_in(portal, lea, first, plan))
            many = load.full(f"{portal.url}/ausbildungsnachweise", plan.seconds, marion.cookie_header)
            waiting = portal.store.value("SELECT count(*) FROM record_weeks WHERE state = 'submitted'")
            year = load.full(f"{portal.url}/ausbildungsnachweise/1", plan.seconds, lea.cookie_header)
            pages.rows += [
                _row(portal, "the year at a glance", year, "–"),
                _row(portal, f"what waits, {number(waiting)} weeks", many, times(many.p50 / few.p50, 2))]
            copies.rows.append(_copy(portal, lea, first))
            if portal.faults():
                raise RuntimeError(f"requests failed inside:\n{portal.log_text()[-2000:]}")
    writes.notes.append(
        "Each is stored, kept as a version, noted and written to the audit log before it is answered. 16 connections.")
    pages.notes.append("The list shows thirty weeks a page, with all that they say.")
    return [writes, pages, copies]


def _row(portal, page, done, ratio):
    return [portal.engine, page, number(done.per_second), milliseconds(done.p50), milliseconds(done.p99), ratio]


def _without_confirmations(portal):
    """The new entries would be confirmed meanwhile."""
    now = int(time.time() * 1e6)
    portal.store.run(
        "INSERT INTO setting_changes (key, value, valid_from, changed_at)"
        f" VALUES ('documents.automatic', 'false', {now}, {now}), ('documents.cutOff', '2099-01-01', {now}, {now})")


def content():
    days = [{"entries": LINES, "kind": "company", "minutes": 480}] * 5 + [{"entries": "", "minutes": 0}] * 2
    return json.dumps(
        {"days": days, "department": "", "instruction": ""}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _fill(portal):
    """Many records for the demo's apprentice, each with drafts, and one of three years that is signed."""
    store = portal.store
    first = store.value("SELECT max(id) FROM apprenticeships") + 1
    columns = ("apprentice_id, company_id, occupation_id, instructor_id, ends_on, entered_on, dissolved_on, school,"
               " weekly_tenths, record_form, name_key, content_hash, imported_at")
    start = datetime.date.today() - datetime.timedelta(weeks=COPIED_WEEKS)
    store.run(
        f"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {RECORDS})"
        f" INSERT INTO apprenticeships (id, number, number_key, starts_on, {columns})"
        f" SELECT {first} + n.i, 'Z' || n.i, 'Z' || n.i,"
        f" CASE WHEN n.i = {RECORDS} THEN '{start}' ELSE s.starts_on END, {columns}"
        " FROM apprenticeships s, n WHERE s.id = 1")
    text = content().replace("'", "''")

    def row(record, year, week, state):
        return ("(apprenticeship_id, iso_year, iso_week, state, revision, content, content_hash, changed_at)"
                f" SELECT {record}, {year}, {week}, '{state}', 1, '{text}', w.content_hash, w.changed_at"
                " FROM record_weeks w")

    store.run(
        f"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {RECORDS * WEEKS - 1})"
        " INSERT INTO record_weeks "
        + row(f"{first} + n.i / {WEEKS}", 2026, f"1 + n.i % {WEEKS}", "draft") + ", n WHERE w.id = 1")
    # A page of the list of what waits.
    store.run(
        f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ON_A_PAGE})"
        " INSERT INTO record_weeks " + row(first, 2025, "n.i", "submitted") + ", n WHERE w.id = 1")
    weeks = [(start + datetime.timedelta(weeks=index)).isocalendar() for index in range(COPIED_WEEKS)]
    store.run(";".join(
        "INSERT INTO record_weeks "
        + row(first + RECORDS, week.year, week.week, "signed") + " WHERE w.id = 1" for week in weeks))
    return first


def _hand_in(portal, lea, first, plan):
    fields = [("fassung", "1"), ("abteilung", ""), ("unterweisung", "")]
    for day in range(5):
        fields += [(f"art{day}", "company"), (f"zeit{day}", "8:00"), (f"text{day}", LINES)]
    token = lea.token(f"/ausbildungsnachweise/{first}/2026/1")
    process = load.start(
        "records.lua", portal.url, plan.seconds, load.FULL_CONNECTIONS,
        [lea.cookie_header, quote(token), str(first), str(RECORDS), urlencode(fields)])
    done = load.finish(process, plan.seconds)
    stored = portal.store.value("SELECT count(*) FROM record_versions WHERE revision = 1")
    if stored < done.entered:
        raise RuntimeError(f"{done.entered} were answered, {stored} are stored")
    return [portal.engine, number(done.signed_in_per_second), milliseconds(done.p50), milliseconds(done.p99)]


def _copy(portal, lea, first):
    path = f"/ausbildungsnachweise/{first + RECORDS}/ausgabe"
    lea.token(path)
    lea.post(path, [("zeitraum", "jahr1")])
    with processes.watching(portal.pid) as watch:
        begin = time.monotonic()
        answer = lea.post(path, [("zeitraum", "alles")])
        taken = time.monotonic() - begin
    if not answer.body.startswith(b"%PDF"):
        raise RuntimeError(f"no copy: {answer.status}")
    return [portal.engine, f"{COPIED_WEEKS} weeks, sealed", seconds(taken), megabytes(watch.peak),
            megabytes(len(answer.body))]
