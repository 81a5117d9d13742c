"""The register at 45,000 apprenticeships: its import, its search against 500, a company's list, credentials by post."""

import datetime
import math
import re
import statistics
import time
from contextlib import ExitStack

import importing
import load
import processes
import register_samples
import samples
from installation import PASSWORD, Installation
from register_samples import FOUND_COMPANY, FOUND_NAME, FOUND_NUMBER, FOUND_SOUND, LARGE_COMPANIES, Size
from tables import Table, megabytes, milliseconds, number, seconds, times
from visitor import Visitor

SMALL = 500
ROUNDS = 3
PAGE = "/kammer/verzeichnis"
# What is asked for, what the page must show, and whether it matches the same rows in both registers.
SEARCHES = [
    ("first page", "", "<table", True),
    ("last name", FOUND_NAME, FOUND_NAME, True),
    ("first and last name", f"anna {FOUND_NAME.lower()}", FOUND_NAME, True),
    ("number", FOUND_NUMBER, FOUND_NUMBER, True),
    ("company", FOUND_COMPANY[1].replace(" ", "+"), FOUND_COMPANY[1], True),
    ("sound of a rare name", FOUND_SOUND, FOUND_NAME, True),
    ("sound: Maier, Meier, Mayr", "Maier", "Maier", False),
    ("occupation: Elektroniker", "Elektroniker", "Elektroniker", False),
    ("nothing found", "Xylqzar", 'class="empty"', True),
    ("without an account", "&konto=none", "kein Konto", True),
]
SECONDS_FOR_LETTERS = 300


def measure(stores, plan):
    imports = Table("register-import", [
        "database", "apprenticeships", "run", "new", "unchanged", "time", "processor", "rows/s", "memory"])
    letters = Table("register-letters", [
        "database", "letters", "page of missing access", "order", "time", "letters/s", "steps of progress",
        "memory at most, all processes", "size of the PDF"])
    companies = Table("register-company", [
        "apprentices of the company", "database", "rows shown", "requests/s", "p50", "p99", "p50 against 5"])
    searches = []
    for store in stores:
        with ExitStack() as stack:
            small = stack.enter_context(filled(store, Size(SMALL)))
            large = stack.enter_context(Installation(store))
            imports.rows += _fill_and_measure(large, plan)
            small.start()
            large.start()
            searches.append(_search(small, large, plan))
            companies.rows += _company_lists(large, plan)
            letters.rows.append(_letters(large, plan))
            for portal in [small, large]:
                if portal.faults():
                    raise RuntimeError(f"requests failed inside:\n{portal.log_text()[-2000:]}")
    imports.notes.append(
        f"{number(Size(plan.contracts).companies)} companies, {len(register_samples.OCCUPATIONS)} occupations and"
        f" {number(Size(plan.contracts).instructors)} instructors are imported before. Budget: under 30 s for 45,000.")
    companies.notes.append(
        "`/ausbildungsverhaeltnisse` for a member of the company, a page of 50. 300 must not cost more than 50.")
    letters.notes.append(
        "Ordered and printed in the back office by an officer, whose page of the run is asked for twice a second."
        " Budget: 12,000 letters under 72 s.")
    return [imports, *searches, companies, letters]


def _today():
    return datetime.date.today()


def filled(store, size):
    portal = Installation(store)
    try:
        portal.command("demo")
        for kind, file in register_samples.write(portal.folder, size, _today()).items():
            portal.command("import", kind, str(file))
    except BaseException:
        portal.__exit__()
        raise
    return portal


def _fill_and_measure(portal, plan):
    """Returns: rows of the import."""
    portal.command("demo")
    size = Size(plan.contracts, by_post=plan.credentials, has_large_companies=True)
    files = register_samples.write(portal.folder, size, _today())
    contracts = files.pop("apprenticeships")
    for kind, file in files.items():
        portal.command("import", kind, str(file))
    rows = []
    for run, expected in [("first", (plan.contracts, 0)), ("again", (0, plan.contracts))]:
        cost = portal.command("import", "apprenticeships", str(contracts))
        _, new, changed, unchanged, problems = importing.counts(cost.output)
        if (new, unchanged) != expected or changed or problems:
            raise RuntimeError(f"the import told something else: {cost.output[-500:]}")
        rows.append([
            portal.engine, number(plan.contracts), run, number(new), number(unchanged), seconds(cost.seconds),
            seconds(cost.processor_seconds), number(plan.contracts / cost.seconds), megabytes(cost.peak_memory)])
    return rows


# MARK: Search


def _search(small, large, plan):
    table = Table(f"register-search-{small.engine.lower()}", [
        "search", "rows shown", "requests/s", "p50", "p99", "p50 against 500", "budget"])
    table.columns[1:5] = [
        f"{column}, {size}" for column in table.columns[1:5] for size in (number(SMALL), number(plan.contracts))]
    officers = [Visitor(portal.url).sign_in("kammer@demo.example", PASSWORD) for portal in (small, large)]
    for label, words, expected, has_budget in SEARCHES:
        path = f"{PAGE}?suche={words.replace(' ', '+')}" if words else PAGE
        first, other = compared(
            [(portal, officer, path, expected) for portal, officer in zip((small, large), officers)], plan)
        ratio = other.p50 / first.p50
        if has_budget and words and first.shown != other.shown:
            raise RuntimeError(f"{label}: {first.shown} rows against {other.shown}")
        verdict = ("within" if ratio <= 1.3 else "over") if has_budget else "matches more"
        table.rows.append([
            label, first.shown, other.shown, number(first.rate), number(other.rate), milliseconds(first.p50),
            milliseconds(other.p50), milliseconds(first.p99), milliseconds(other.p99), times(ratio, 2), verdict])
    table.notes.append(
        f"`{PAGE}` as officer, 16 connections at once. Medians of {ROUNDS} rounds, in each of which both registers are"
        " asked one after the other. Budget: 1.3 times, for the first page and for what matches the same rows in both.")
    return table


