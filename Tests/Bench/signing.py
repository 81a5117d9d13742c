"""Sign-ins against what the cores can hash, and other pages while that flood runs."""

import ctypes
import ctypes.util
import os
import threading
import time

import load
import processes
import samples
from installation import PASSWORD, Installation
from tables import Table, megabytes, milliseconds, number, percent, times
from visitor import Visitor

ACCOUNTS = 200


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
            before = hashes_per_second(password_hash, plan.seconds)
            portal.start()
            figures = _measure(portal, plan)
            portal.stop()
            # Both sides of the flood, as the machine may have been busy with something else at one of them.
            after = hashes_per_second(password_hash, plan.seconds)
            hashes = max(before, after)
            rate, others = figures
            table.rows.append([portal.engine, number(hashes), number(rate), percent(rate / hashes), *others])
    cores = os.cpu_count()
    table.notes += [
        f"`hashes/s, alone`: Argon2id with 19 MiB and 2 passes on {cores} threads, without the portal. Other pages: the"
        " signed-in start page, asked for about a hundred times a second.",
        "Budget: 90 % of the hashes; p99 of other pages in the flood at most 3× calm."]
    return [table]


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


def _measure(portal, plan):
    """Returns: sign-ins per second, and the other figures of the row."""
    member = Visitor(portal.url).sign_in("betrieb@demo.example", PASSWORD)
    stranger = Visitor(portal.url)
    token = stranger.token("/anmelden")
    page = f"{portal.url}/"
    load.full(page, 1, member.cookie_header)
    calm = load.probe(page, plan.seconds + 3, member.cookie_header)
    before = processes.resident(portal.pid)
    span = plan.seconds + 5
    flood = load.start_sign_ins(f"{portal.url}/anmelden", span, stranger.cookie_header, token, ACCOUNTS, PASSWORD)
    try:
        time.sleep(1)
        crowded = load.probe(page, plan.seconds + 3, member.cookie_header)
        signed_in = load.finish(flood, span)
    finally:
        flood.kill()
    faults = signed_in.requests - signed_in.entered + signed_in.broken + calm.faults + crowded.faults + portal.faults()
    return signed_in.signed_in_per_second, [
        milliseconds(signed_in.p50), milliseconds(signed_in.p99), milliseconds(calm.p99), milliseconds(crowded.p99),
        times(crowded.p99 / calm.p99), megabytes(before), megabytes(processes.resident(portal.pid)), faults]
