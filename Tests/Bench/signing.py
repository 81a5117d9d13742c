"""Sign-ins against what the cores can hash, and other pages while that flood runs."""

import ctypes
import ctypes.util
import os
import statistics
import threading
import time
from dataclasses import dataclass

import load
import processes
import samples
from installation import PASSWORD, Installation
from tables import Table, megabytes, milliseconds, number, percent, times
from visitor import Visitor

ACCOUNTS = 200
ROUNDS = 5


@dataclass(frozen=True)
class Round:
    """What one round measured; times in microseconds."""

    hashes: float
    rate: float
    p50: int
    p99: int
    calm: int
    crowded: int
    faults: int


def measure(stores, plan):
    table = Table("sign-ins", [
        "database", "hashes/s, alone", "sign-ins/s", "of the hashes", "p50", "p99", "other pages p99 calm",
        "p99 in the flood", "ratio", "memory before", "after", "faults"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            samples.add_accounts(portal.store, ACCOUNTS)
            samples.lift_limits(portal.store)
            password_hash = portal.store.value(
                "SELECT password_hash FROM accounts WHERE email_key = 'kammer@demo.example'")
            portal.start()
            before = processes.resident(portal.pid)
            rounds = [_round(portal, password_hash, plan) for _ in range(ROUNDS)]
            after = processes.resident(portal.pid)
            faults = sum(each.faults for each in rounds) + portal.faults()
            portal.stop()
            table.rows.append([portal.engine, *_summary(rounds), megabytes(before), megabytes(after), faults])
    cores = os.cpu_count()
    table.notes += [
        f"`hashes/s, alone`: Argon2id with 19 MiB and 2 passes on {cores} threads, without the portal. Other pages: the"
        " signed-in start page, asked for about a hundred times a second.",
        f"Medians of {ROUNDS} rounds, in each of which calm pages, hashes alone, the flood alone and the flood with pages are"
        " measured one after the other: the speed of a shared machine changes from minute to minute.",
        "Budget: 90 % of the hashes; p99 of other pages in the flood at most 3× calm."]
    return [table]


def _summary(rounds):
    def middle(of):
        return statistics.median(of(each) for each in rounds)

    return [
        number(middle(lambda each: each.hashes)), number(middle(lambda each: each.rate)),
        percent(middle(lambda each: each.rate / each.hashes)), milliseconds(middle(lambda each: each.p50)),
        milliseconds(middle(lambda each: each.p99)), milliseconds(middle(lambda each: each.calm)),
        milliseconds(middle(lambda each: each.crowded)), times(middle(lambda each: each.crowded / each.calm))]


def hashes_per_second(encoded, span):
    """Comparisons of a password per second on all cores. The calls leave Python's lock, so threads are enough."""
    sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))
    sodium.crypto_pwhash_str_verify.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong]
    if sodium.sodium_init() < 0:
        raise RuntimeError("libsodium does not start")
    password, stored = PASSWORD.encode(), encoded.encode()
    counts = []
    end = time.monotonic() + span

    def work():
        count = 0
        while time.monotonic() < end:
            if sodium.crypto_pwhash_str_verify(stored, password, len(password)) != 0:
                raise RuntimeError("the demo password does not fit its hash")
            count += 1
        counts.append(count)

    begin = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(os.cpu_count())]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < len(threads):
        raise RuntimeError("hashing failed")
    return sum(counts) / (time.monotonic() - begin)


def _round(portal, password_hash, plan):
    member = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    stranger = Visitor(portal.url)
    token = stranger.token("/anmelden")
    page = f"{portal.url}/"
    load.full(page, 1, member.cookie_header)
    calm = load.probe(page, plan.seconds, member.cookie_header)
    hashes = hashes_per_second(password_hash, plan.seconds)
    # Alone for its rate, then together with somebody who reads pages.
    signed_in, _ = _flood(portal, stranger, token, plan.seconds)
    watched, crowded = _flood(
        portal, stranger, token, plan.seconds + 2, lambda: load.probe(page, plan.seconds, member.cookie_header))
    faults = sum(each.requests - each.entered + each.broken for each in (signed_in, watched))
    faults += calm.faults + crowded.faults
    return Round(
        hashes=hashes, rate=signed_in.signed_in_per_second, p50=signed_in.p50, p99=signed_in.p99, calm=calm.p99,
        crowded=crowded.p99, faults=faults)


def _flood(portal, visitor, token, span, meanwhile=lambda: None):
    """Returns: the figures of the flood, and what was done meanwhile."""
    flood = load.start_sign_ins(f"{portal.url}/anmelden", span, visitor.cookie_header, token, ACCOUNTS, PASSWORD)
    try:
        time.sleep(1)
        seen = meanwhile()
        return load.finish(flood, span), seen
    finally:
        flood.kill()
