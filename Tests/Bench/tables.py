"""Tables in Markdown, and their place in docs/performance.md between two comments."""

import re
from dataclasses import dataclass, field


@dataclass
class Table:
    # Names the place in the page: `<!-- bench:NAME -->` … `<!-- end:NAME -->`.
    name: str
    columns: list
    rows: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def markdown(self):
        # The first column holds words, the others figures.
        rules = ["---"] + ["---:"] * (len(self.columns) - 1)
        lines = [_line(self.columns), _line(rules), *map(_line, self.rows)]
        return "\n".join(lines + [f"\n{note}" for note in self.notes])


def write(page, tables):
    """Replaces the tables of the page that were measured; the others stay."""
    text = page.read_text(encoding="utf-8")
    for table in tables:
        place = re.compile(rf"(<!-- bench:{table.name} -->\n).*?(<!-- end:{table.name} -->)", re.S)
        if not place.search(text):
            raise RuntimeError(f"{page} has no place for the table {table.name}")
        text = place.sub(lambda found, body=table.markdown(): f"{found[1]}\n{body}\n\n{found[2]}", text)
    page.write_text(text, encoding="utf-8")


def number(value):
    return f"{value:,.0f}"


def milliseconds(microseconds):
    return f"{microseconds / 1000:.1f} ms"


def seconds(value):
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def megabytes(value):
    return f"{value / 1e6:.0f} MB"


def percent(value):
    return f"{value * 100:.0f} %"


def times(value, digits=1):
    return f"{value:.{digits}f}×"


def _line(cells):
    return f"| {' | '.join(map(str, cells))} |"
