"""What the program tells an operator: its log, its sentences, its figures."""

import http.client
import json
import re
import socket
import urllib.error

import pytest

from people import DEMO_PASSWORD
from spoilt import copy, filled  # noqa: F401, fixtures among them
from stored import ask
from test_faults import Client, until


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
