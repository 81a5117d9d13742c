"""Training records at 45,000 apprenticeships and 10 million weeks, against 500 apprenticeships."""

import statistics
from contextlib import ExitStack
from urllib.parse import quote, urlencode

import load
from installation import PASSWORD
from records import LINES, content
from register import ROUNDS, compared, filled
from register_samples import Size
from tables import Table, milliseconds, number, times
from visitor import Visitor

SMALL = 500
WEEKS = 223  # of each record
PORTION = 3000  # records filled at once
YEAR, WEEK = "/ausbildungsnachweise/1", "/ausbildungsnachweise/1/2026/20"


def measure(stores, plan):
    table = Table("volume", [
        "database", "weeks", "page", "requests/s", f"p50, {SMALL}", f"p50, {number(plan.contracts)}", "against 500",
        "budget"])
    for store in stores:
        with ExitStack() as stack:
            portals = []
            for contracts in (SMALL, plan.contracts):
                portal = stack.enter_context(filled(store, Size(contracts)))
                _fill(portal)
                portal.start()
                portals.append(portal)
            weeks = portals[1].store.value("SELECT count(*) FROM record_weeks")
            for row in _pages(portals, plan) + [_saved(portals, plan)]:
                table.rows.append([portals[1].engine, number(weeks), *row])
            for portal in portals:
                if portal.faults():
                    raise RuntimeError(f"requests failed inside:\n{portal.log_text()[-2000:]}")
    table.notes.append(
        "The record of the demo's apprentice, in both the same, among those of the others. Budget: 1.3 times.")
    return [table]


def _fill(portal):
    """Gives each apprenticeship but the first its weeks, some of which wait."""
    store = portal.store
    text = content().replace("'", "''")
    last = store.value("SELECT max(id) FROM apprenticeships")
    for first in range(2, last + 1, PORTION):
        store.run(
            f"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {WEEKS - 1})"
            " INSERT INTO record_weeks (apprenticeship_id, iso_year, iso_week, state, revision, content, content_hash,"
            " changed_at, submitted_at)"
            f" SELECT s.id, 2022 + n.i / 52, 1 + n.i % 52, CASE WHEN n.i % 50 = 0 THEN 'submitted' ELSE 'signed' END, 1,"
            f" '{text}', w.content_hash, w.changed_at, w.changed_at FROM apprenticeships s, n, record_weeks w"
            f" WHERE w.id = 1 AND s.id BETWEEN {first} AND {first + PORTION - 1}")
    store.run("ANALYZE record_weeks")


def _pages(portals, plan):
    def people(name):
        return [Visitor(portal.url).sign_in(f"{name}@demo.example", PASSWORD) for portal in portals]

    rows = []
    for label, name, path, expected in [
            ("the year at a glance", "azubi", YEAR, "Ausbildungsnachweise"),
            ("a week", "azubi", WEEK, "Woche 20"),
            ("what waits for an instructor", "ausbilderin", "/ausbildungsnachweise", "Woche"),
            ("the chamber's page of a record", "kammer", "/kammer/nachweise/1", "Wochen abgezeichnet")]:
        first, other = compared(
            [(portal, person, path, expected) for portal, person in zip(portals, people(name))], plan)
        rows.append(_row(label, other.rate, first.p50, other.p50))
    return rows


def _saved(portals, plan):
    """A week that is saved over and over, as its form does it by itself; medians of rounds in turn."""
    loads = [[], []]
    for _ in range(ROUNDS):
        for portal, done in zip(portals, loads):
            done.append(_save(portal, plan))
    small, large = (statistics.median(each.p50 for each in done) for done in loads)
    rate = statistics.median(each.signed_in_per_second for each in loads[1])
    return _row("a week saved by its form, one after the other", rate, small, large)


def _save(portal, plan):
    lea = Visitor(portal.url).sign_in("azubi@demo.example", PASSWORD)
    # The demo leaves one week returned, which can be written.
    year, week, revision = (
        portal.store.value(
            f"SELECT {column} FROM record_weeks WHERE apprenticeship_id = 1 AND state = 'returned'")
        for column in ("iso_year", "iso_week", "revision"))
    path = f"{YEAR}/{year}/{week}"
    fields = [("abteilung", ""), ("unterweisung", ""), ("still", "1")]
    for day in range(5):
        fields += [(f"art{day}", "company"), (f"zeit{day}", "8:00")]
        # What is written on Monday changes each time.
        fields += [(f"text{day}", LINES)] if day else []
    process = load.start(
        "saving.lua", portal.url, plan.seconds, 1,
        [lea.cookie_header, quote(lea.token(path)), f"{path}/speichern", str(revision), urlencode(fields)])
    done = load.finish(process, plan.seconds)
    stored = portal.store.value("SELECT max(revision) FROM record_weeks WHERE apprenticeship_id = 1") - revision
    if stored < done.entered:
        raise RuntimeError(f"{done.entered} were answered, {stored} are stored")
    return done


def _row(label, rate, small, large):
    ratio = large / small
    return [label, number(rate), milliseconds(small), milliseconds(large), times(ratio, 2),
            "within" if ratio <= 1.3 else "over"]
