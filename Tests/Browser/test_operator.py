"""What an operator meets: a wrong secret, a mistyped configuration, files that others could read, the log."""

import http.client
import json
import re
import shutil
import socket
import sqlite3
import stat
import urllib.error

import pytest

from people import DEMO_PASSWORD
from portal import Portal
from test_faults import Client, until

OTHER_SECRET = "another secret, and long enough for the rule"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A demo chamber with issued documents that nobody serves."""
    portal = Portal(tmp_path_factory.mktemp("operator"))
    portal.start()
    until(lambda: ask(portal, "SELECT count(*) FROM documents")[0][0] > 0)
    client = Client(portal.url)
    client.post("/anmelden", email="azubi@demo.example", passwort=DEMO_PASSWORD)
    received = re.search(r'href="/dokumente/(\d+)"', client.get("/dokumente"))
    if received:
        client._opener.open(f"{portal.url}/dokumente/{received.group(1)}/inhalt", timeout=20).read()
    portal.stop()
    return portal


@pytest.fixture
def copy(filled, tmp_path):
    """A copy of that chamber, to be spoilt."""
    portal = Portal(tmp_path / "copy")
    shutil.copytree(filled.folder, portal.folder)
    yield portal
    if portal.is_running:
        portal.stop()


def ask(portal, sql):
    with sqlite3.connect(portal.folder / "kammerportal.sqlite") as database:
        return database.execute(sql).fetchall()


def wide(folder):
    found = []
    for path in [folder, *folder.rglob("*")]:
        try:
            if stat.S_IMODE(path.lstat().st_mode) & 0o077:
                found.append(path)
        except FileNotFoundError:
            pass  # a file on its way to its place
    return found


@pytest.mark.parametrize("words", [
    ["serve", "--demo"], ["verify"], ["letters"], ["migrate"], ["demo"], ["staff", "unlock", "azubi@demo.example"]])
def test_a_wrong_secret_stops_every_command_with_a_sentence(copy, words):
    (copy.folder / "secret").write_text(OTHER_SECRET)
    answer = copy.run(*words)
    assert answer.returncode == 1
    assert "is not the one that this database was made with" in answer.stderr
    assert str(copy.folder / "secret") in answer.stderr


def test_a_missing_secret_is_never_replaced_silently(copy):
    (copy.folder / "secret").unlink()
    for words in (["serve", "--demo"], ["verify"], ["migrate"]):
        answer = copy.run(*words)
        assert answer.returncode == 1
        assert "The secret of this installation is missing" in answer.stderr
    assert not (copy.folder / "secret").exists()


def test_an_older_database_takes_its_secret_once(copy):
    ask(copy, "DELETE FROM installation WHERE key = 'secret'")
    assert copy.run("verify").returncode == 0
    (copy.folder / "secret").write_text(OTHER_SECRET)
    assert copy.run("verify").returncode == 1


def test_a_restore_with_another_secret_writes_nothing(copy, tmp_path):
    backup = tmp_path / "b.backup"
    assert copy.run("backup", str(backup), limits="umask 022").returncode == 0
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert wide(tmp_path / "b.backup.documents") == []
    other = Portal(tmp_path / "other")
    other.folder.mkdir(mode=0o700)
    refused = other.run("restore", str(backup))
    assert refused.returncode == 1 and "secret" in refused.stderr
    assert list(other.folder.iterdir()) == []
    (other.folder / "secret").write_text(OTHER_SECRET)
    refused = other.run("restore", str(backup))
    assert refused.returncode == 1 and "is not the one" in refused.stderr
    assert [path.name for path in other.folder.iterdir()] == ["secret"]
    shutil.copy(copy.folder / "secret", other.folder / "secret")
    assert other.run("restore", str(backup)).returncode == 0
    assert other.run("verify").returncode == 0


@pytest.mark.parametrize("secret", ["", "   ", "too short"])
def test_a_secret_that_can_be_guessed_is_refused(copy, secret):
    answer = copy.run("serve", "--demo", KAMMERPORTAL_SECRET=secret)
    assert answer.returncode == 1
    assert "at least 32 bytes" in answer.stderr


@pytest.mark.parametrize("text, said", [
    ("transprot: smtp://mail\n", ["line 1", "transprot", "Did you mean mail.transport?"]),
    ("prot: 8080\n", ["line 1", "prot", "Did you mean port?"]),
    ("host: 127.0.0.1\nmail:\n  transprot: smtp://mail\n", ["line 3", "mail.transprot", "mail.transport"]),
    ("port: abc\n", ["line 1", "port", '"abc" is not possible', "1 to 65535"]),
    ("port: 70000\n", ["1 to 65535"]),
    ("chamber:\n  kind: iihk\n", ["line 2", "chamber.kind", '"iihk"', "hwk or ihk"]),
    ("chamber: ihk\n", ["line 1", "chamber needs keys of its own", "kind"]),
    ("logLevel: laut\n", ["logLevel", '"laut"', "warning"]),
    ("seal:\n  key: /nope.p12\n", ["line 2", "seal.key", "/nope.p12", "can be read"]),
    ("baseURL: portal.kammer.example\n", ["baseURL", "https://portal.kammer.example"]),
    ("trustedProxies: viele\n", ["trustedProxies", "0 to 9"]),
    ("mail:\n  transport: mail.kammer.example\n", ["mail.transport", "smtp://HOST:PORT"]),
    ("secret: kurz\n", ["secret", "32 bytes"]),
    ("port: [1, 2]\n", ["port needs one value"]),
    ("port: 1\n port: 2\n", ["no YAML"]),
])
def test_a_mistyped_configuration_is_told_with_its_place(copy, tmp_path, text, said):
    file = tmp_path / "k.yml"
    file.write_text(text)
    for words in (["serve", "--demo"], ["check"]):
        answer = copy.run(*words, "--config", str(file))
        assert answer.returncode == 1
        for word in [str(file), *said]:
            assert word in answer.stderr
        assert "kurz" not in answer.stderr, "a secret is not repeated"


@pytest.mark.parametrize("name, value, said", [
    ("KAMMERPORTAL_PROT", "1", "KAMMERPORTAL_PORT"), ("KAMMERPORTAL_PORT", "abc", "1 to 65535"),
    ("KAMMERPORTAL_CHAMBER_KIND", "", "hwk or ihk"), ("KAMMERPORTAL_MAIL_TRANSPROT", "x", "KAMMERPORTAL_MAIL_TRANSPORT")])
def test_a_mistyped_environment_is_told(copy, name, value, said):
    answer = copy.run("check", **{name: value})
    assert answer.returncode == 1
    assert name in answer.stderr and said in answer.stderr


def test_check_tells_what_is_in_order_and_what_is_not(copy, tmp_path):
    good = copy.run("check", KAMMERPORTAL_MAIL_TRANSPORT=f"file:{tmp_path}/mail")
    assert good.returncode == 0, good.stdout
    for line in ("configuration: in order", "database: in order", "secret: in order", "mail: in order"):
        assert line in good.stdout
    away = copy.run(
        "check", "--mail-server", KAMMERPORTAL_MAIL_TRANSPORT="smtp+plain://localhost:9", KAMMERPORTAL_PYTHON="/nope")
    assert away.returncode == 1
    assert "nobody answers at localhost, port 9" in away.stdout and "no program /nope" in away.stdout


def test_without_a_mail_transport_the_portal_is_not_served(copy):
    answer = copy.run("serve")
    assert answer.returncode == 1
    assert "mail.transport is not set" in answer.stderr


def test_a_demo_is_never_made_of_a_real_chamber_or_shown_to_the_world(copy):
    for name, value in [("KAMMERPORTAL_BASE_URL", "https://127.0.0.1"), ("KAMMERPORTAL_HOST", "0.0.0.0"),
                        ("KAMMERPORTAL_BASE_URL", "http://portal.kammer.example")]:
        answer = copy.run("serve", "--demo", **{name: value})
        assert answer.returncode == 1 and "on this machine only" in answer.stderr
    ask(copy, "DELETE FROM installation WHERE key = 'origin'")
    ask(copy, "UPDATE accounts SET email = 'k@kammer.example', email_key = 'k@kammer.example' WHERE email_key LIKE 'kammer@%'")
    for words in (["serve", "--demo"], ["demo"]):
        answer = copy.run(*words)
        assert answer.returncode == 1 and "did not make" in answer.stderr


def test_no_file_of_the_installation_is_for_others(copy, tmp_path):
    (copy.folder / "kammerportal.sqlite").chmod(0o644)
    (copy.folder / "secret").chmod(0o640)
    copy.folder.chmod(0o755)
    copy.restart(limits="umask 022")
    Client(copy.url).post("/registrieren", vorname="Lea", nachname="Sommer", email="lea@betrieb.example")
    until(lambda: list(copy.folder.glob("mail/*.eml")))
    server_log = copy.folder / "server.log"
    assert [path for path in wide(copy.folder) if path != server_log] == []
    assert "Others could read this" in copy.log_tail()
    fresh = tmp_path / "fresh"
    answer = copy.run("demo", "--database", f"sqlite:{fresh}/new.sqlite", limits="umask 000", database=False,
                      KAMMERPORTAL_VAR=str(fresh))
    assert answer.returncode == 0, answer.stderr
    assert wide(fresh) == []


@pytest.mark.parametrize("change", [
    "UPDATE document_recipients SET provided_at = provided_at - 86400000000 WHERE id = 1",
    "UPDATE document_recipients SET opened_at = 1, opened_by = 1 WHERE id = (SELECT max(id) FROM document_recipients WHERE opened_at IS NULL)",
    "UPDATE document_recipients SET opened_at = NULL, opened_by = NULL WHERE opened_at IS NOT NULL",
    "UPDATE document_recipients SET opened_by = 99 WHERE opened_at IS NOT NULL",
    "UPDATE document_recipients SET subject_id = 999 WHERE id = 1",
    "DELETE FROM document_recipients WHERE id = 1",
    "INSERT INTO document_recipients (document_id, kind, subject_id, provided_at) VALUES (1, 'company', 999, 5)",
])
def test_verify_finds_a_delivery_or_receipt_that_was_changed_in_the_database(copy, change):
    assert ask(copy, "SELECT count(*) FROM document_recipients WHERE opened_at IS NOT NULL")[0][0] > 0
    before = copy.run("verify")
    assert before.returncode == 0 and "deliveries and receipts: in order" in before.stdout
    ask(copy, change)
    after = copy.run("verify")
    assert after.returncode == 1
    assert re.search(r"deliveries: .*(changed|removed|added)", after.stdout)


def test_deliveries_from_before_the_seals_are_sealed_once_and_told(copy):
    ask(copy, "DELETE FROM delivery_seals")
    ask(copy, "DELETE FROM installation WHERE key = 'delivery_seals'")
    first = copy.run("verify")
    assert first.returncode == 0 and "sealed later, as they stood then" in first.stdout
    ask(copy, "DELETE FROM delivery_seals WHERE delivery_id = 1")
    assert copy.run("verify").returncode == 1


def test_a_fault_is_found_in_the_log_by_the_id_on_the_page(copy):
    copy.restart(KAMMERPORTAL_LOG_FORMAT="json")
    client = Client(copy.url)
    client.post("/anmelden", email="azubi@demo.example", passwort=DEMO_PASSWORD)
    ask(copy, "ALTER TABLE document_recipients RENAME TO away")
    with pytest.raises(urllib.error.HTTPError) as told:
        client.get("/dokumente")
    assert told.value.code == 500
    number = told.value.headers["x-request-id"]
    assert number in told.value.read().decode()
    copy.kill()
    lines = [json.loads(line) for line in copy.log.read_text().splitlines() if line.startswith("{")]
    fault = next(line for line in lines if line["message"] == "A request failed")
    assert fault["request"] == number and fault["type"] == "DatabaseError" and "document_recipients" in fault["detail"]


def test_the_log_is_one_json_line_for_each_request_and_names_nobody(copy):
    copy.log.write_bytes(b"")
    copy.restart(KAMMERPORTAL_LOG_FORMAT="json")
    client = Client(copy.url)
    client.post("/anmelden", email="azubi@demo.example", passwort=DEMO_PASSWORD)
    client.get("/dokumente?suche=geheimeswort")
    Client(copy.url).post("/registrieren", vorname="Lea", nachname="Sommer", email="lea@betrieb.example")
    until(lambda: '"message":"job"' in copy.log.read_text())
    with socket.create_connection(("127.0.0.1", int(copy.url.rsplit(":", 1)[1]))) as gone:
        gone.sendall(b"POST /anmelden HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nemail=halb")
    until(lambda: '"status":499' in copy.log.read_text())
    copy.stop()
    lines = [json.loads(line) for line in copy.log.read_text().splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["message"] == "request"]
    listed = next(line for line in requests if line["route"] == "/dokumente")
    assert listed["function"] == "apprentice" and listed["status"] == 200 and listed["method"] == "GET"
    assert isinstance(listed["ms"], (int, float)) and re.fullmatch("[0-9a-f]{8}", listed["request"])
    job = next(line for line in lines if line["message"] == "job")
    assert (job["kind"], job["outcome"], job["attempt"]) == ("mail", "done", 1) and isinstance(job["ms"], int)
    assert not [line for line in lines if line["level"] in ("error", "critical")], "hanging up is no error"
    text = "\n".join(line for line in copy.log.read_text().splitlines() if line.startswith("{"))
    for word in ("azubi@", "lea@", "Sommer", "geheimeswort", DEMO_PASSWORD):
        assert word not in text


@pytest.mark.parametrize("words, said", [
    (["import", "companies", "/nope.csv"], "/nope.csv does not exist"),
    (["import", "betriebe", "/nope.csv"], "There is no import of betriebe. There are: companies"),
    (["backup", "/nope/b.backup"], "The folder /nope does not exist"),
    (["restore", "/nope.backup"], "There is no file /nope.backup"),
    (["staff", "appoint", "notmail"], '"notmail" is no e-mail address'),
    (["staff", "unlock", "niemand@demo.example"], "There is no account with the address niemand@demo.example"),
])
def test_commands_say_in_a_sentence_what_is_wrong(copy, words, said):
    answer = copy.run(*words)
    assert answer.returncode != 0
    assert said in answer.stderr
    for word in ("NSCocoa", "Code=", "VACUUM", "descriptor", "noHeader"):
        assert word not in answer.stderr


def test_a_spreadsheet_and_a_port_in_use_are_told_in_sentences(copy, tmp_path):
    sheet = tmp_path / "betriebe.xlsx"
    sheet.write_bytes(b"PK\x03\x04 and so on")
    answer = copy.run("import", "companies", str(sheet))
    assert answer.returncode == 1 and "CSV" in answer.stderr and "noHeader" not in answer.stderr
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        answer = copy.run("serve", "--demo", "--port", str(busy.getsockname()[1]))
    assert answer.returncode == 1 and "port is in use" in answer.stderr


def test_a_wrong_path_makes_no_database(copy, tmp_path):
    transport = {"KAMMERPORTAL_MAIL_TRANSPORT": f"file:{tmp_path}/mail"}
    for words in (["verify"], ["letters"], ["serve"], ["backup", f"{tmp_path}/b"]):
        missing = tmp_path / "typing-error" / "k.sqlite"
        answer = copy.run(*words, "--database", f"sqlite:{missing}", database=False, **transport)
        assert answer.returncode == 1 and f"There is no database at {missing}" in answer.stderr
        assert not missing.parent.exists()


def test_a_new_officer_gets_a_code_with_date_and_address(copy):
    answer = copy.run("staff", "appoint", "neu@kammer.example")
    assert answer.returncode == 0
    assert re.search(r"Start code: [B-Z]{4}-", answer.stdout)
    assert f"{copy.url}/startcode until " in answer.stdout and re.search(r"20\d\d", answer.stdout)


def test_figures_are_for_this_machine_and_every_answer_has_its_headers(copy):
    copy.restart()
    port = int(copy.url.rsplit(":", 1)[1])

    def get(path, headers=None, host="127.0.0.1"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.putrequest("GET", path, skip_host=True)
        for name, value in ([("Host", host)] if host else []) + (headers or []):
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")

    assert "kammerportal_jobs" in get("/metrics")[2]
    proxied = [("X-Forwarded-For", "203.0.113.9")]
    assert get("/metrics", proxied)[0] == 404
    assert get("/health/ready", proxied)[2] == "ready\n"
    assert get("/metrics/", proxied)[0] == 308 and get("/metrics/", proxied)[1]["Location"] == "/metrics"
    assert get("//metrics", proxied)[0] in (308, 404)
    assert get("/%5Cevil.example/", proxied)[0] == 404
    for path, status in [("/assets/nope.css", 404), ("/nope", 404), ("/health/live", 200), ("/metrics/", 308)]:
        answer = get(path)
        assert answer[0] == status
        assert answer[1]["X-Content-Type-Options"] == "nosniff" and "Content-Security-Policy" in answer[1], path
    assert get("/", host=None)[0] == 400
    assert get("/", [("Host", "evil.example")])[0] == 400
    with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nthis is no header\r\n\r\n")
        answer = raw.recv(65536).decode().lower()
    assert answer.startswith("http/1.1 400") and "x-content-type-options: nosniff" in answer


def test_the_operators_own_port_leaves_nothing_on_the_other(copy):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        own = probe.getsockname()[1]
    copy.restart(KAMMERPORTAL_METRICS_PORT=str(own))
    client = Client(copy.url)
    assert client.get("/health/ready") == "ready\n"
    assert "kammerportal_jobs" in Client(f"http://127.0.0.1:{own}").get("/metrics")
    with pytest.raises(OSError):
        client.get("/metrics")
