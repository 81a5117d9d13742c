"""Pages at full and at half load, each against a route that does the same reads and answers a line of text."""

import load
import samples
from installation import PASSWORD, Installation
from tables import Table, milliseconds, number, percent, times
from visitor import Visitor

# Present when the portal's environment has KAMMERPORTAL_BENCH=1: the reads of the start page, and a line of text.
READS = "/health/start-reads"
PEOPLE = [
    ("start page of an apprentice with 70 weeks", "azubi@demo.example", "/", "Lea Sommer"),
    ("profile", "azubi@demo.example", "/profil", "azubi@demo.example"),
    ("start page of a person without function", "dozentin@demo.example", "/", "Sabine Kr"),
]
COLUMNS = [
    "page", "requests/s", "against text", "p50 full", "p99 full", "p50 half", "p99 half", "p99/p50 half", "faults"]


def measure(stores, plan):
    tables = []
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            file = portal.folder / "companies.csv"
            samples.company_file(file, plan.listed - portal.store.value("SELECT count(*) FROM companies"))
            portal.command("import", "companies", str(file))
            portal.start()
            tables.append(_measure(portal, plan))
            tables.append(_people(portal, plan))
    return tables


def _people(portal, plan):
    """What people meet first, against an answer that reads nothing."""
    table = Table(f"pages-people-{portal.engine.lower()}", ["page", "requests/s", "of /health/live", "faults"])
    live = _rate(portal, plan, "/health/live", Visitor(portal.url), "live")
    table.rows.append(["/health/live", number(live.per_second), "", live.faults])
    for label, address, path, expected in PEOPLE:
        visitor = Visitor(portal.url).sign_in(address, PASSWORD)
        found = _rate(portal, plan, path, visitor, expected)
        table.rows.append([label, number(found.per_second), percent(found.per_second / live.per_second), found.faults])
    table.notes.append(
        "Budget: start page of an apprentice 20 % (PostgreSQL 10 %), profile 30 % (16 %), no function 35 % (20 %).")
    return table


def _rate(portal, plan, path, visitor, expected):
    answer = visitor.get(path)
    if answer.status != 200 or expected.encode() not in answer.body:
        raise RuntimeError(f"{path} answers {answer.status} without «{expected}»")
    load.full(portal.url + path, 1, visitor.cookie_header)
    return load.full(portal.url + path, plan.seconds, visitor.cookie_header)


def _measure(portal, plan):
    member = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    officer = Visitor(portal.url).sign_in("kammer@demo.example", PASSWORD)
    count = number(portal.store.value("SELECT count(*) FROM companies"))
    has_reads = member.get(READS).status == 200
    table = Table(f"pages-{portal.engine.lower()}", COLUMNS)
    text = _row(table, portal, plan, "plain text, no session", "/health/live", None, "live", None)
    reads = _row(table, portal, plan, "plain text, session and functions read", "/health/live", member, "live", text)
    if has_reads:
        reads = _row(table, portal, plan, "plain text, all reads of the start page", READS, member, "", text)
    _row(table, portal, plan, "start page, signed in", "/", member, "Petra Holz", reads)
    _row(table, portal, plan, f"first page of {count} companies", "/kammer/betriebe", officer, "<table", reads)
    _row(
        table, portal, plan, f"search by a word in {count} companies", "/kammer/betriebe?suche=weiss+neudorf", officer,
        "<table", reads)
    table.notes.append(
        "`against text`: requests per second against the plain text with "
        + ("all reads of the start page" if has_reads else "session and functions read")
        + "; the plain texts against the first row. Budget: start page at least 80 %, p99 under 3× p50 at half load.")
    if portal.faults():
        table.notes.append(f"**The server's log tells of {portal.faults()} requests that failed inside.**")
    return table


def _row(table, portal, plan, label, path, visitor, expected, against):
    """Adds a row and returns the requests per second."""
    asking = visitor or Visitor(portal.url)
    answer = asking.get(path)
    if answer.status != 200 or expected.encode() not in answer.body:
        raise RuntimeError(f"{path} answers {answer.status} without «{expected}»")
    cookie = visitor.cookie_header if visitor else ""
    load.full(portal.url + path, 1, cookie)
    full = load.full(portal.url + path, plan.seconds, cookie)
    half = load.half(portal.url + path, plan.seconds, full.per_second, cookie)
    table.rows.append([
        label, number(full.per_second), percent(full.per_second / against) if against else "",
        *map(milliseconds, [full.p50, full.p99, half.p50, half.p99]), times(half.p99 / max(1, half.p50)),
        full.faults + half.faults])
    return full.per_second