class _Measured:
    """A page under full load, in rounds; times in microseconds."""

    def __init__(self, portal, visitor, path, expected):
        answer = visitor.get(path)
        if answer.status != 200 or expected.encode() not in answer.body:
            raise RuntimeError(f"{path} answers {answer.status} without «{expected}»")
        # Without the row of headings.
        self.shown = max(0, answer.body.count(b"<tr") - 1)
        self._url, self._cookie = portal.url + path, visitor.cookie_header
        warm = load.full(self._url, 1, self._cookie)
        # Long enough that each connection is answered some times, however slow the page is.
        self._least = math.ceil(3 * warm.p50 / 1e6) if warm.requests else 20
        self._loads = []

    def ask(self, span):
        done = load.full(self._url, max(span, self._least), self._cookie)
        if done.faults or not done.requests:
            raise RuntimeError(f"{self._url}: {done}")
        self._loads.append(done)

    @property
    def rate(self):
        return statistics.median(each.per_second for each in self._loads)

    @property
    def p50(self):
        return statistics.median(each.p50 for each in self._loads)

    @property
    def p99(self):
        return statistics.median(each.p99 for each in self._loads)


def compared(pages, plan):
    measured = [_Measured(*page) for page in pages]
    for _ in range(ROUNDS):
        for each in measured:
            each.ask(max(1, plan.seconds // 2))
    return measured


# MARK: A company's list


def _company_lists(portal, plan):
    samples.add_accounts(portal.store, len(LARGE_COMPANIES), prefix="member")
    sizes = sorted(LARGE_COMPANIES.items(), key=lambda each: each[1])
    portal.store.run("; ".join(
        "INSERT INTO company_members (company_id, account_id, is_administrator, rights, origin, created_at)"
        " SELECT c.id, a.id, 1, '', 'chamber', a.created_at FROM companies c, accounts a"
        f" WHERE c.number_key = '{company}' AND a.email_key = 'member{index}@bench.example'"
        for index, (company, _) in enumerate(sizes)))
    pages = []
    for index in range(len(sizes)):
        member = Visitor(portal.url).sign_in(f"member{index}@bench.example", PASSWORD)
        pages.append((portal, member, "/ausbildungsverhaeltnisse", "<table"))
    lists = compared(pages, plan)
    for (_, size), each in zip(sizes, lists):
        if each.shown != min(size, 50):
            raise RuntimeError(f"the list of {size} shows {each.shown}")
    return [
        [number(size), portal.engine, each.shown, number(each.rate), milliseconds(each.p50), milliseconds(each.p99),
         times(each.p50 / lists[0].p50, 2)]
        for (_, size), each in zip(sizes, lists)]


# MARK: Credentials by post


def _letters(portal, plan):
    officer = Visitor(portal.url, timeout=SECONDS_FOR_LETTERS).sign_in("kammer@demo.example", PASSWORD)
    begin = time.monotonic()
    officer.token("/kammer/zugaenge")
    page = time.monotonic() - begin
    begin = time.monotonic()
    ordered = officer.post("/kammer/zugaenge", [("was", "apprentice-letters")])
    order = time.monotonic() - begin
    waiting = portal.store.value("SELECT count(*) FROM letters WHERE kind = 'access' AND state = 'waiting'")
    if ordered.status != 303 or waiting < plan.credentials:
        raise RuntimeError(f"the order was answered with {ordered.status}, {waiting} letters wait")
    officer.token("/kammer/briefe")
    with processes.watching(portal.pid) as watch:
        begin = time.monotonic()
        started = officer.post("/kammer/briefe/drucken", [("art", "access")])
        run = dict(started.headers).get("Location") or dict(started.headers).get("location", "")
        steps = _follow(officer, f"{run}/stand", begin + SECONDS_FOR_LETTERS)
        taken = time.monotonic() - begin
    file = portal.store.value("SELECT file FROM letter_runs ORDER BY id DESC LIMIT 1")
    printed = portal.store.value("SELECT count(*) FROM postal_codes WHERE state = 'live'")
    if printed != waiting:
        raise RuntimeError(f"{printed} of {waiting} letters were printed")
    found = next(portal.folder.rglob(file))
    return [
        portal.engine, number(waiting), seconds(page), seconds(order), seconds(taken), number(waiting / taken), steps,
        megabytes(watch.peak), megabytes(found.stat().st_size)]


def _follow(officer, path, end):
    """Asks how far the run is until it is ready.
    Returns: how many different amounts the page told."""
    told = set()
    while time.monotonic() < end:
        answer = officer.get(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        told |= {int(value) for value in re.findall(rb'<progress[^>]* value="(\d+)"', answer.body)}
        if b"data-progress-done" in answer.body:
            return len(told)
        time.sleep(0.5)
    raise TimeoutError(f"the letters were not ready in time; {len(told)} steps were told")
