"""Measures the portal on this machine and prints the tables of docs/performance.md. Called by script/bench."""

import argparse
import os
import platform
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import documents
import exam_people
import importing
import pages
import printing
import records
import register
import signing
import soak
import starting
import tables
import timing
import volume
from stores import available_stores

PAGE = Path(__file__).resolve().parents[2] / "docs/performance.md"
MINUTES_AT_MOST = 60
PARTS = {
    "start": starting, "pages": pages, "sign-ins": signing, "import": importing, "letters": printing, "timing": timing,
    "register": register, "documents": documents, "exam-people": exam_people,
    "records": records, "soak": soak, "volume": volume}


@dataclass(frozen=True)
class Plan:
    seconds: int  # of each load
    listed: int  # companies in the list
    imported: int  # companies in the file
    letters: int
    timed: int  # addresses of each kind
    contracts: int  # apprenticeships in the register
    credentials: int  # letters with credentials
    confirmations: int  # documents issued at once
    soak: int  # seconds of uploads beside pages


FULL = Plan(seconds=5, listed=12_000, imported=60_000, letters=10_000, timed=200, contracts=45_000,
            credentials=12_000, confirmations=10_000, soak=600)
QUICK = Plan(seconds=2, listed=2_000, imported=3_000, letters=300, timed=40, contracts=2_000, credentials=300,
             confirmations=200, soak=20)


def main():
    options = _options()
    stores = available_stores()
    if options.sqlite:
        stores = stores[:1]
    # Whatever hangs, the servers are stopped on the way out.
    signal.signal(signal.SIGALRM, _too_long)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.alarm(MINUTES_AT_MOST * 60)
    plan = QUICK if options.quick else FULL
    found = [_machine(options)]
    for name in options.parts or PARTS:
        begin = time.monotonic()
        measured = PARTS[name].measure(stores, plan)
        found += measured
        for table in measured:
            print(f"\n### {table.name}\n\n{table.markdown()}", flush=True)
        print(f"bench: {name} took {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    if options.write:
        tables.write(PAGE, found)


def _options():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="smaller counts: whether it runs, not how fast")
    parser.add_argument("--sqlite", action="store_true", help="without PostgreSQL")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.write and options.quick:
        parser.error("--quick gives no figures for the page")
    return options


def _machine(options):
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    build = "debug build, no figures to compare" if "debug" in os.environ["KAMMERPORTAL_BINARY"] else "release build"
    busy = os.getloadavg()[0]
    if busy > 1:
        print(f"bench: the machine is busy (load {busy:.1f}); figures and ratios will mislead", file=sys.stderr)
    table = tables.Table("machine", ["measured", "processor", "memory", "system", "build", "load before"])
    table.rows.append([
        time.strftime("%d.%m.%Y"), f"{os.cpu_count()} × {model}", tables.megabytes(memory), platform.system(),
        build + (", in parts" if options.parts else ""), f"{busy:.1f}"])
    return table


def _too_long(*_):
    raise TimeoutError(f"the measurement took more than {MINUTES_AT_MOST} minutes")


if __name__ == "__main__":
    main()
