"""
Mutation testing of the law: change every rule a little and see whether an example notices.

    python scripts/mutate.py [INSTRUMENT ...] [--check]

Without a name every shipped instrument and the calendar are done, two processes at a time,
and ``docs/reference/mutants.json`` is written; a reason why a survivor cannot be killed
stands in ``mutants-waived.toml``.  With names the survivors are printed and nothing is
written.  Exit status 0: done; 1: with ``--check``, the file was not up to date.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from egovdocs.audit.mutation import CALENDAR, Result, record, run
from egovdocs.policy import shipped_instruments

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "reference" / "mutants.json"
WAIVED = ROOT / "mutants-waived.toml"
PROCESSES, PARTS = 2, 8


def judged(idents: Sequence[str]) -> dict[str, list[Result]]:
    """The results of every mutant of the instruments *idents*, by instrument."""
    work = [(ident, part, PARTS) for ident in idents for part in range(PARTS)]
    found: dict[str, list[Result]] = {ident: [] for ident in idents}
    with Pool(PROCESSES) as pool:
        for (ident, *_), results in zip(work, pool.starmap(run, work, 1), strict=True):
            found[ident].extend(results)
    return {ident: sorted(rows, key=lambda row: row.name) for ident, rows in found.items()}


def waived() -> Mapping[str, str]:
    """The written reasons, by mutant or pattern of mutants."""
    table = tomllib.loads(WAIVED.read_text(encoding="utf-8"))
    return {row["mutant"]: row["why"] for row in table["waived"]}


def written(table: Mapping[str, Mapping[str, Any]]) -> str:
    """The record as JSON: one clause, one survivor a line, so that a change is one line."""
    return json.dumps({ident: _lines(part) for ident, part in table.items()}, ensure_ascii=False,
                      indent=1) + "\n"  # fmt: skip


def _lines(part: Mapping[str, Any]) -> dict[str, Any]:
    clauses = {at: f"{dead}/{every}" for at, (dead, every) in part["clauses"].items()}
    return {**part, "clauses": clauses}


def told(table: Mapping[str, Mapping[str, Any]]) -> str:
    """One line of counts for each instrument, and one for all."""
    rows = [
        (ident, part["killed"], len(part["waived"]), part["mutants"])
        for ident, part in table.items()
    ]
    _, killed, excused, every = zip(*rows, strict=True)
    return "\n".join(map(_row, [*rows, ("all", sum(killed), sum(excused), sum(every))]))


def _row(row: tuple[str, int, int, int]) -> str:
    ident, killed, excused, every = row
    share = 100 * (killed + excused) / max(every, 1)
    left = every - killed - excused
    counts = f"{killed:5} killed, {excused:3} waived, {left:4} open"
    return f"{ident:22} {counts}, of {every}: {share:.1f} %"


def main(argv: Sequence[str]) -> int:
    """Run, print, and write or check the file."""
    names = [word for word in argv if not word.startswith("--")]
    table = record(judged(names or [*shipped_instruments(), CALENDAR]), waived())
    print(told(table))
    if names:
        print(*(name for part in table.values() for name in part["open"]), sep="\n")
        return 0
    text = written(table)
    if "--check" in argv:
        return int(not FILE.is_file() or FILE.read_text(encoding="utf-8") != text)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
