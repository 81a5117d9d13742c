"""Documents: confirmations one by one and in bulk while people read pages, long lists, the public check."""

import datetime
import re
import subprocess
import threading
import time

import load
import processes
import register_samples
from installation import PASSWORD, Installation
from register_samples import Size
from tables import Table, megabytes, milliseconds, number, seconds, times
from visitor import Visitor

SECONDS_FOR_BULK = 900
LIST_SIZES = (50, 5_000)


def measure(stores, plan):
    bulk = Table("documents-bulk", [
        "database", "confirmations", "time", "documents/s", "steps of progress", "memory at most, all processes",
        "other page p50 before", "during", "p99 before", "during"])
    one = Table("documents-one", ["database", "one entry", "documents", "from the press to the end"])
    lists = Table("documents-pages", ["database", "page", "requests/s", "p50", "p99", "against 50 documents"])
    for store in stores:
        with Installation(store) as portal:
            _prepare(portal, plan)
            portal.start()
            officer = Visitor(portal.url, timeout=SECONDS_FOR_BULK).sign_in("kammer@demo.example", PASSWORD)
            one.rows.append(_one(portal, officer))
            bulk.rows += [_issue(portal, officer, plan.confirmations)]
            lists.rows += _lists(portal, plan) + _checks(portal, plan)
            if portal.faults():
                raise RuntimeError(f"requests failed inside:\n{portal.log_text()[-2000:]}")
    bulk.notes.append(
        "Each is typeset, sealed, stored under its hash and told of by mail. The other page is the officers' list of"
        " companies, asked for a hundred times a second.")
    lists.notes.append("16 connections at once.")
    one.notes.append("For company and apprentice, ordered by an officer; the worker that seals is running already.")
    return [one, bulk, lists]


def _prepare(portal, plan):
    portal.command("demo")
    # Two documents for each entry; entries of a year are a third of those that run.
    files = register_samples.write(portal.folder, Size(plan.confirmations), _today())
    for kind, file in files.items():
        portal.command("import", kind, str(file))
    now = int(time.time() * 1e6)
    values = {
        "documents.automatic": "false", "documents.credentials": "false", "documents.cutOff": "2099-01-01",
        "documents.checksPerNetwork": "10000"}
    for key, value in values.items():
        portal.store.run(
            "INSERT INTO setting_changes (key, value, valid_from, changed_at)"
            f" VALUES ('{key}', '{value}', {now}, {now})")
    make_key(portal.folder / "seal.p12")


def _today():
    return datetime.date.today()


def make_key(path):
    pem = path.with_suffix(".pem")

    def run(*words):
        subprocess.run(["openssl", *words], check=True, capture_output=True)

    run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "700", "-subj",
        "/CN=Kammer", "-keyout", str(pem), "-out", f"{pem}.crt")
    run("pkcs12", "-export", "-inkey", str(pem), "-in", f"{pem}.crt", "-out", str(path), "-passout", "pass:bench")


# MARK: One entry


def _one(portal, officer):
    """Confirms a single entry: twice, as the first starts the workers."""
    running = (f"SELECT min(id) FROM apprenticeships WHERE ends_on > '{_today()}' AND starts_on <= '{_today()}'"
               " AND dissolved_on IS NULL AND entered_on IS NOT NULL")
    _set_cut_off(portal, _today())
    for _ in range(2):
        before = portal.store.value("SELECT count(*) FROM documents")
        portal.store.run(
            f"UPDATE apprenticeships SET entered_on = '{_today()}' WHERE id = ({running} AND entered_on < '{_today()}')")
        officer.token("/kammer/dokumente/bestaetigungen")
        begin = time.monotonic()
        officer.post("/kammer/dokumente/bestaetigungen", [])
        _follow(officer, begin + 60, pause=0.02)
        taken = time.monotonic() - begin
        made = portal.store.value("SELECT count(*) FROM documents") - before
    portal.store.run(f"UPDATE apprenticeships SET entered_on = starts_on WHERE entered_on = '{_today()}'")
    return [portal.engine, "confirmed", number(made), seconds(taken)]


