"""What an operator meets: a wrong secret, a mistyped configuration, files that others could read, changed evidence."""

import re
import shutil
import stat

import pytest

from portal import Portal
from spoilt import copy, filled, wide  # noqa: F401, fixtures among them
from stored import ask
from test_faults import Client, until

OTHER_SECRET = "another secret, and long enough for the rule"


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
