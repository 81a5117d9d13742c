"""Many letters with PINs in one run."""

import re
from pathlib import Path

import samples
from installation import Installation
from tables import Table, megabytes, number, seconds


def measure(stores, plan):
    """On the first database only: the time goes into setting the pages."""
    table = Table("letters", [
        "database", "letters", "time", "letters/s", "processor", "memory at most, all processes", "size of the PDF"])
    with Installation(stores[0]) as portal:
        portal.command("demo")
        file = portal.folder / "companies.csv"
        samples.company_file(file, plan.letters)
        portal.command("import", "companies", str(file))
        samples.add_waiting_letters(portal.store, plan.letters)
        cost = portal.command("letters")
        told = re.search(r"run \d+: (\d+) letters, ready, (.+)", cost.output)
        if not told or int(told[1]) != plan.letters:
            raise RuntimeError(f"the run told something else: {cost.output[-500:]}")
        table.rows.append([
            portal.engine, number(plan.letters), seconds(cost.seconds), number(plan.letters / cost.seconds),
            seconds(cost.processor_seconds), megabytes(cost.peak_memory), megabytes(Path(told[2]).stat().st_size)])
    table.notes.append("Budget: 10,000 letters under 60 s.")
    return [table]
