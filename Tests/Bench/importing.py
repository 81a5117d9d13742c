"""The import of a whole chamber, and the same file once more."""

import re

import samples
from installation import Installation
from tables import Table, megabytes, number, seconds

COUNTS = re.compile(r"(\d+) lines: (\d+) added, (\d+) changed, (\d+) unchanged, (?:\d+ PINs, )?(\d+) problems")


def measure(stores, plan):
    table = Table("import", [
        "database", "companies", "run", "new", "unchanged", "time", "processor", "lines/s", "memory"])
    for store in stores:
        with Installation(store) as portal:
            portal.command("migrate")
            file = portal.folder / "companies.csv"
            samples.company_file(file, plan.imported)
            for run, expected in [("first", (plan.imported, 0)), ("again", (0, plan.imported))]:
                cost = portal.command("import", "companies", str(file))
                _, new, changed, unchanged, problems = counts(cost.output)
                if (new, unchanged) != expected or changed or problems:
                    raise RuntimeError(f"the import told something else: {cost.output[-500:]}")
                table.rows.append([
                    portal.engine, number(plan.imported), run, number(new), number(unchanged), seconds(cost.seconds),
                    seconds(cost.processor_seconds), number(plan.imported / cost.seconds),
                    megabytes(cost.peak_memory)])
    table.notes.append(
        "Every second company brings the PIN of a notice, every tenth is a branch. The PostgreSQL server belongs to the"
        " measurement and gives no durability. Budget: 45,000 contracts under 30 s.")
    return [table]


def counts(output):
    """Lines, new, changed, unchanged, problems, as an import tells them."""
    found = COUNTS.search(output)
    if not found:
        raise RuntimeError(f"the import told no figures: {output[-500:]}")
    return [int(text) for text in found.groups()]
