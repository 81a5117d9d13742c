"""Cold start and memory."""

import statistics

import load
import processes
from installation import PASSWORD, Installation
from tables import Table, megabytes, seconds
from visitor import Visitor

STARTS = 5


def measure(stores, plan):
    """From exec to the first answer of /health/ready; memory idle, after and at most during load."""
    table = Table("start", ["database", "cold start, median (most)", "idle", "at most under load", "after load"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("demo")
            starts = [_start_once(portal) for _ in range(STARTS)]
            portal.start()
            idle = processes.resident(portal.pid)
            _work(portal, plan)
            table.rows.append([
                portal.engine, f"{seconds(statistics.median(starts))} ({seconds(max(starts))})", megabytes(idle),
                megabytes(processes.peak_resident(portal.pid)), megabytes(processes.resident(portal.pid))])
    table.notes.append("Budget: cold start under 0.3 s, 60 MB idle, 150 MB at full load.")
    return [table]


def _start_once(portal):
    taken = portal.start()
    portal.stop()
    return taken


def _work(portal, plan):
    officer = Visitor(portal.url).sign_in("kammer@demo.example", PASSWORD)
    for path in ["/", "/kammer/betriebe", "/registrierung-und-verifizierung"]:
        load.full(portal.url + path, plan.seconds, officer.cookie_header)