# MARK: In bulk


def _cut_off(portal, documents):
    """Moves the cut-off day so that at most so many documents are missing: many entries stand under one day."""
    entries = documents // 2
    day = portal.store.value(
        "SELECT entered_on FROM apprenticeships WHERE ends_on >= '" + _today().isoformat() + "' AND entered_on IS NOT NULL"
        f" AND dissolved_on IS NULL ORDER BY entered_on DESC LIMIT 1 OFFSET {entries}")
    _set_cut_off(portal, datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def _set_cut_off(portal, day):
    now = int(time.time() * 1e6)
    portal.store.run(
        "INSERT INTO setting_changes (key, value, valid_from, changed_at)"
        f" VALUES ('documents.cutOff', '{day}', {now}, {now})")
    # The portal reads settings of others every five seconds.
    time.sleep(6)


def _issue(portal, officer, documents):
    _cut_off(portal, documents)
    watcher = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    page, cookie = portal.url + "/hilfe", watcher.cookie_header
    before = load.probe(page, 10, cookie)
    officer.token("/kammer/dokumente/bestaetigungen")
    during = []
    with processes.watching(portal.pid) as watch:
        begin = time.monotonic()
        officer.post("/kammer/dokumente/bestaetigungen", [])
        probing = threading.Thread(target=lambda: (time.sleep(3), during.append(load.probe(page, 10, cookie))))
        probing.start()
        steps = _follow(officer, begin + SECONDS_FOR_BULK)
        taken = time.monotonic() - begin
        probing.join()
    made = portal.store.value("SELECT count(*) FROM documents")
    return [
        portal.engine, number(made), seconds(taken), number(made / taken), steps, megabytes(watch.peak),
        milliseconds(before.p50), milliseconds(during[0].p50), milliseconds(before.p99), milliseconds(during[0].p99)]


def _follow(officer, end, pause=0.5):
    told = set()
    while time.monotonic() < end:
        answer = officer.get("/kammer/dokumente/stand")
        told |= {int(value) for value in re.findall(rb'<progress[^>]* value="(\d+)"', answer.body)}
        if b"data-progress-done" in answer.body:
            return len(told)
        time.sleep(pause)
    raise TimeoutError("the confirmations were not ready in time")


# MARK: Pages


def _lists(portal, plan):
    """The list of a company with few and with many documents."""
    company = portal.store.value("SELECT id FROM companies WHERE number_key = '4001001'")
    member = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    rows, first = [], None
    for size in LIST_SIZES:
        have = portal.store.value(
            f"SELECT count(*) FROM document_recipients WHERE kind = 'company' AND subject_id = {company}")
        portal.store.run(
            "INSERT INTO document_recipients (document_id, kind, subject_id, provided_at)"
            f" SELECT d.id, 'company', {company}, 0 FROM documents d WHERE NOT EXISTS (SELECT 1 FROM"
            f" document_recipients r WHERE r.document_id = d.id AND r.kind = 'company' AND r.subject_id = {company})"
            f" ORDER BY d.id LIMIT {max(0, size - have)}")
        load.full(f"{portal.url}/dokumente", 1, member.cookie_header)
        done = load.full(f"{portal.url}/dokumente", plan.seconds, member.cookie_header)
        first = first or done
        rows.append([
            portal.engine, f"a company's list of {number(size)}", number(done.per_second), milliseconds(done.p50),
            milliseconds(done.p99), times(done.p50 / first.p50, 2)])
    return rows


def _checks(portal, plan):
    code = portal.store.value("SELECT code FROM documents ORDER BY id LIMIT 1")
    done = load.full(f"{portal.url}/pruefen?code={code}", plan.seconds)
    return [[portal.engine, "`/pruefen` with a code", number(done.per_second), milliseconds(done.p50),
             milliseconds(done.p99), "–"]]
