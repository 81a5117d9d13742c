"""Whether the time of an answer, or the answer, tells if an address has an account (S-15)."""

import re
import statistics

import samples
from installation import Installation
from tables import Table, milliseconds
from visitor import Visitor

REGISTER = ("registration", "/registrieren", [("vorname", "Bente"), ("nachname", "Bench")])
SIGN_IN = ("sign-in, wrong password", "/anmelden", [("passwort", "falsches Passwort 17")])
RESET = ("password reset", "/passwort-vergessen", [])
# What differs from answer to answer, and the address, which is shown again.
VARYING = re.compile(rb'name="formular" value="[^"]+"|(known|never)\d+@bench\.example')


def measure(stores, plan):
    table = Table("timing", [
        "form", "database", "known, median", "unknown, median", "difference", "known slower in", "answers"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            samples.add_accounts(portal.store, plan.timed, prefix="known")
            samples.lift_limits(portal.store)
            portal.start()
            for form in [SIGN_IN, RESET, REGISTER]:
                table.rows.append(_row(portal, plan.timed, *form))
    table.notes.append(
        f"{plan.timed} known and {plan.timed} unknown addresses, in turns, each address once per form. Budget: medians"
        " differ by less than 5 ms. `known slower in`: share of the pairs; 50 % tells nothing about the address.")
    return [table]


def _row(portal, count, label, path, fields):
    visitor = Visitor(portal.url)
    visitor.token(path)
    known, unknown, differing = [], [], set()
    for index in range(count):
        network = f"10.{len(label)}.{index // 250}.{index % 250}"
        pair = {}
        # Which one comes first changes, as the second of a pair may meet the first one's work in the background.
        for kind in ["known", "never"] if index % 2 else ["never", "known"]:
            pair[kind] = visitor.post(path, [*fields, ("email", f"{kind}{index}@bench.example")], network)
            visitor.cookies.pop("kp_flash", None)
        known.append(pair["known"].seconds * 1e6)
        unknown.append(pair["never"].seconds * 1e6)
        differing |= _differences(pair["known"], pair["never"])
    slower = sum(one > other for one, other in zip(known, unknown)) / count
    medians = statistics.median(known), statistics.median(unknown)
    return [
        label, portal.engine, *map(milliseconds, medians), milliseconds(abs(medians[0] - medians[1])),
        f"{slower * 100:.0f} %", "differ in " + ", ".join(sorted(differing)) if differing else "equal"]


def _differences(one, other):
    found = set()
    if one.status != other.status:
        found.add(f"status ({one.status}, {other.status})")
    if _shape(one) != _shape(other):
        found.add("headers")
    if VARYING.sub(b"", one.body) != VARYING.sub(b"", other.body):
        found.add("body")
    return found


def _shape(answer):
    """Headers without what varies: the date, and the values of cookies, of which the length counts."""
    headers = [(name.lower(), value) for name, value in answer.headers if name.lower() != "date"]
    return [(name, re.sub(r"=[^;]*", lambda it: str(len(it[0])), value, count=1) if name == "set-cookie" else value)
            for name, value in headers]
