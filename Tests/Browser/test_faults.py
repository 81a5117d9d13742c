"""kill -9 in the middle, a full disk: what was answered is there afterwards, and nothing is half done."""

import datetime
import http.cookiejar
import re
import signal
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import pytest

from inbox import Inbox
from people import APPRENTICESHIP_COLUMNS, DEMO_PASSWORD, heading, press, sign_in
from playwright.sync_api import expect
from portal import Portal
from stored import ask, database

LIVE_PINS = "SELECT count(*) FROM pins WHERE origin = 'request' AND state = 'live'"
FORM_TOKEN = re.compile(r'name="formular" value="([^"]+)"')


class Client:
    """A plain HTTP client with cookies and form tokens."""

    def __init__(self, url):
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, path):
        return self._opener.open(self.url + path, timeout=20).read().decode()

    def post(self, path, page=None, **fields):
        token = FORM_TOKEN.search(self.get(page or path)).group(1)
        body = urllib.parse.urlencode(fields | {"formular": token}).encode()
        answer = self._opener.open(self.url + path, data=body, timeout=20)
        return answer.geturl(), answer.read().decode()


@pytest.fixture
def own_portal(tmp_path):
    portal = Portal(tmp_path)
    portal.start()
    yield portal
    portal.stop()


def restart_later(portal):
    """Starts the portal when the patience with the dead worker is over, so that its job is taken over."""
    ask(portal, "UPDATE jobs SET claimed_until = 0 WHERE state = 'running'")
    portal.restart()


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_every_registration_that_was_answered_survives(own_portal):
    answered = []

    def register(worker):
        client = Client(own_portal.url)
        for number in range(1000):
            address = f"person{worker}-{number}@betrieb.example"
            try:
                path, _ = client.post("/registrieren", vorname="Lea", nachname="Sommer", email=address)
            except OSError:
                return
            if path.endswith("/startcode"):
                answered.append(address)

    threads = [threading.Thread(target=register, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    until(lambda: len(answered) >= 60)
    own_portal.kill()
    for thread in threads:
        thread.join()
    restart_later(own_portal)

    stored = {address for (address,) in ask(own_portal, "SELECT email FROM accounts")}
    assert set(answered) <= stored
    inbox = Inbox(own_portal.mail_folder)
    for address in answered:
        assert inbox.next(address).code, f"{address} gets the mail"
    until(lambda: ask(own_portal, "SELECT count(*) FROM mails WHERE state = 'waiting'") == [(0,)])
    doubles = ask(own_portal, "SELECT email_key FROM accounts GROUP BY email_key HAVING count(*) > 1")
    assert doubles == []


def test_an_import_that_was_killed_is_complete_after_the_next_one(own_portal, tmp_path):
    lines = [f"{500000 + number};Betrieb {number} Jäger;Weg {number};12345;Ort" for number in range(20000)]
    file = tmp_path / "betriebe.csv"
    file.write_text("\n".join(["betriebsnummer;name;strasse;plz;ort", *lines]) + "\n")
    before = ask(own_portal, "SELECT count(*) FROM companies")[0][0]

    running = own_portal.command("import", "companies", str(file))
    until(lambda: ask(own_portal, "SELECT count(*) FROM companies")[0][0] > before + 1000)
    running.send_signal(signal.SIGKILL)
    running.wait()
    found = ask(own_portal, "SELECT count(*) FROM companies")[0][0] - before
    assert 0 < found < 20000, "killed in the middle"
    bare = "SELECT count(*) FROM companies c WHERE NOT EXISTS (SELECT 1 FROM company_words w WHERE w.company_id = c.id)"
    assert ask(own_portal, bare) == [(0,)], "each line that landed landed whole"

    again = own_portal.command("import", "companies", str(file))
    assert again.wait(timeout=300) == 0
    assert ask(own_portal, "SELECT count(*) FROM companies")[0][0] - before == 20000


def test_a_print_run_that_was_killed_ends_with_letters_whose_pins_all_work(own_portal):
    with database(own_portal) as connection:
        companies = connection.execute("SELECT id FROM companies WHERE street <> '' LIMIT 60").fetchall()
        now = int(time.time() * 1_000_000)
        for (company,) in companies * 10:
            pin = connection.execute(
                "INSERT INTO pins (company_id, account_id, origin, state, requested_at)"
                " VALUES (?, 1, 'request', 'requested', ?) RETURNING id", (company, now)).fetchone()[0]
            connection.execute(
                "INSERT INTO letters (kind, subject_id, state, created_at) VALUES ('pin', ?, 'waiting', ?)", (pin, now))
    officer = Client(own_portal.url)
    officer.post("/anmelden", email="kammer@demo.example", passwort=DEMO_PASSWORD)
    officer.post("/kammer/briefe/drucken", page="/kammer/briefe", art="pin")
    until(lambda: ask(own_portal, "SELECT progress_done FROM jobs WHERE kind = 'letters'")[0][0] > 0)
    own_portal.kill()
    assert ask(own_portal, LIVE_PINS) == [(0,)], "no PIN of a letter not made"
    assert ask(own_portal, "SELECT DISTINCT state FROM letters WHERE kind = 'pin'") == [("printing",)]

    restart_later(own_portal)
    until(lambda: ask(own_portal, "SELECT state FROM letter_runs") == [("ready",)], seconds=120)
    assert ask(own_portal, LIVE_PINS) == [(600,)]
    text = subprocess.run(
        ["pdftotext", own_portal.letter_folder / "pin-1.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert len(set(re.findall(r"[B-Z]{4}-[B-Z]{4}-[B-Z]{3}", text))) == 600


def test_confirmations_that_were_killed_are_each_issued_once(own_portal, tmp_path):
    year = datetime.date.today().year
    rows = "".join(
        f"K-{number};Kim;Kill {number};01.01.{year - 20};Weg 1;12345;Musterstadt;;4001001;22342;01.08.{year};"
        f"31.07.{year + 3};01.08.{year}\n" for number in range(120))
    file = tmp_path / "contracts.csv"
    file.write_text(f"{APPRENTICESHIP_COLUMNS};eintragung\n{rows}")
    assert own_portal.command("import", "apprenticeships", str(file)).wait(60) == 0
    issued = "SELECT count(*) FROM documents d JOIN apprenticeships s ON s.id = d.apprenticeship_id WHERE s.number LIKE 'K-%'"
    until(lambda: ask(own_portal, issued)[0][0] > 20)
    own_portal.kill()
    assert ask(own_portal, issued)[0][0] < 240, "killed in the middle"
    restart_later(own_portal)
    until(lambda: ask(own_portal, issued) == [(240,)], seconds=120)
    until(lambda: ask(own_portal, "SELECT count(*) FROM jobs WHERE kind = 'confirmations' AND state <> 'done'") == [(0,)])
    doubles = ask(own_portal, """
        SELECT d.apprenticeship_id, r.kind FROM documents d JOIN document_recipients r ON r.document_id = d.id
        GROUP BY d.apprenticeship_id, r.kind HAVING count(*) > 1""")
    assert doubles == []
    assert own_portal.command("verify").wait(60) == 0


def test_a_full_disk_is_told_and_nothing_is_stored_in_part(own_portal, browser):
    until(lambda: ask(own_portal, "SELECT count(*) FROM jobs WHERE kind = 'confirmations' AND state = 'done'") == [(1,)])
    own_portal.kill()
    until(lambda: ask(own_portal, "PRAGMA wal_checkpoint(TRUNCATE)"))
    restart_later_with_full_disk(own_portal)
    officer = browser.new_context(base_url=own_portal.url, locale="de-DE").new_page()
    sign_in(officer, "kammer@demo.example")
    before = ask(own_portal, "SELECT count(*) FROM documents")
    officer.goto("/kammer/dokumente/neu")
    officer.get_by_label("Art").select_option("Bescheid")
    officer.get_by_label("Titel").fill("Bescheid")
    officer.get_by_label("Für").select_option("Lehrling")
    officer.get_by_label("Nummer").fill("A-1001")
    large = b"%PDF-1.7\n" + b" " * (20 << 20)
    officer.get_by_label("Datei").set_input_files({"name": "b.pdf", "mimeType": "application/pdf", "buffer": large})
    with officer.expect_response(lambda answer: answer.request.method == "POST") as answer:
        press(officer, "Weiter zur Person")
    assert answer.value.status == 507
    expect(officer.get_by_text("Im Moment ist kein Platz für Dateien")).to_be_visible()
    assert ask(own_portal, "SELECT count(*) FROM documents") == before
    drafts = own_portal.folder / "documents/drafts"
    assert list(drafts.iterdir()) == []
    officer.goto("/kammer/dokumente/stapel")
    officer.get_by_label("Art").select_option("Bescheid")
    officer.get_by_label("Titel").fill("Bescheid")
    officer.get_by_label("Für").select_option("Lehrling")
    officer.get_by_label("Datei").set_input_files({"name": "b.pdf", "mimeType": "application/pdf", "buffer": large})
    with officer.expect_response(lambda answer: answer.request.method == "POST") as answer:
        press(officer, "Zuordnung ansehen")
    assert answer.value.status == 507
    assert ask(own_portal, "SELECT count(*) FROM document_batch_uploads") == [(0,)]
    assert list(drafts.iterdir()) == []
    officer.goto("/kammer")
    expect(heading(officer)).to_have_text("Kammer")
    officer.context.close()


def restart_later_with_full_disk(portal):
    ask(portal, "UPDATE jobs SET claimed_until = 0 WHERE state = 'running'")
    portal.restart(largest_file_kib=16 << 10)
