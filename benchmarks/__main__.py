"""
All benchmarks, one after the other, and the page that shows them.

    python -m benchmarks [--write]

With ``--write`` what is printed goes into docs/explanation/performance.md, between its marks;
columns (``python -m benchmarks.bulk``) come last and write a table of their own there.  A million
rows of an event log, and a province's year, are run alone: ``benchmarks.event_log``,
``benchmarks.province_year``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stdout

from benchmarks import (
    audit,
    bulk,
    declare,
    edxml,
    ids,
    imports,
    neighbours,
    policies,
    timing,
)

PARTS = (imports, ids, timing, policies, audit, declare, neighbours, edxml)
BEGIN, END = "<!-- all:begin -->", "<!-- all:end -->"


def told(main: Callable[[], None]) -> str:
    """What *main* prints; it is shown as well."""
    kept = io.StringIO()
    with redirect_stdout(kept):
        main()
    print(kept.getvalue())
    return kept.getvalue().rstrip()


def run() -> str:
    """Run every part, and return the sections of the page."""
    sections = [f"Machine: {bulk.hardware()}."]
    for part in PARTS:
        name = part.__name__.partition(".")[2]
        print(f"== {name}", flush=True)
        about = (part.__doc__ or "").strip().partition("\n")[0]
        sections.append(f"### {name}\n\n{about}\n\n```text\n{told(part.main)}\n```")
    return "\n\n".join(sections)


def write(sections: str) -> None:
    """Put *sections* between the marks of the page."""
    text = bulk.PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    bulk.PAGE.write_text(f"{head}{BEGIN}\n{sections}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    found = run()
    if "--write" in sys.argv:
        write(found)
    print("== bulk", flush=True)
    bulk.main()
