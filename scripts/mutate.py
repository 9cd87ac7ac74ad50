"""
Mutation testing of the law: change every rule a little and see what notices.

    python scripts/mutate.py [INSTRUMENT ...] [--check | --write] [--tests]

Without a name every shipped instrument, the official days (``calendar``) and the tables of
states (``lifecycle``) are done, two processes at a time, and ``docs/reference/mutants.json``
is written; a reason why a survivor cannot be killed stands in ``mutants-waived.toml``.  With
names the survivors are printed, and with ``--write`` their part of the file is replaced.

A mutant meets the portable suite first, then the examples.  With ``--tests`` what survives
both, and has no reason, meets the tests in ``tests/law`` that name its instrument, each
mutant in a process of its own.

Exit status 0: done; 1: with ``--check``, the file was not up to date; a case or a test fails
as it is.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import pytest

import egovdocs.policy
from egovdocs.audit.mutation import CALENDAR, LIFECYCLE, Result, reason, record, run, tables
from egovdocs.audit.suite_killing import unsound
from egovdocs.policy import Instrument, loading, shipped_instruments
from egovdocs.policy.tools.mutating import Mutant, mutants
from egovdocs.policy.tools.mutating_days import calendars
from egovdocs.timing import OfficialDays, days

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


# -- the tests of the law ---------------------------------------------------------------------


def against_the_tests(found: dict[str, list[Result]]) -> None:
    """Put what survived before the tests of its instrument; note what they kill."""
    reasons = waived()
    work = [
        (ident, result.name)
        for ident, results in found.items()
        for result in results
        if result.fate == "survived" and not reason(result.name, reasons)
    ]
    idents = dict.fromkeys(ident for ident, _ in work)
    with Pool(PROCESSES, maxtasksperchild=1) as pool:
        _sound([path for _, path in pool.map(killer, [(ident, "") for ident in idents], 1)])
        killers = dict(pool.imap_unordered(killer, work, 1))
    for ident, results in found.items():
        found[ident] = [_killed(result, killers.get(result.name, "")) for result in results]


def _sound(failed: Sequence[str]) -> None:
    """Stop where something fails without any mutant: it would kill everything."""
    broken = sorted(filter(None, set(failed)))
    if broken:
        sys.exit(f"these fail as they are: {', '.join(broken)}")


def _killed(result: Result, by: str) -> Result:
    return Result(result.name, "killed", by, "tests") if by else result


def killer(work: tuple[str, str]) -> tuple[str, str]:
    """The name of a mutant, and the file of tests that notices it; runs in its own process."""
    ident, name = work
    if name and ident == CALENDAR:
        changed = dict(calendars(OfficialDays.packaged()))[name]
        vars(days)["_packaged"] = lambda: changed
    made = [part.make() for part in _mutants(ident) if part.name == name]
    return name, tests_that_notice(files_about(ident), ident, made[0] if made else None)


def _mutants(ident: str) -> tuple[Mutant, ...]:
    return () if ident in (CALENDAR, LIFECYCLE) else mutants(tables(ident))


def tests_that_notice(paths: Iterable[Path], ident: str, changed: Instrument | None) -> str:
    """
    The first file of tests that fails in this process; empty where none does.

    Args:
        paths: the files of tests.
        ident: the instrument in whose place *changed* stands from now on.
        changed: None to leave it as it is.
    """
    if changed is not None:
        _replace(ident, changed)
    sys.path.insert(0, str(ROOT / "tests"))
    for path in paths:
        quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={ROOT}"]
        quiet.append("--assert=plain")  # the library is imported: nothing of it to rewrite
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = pytest.main([*quiet, str(path)])
        if status == pytest.ExitCode.TESTS_FAILED:
            return f"tests/law/{path.name}"
    return ""


def files_about(ident: str) -> Iterator[Path]:
    """The files of tests that name an instrument."""
    if ident == LIFECYCLE:
        return
    if ident == CALENDAR:
        yield ROOT / "tests" / "law" / "test_calendar_days.py"
        return
    for path in sorted((ROOT / "tests" / "law").glob("test_*.py")):
        if ident in path.read_text(encoding="utf-8"):
            yield path


def _replace(ident: str, changed: Instrument) -> None:
    """Let this process see *changed* where the instrument stood."""
    original = loading.shipped_instrument

    def shipped(wanted: str) -> Instrument:
        return changed if wanted == ident else original(wanted)

    vars(loading)["shipped_instrument"] = vars(egovdocs.policy)["shipped_instrument"] = shipped


# -- the record -------------------------------------------------------------------------------


def waived() -> Mapping[str, str]:
    """The written reasons, by mutant or pattern of mutants."""
    table = tomllib.loads(WAIVED.read_text(encoding="utf-8"))
    return {row["mutant"]: row["why"] for row in table["waived"]}


def written(table: Mapping[str, Mapping[str, Any]]) -> str:
    """The record as JSON: one clause, one survivor a line, so that a change is one line."""
    return _text({ident: _lines(part) for ident, part in table.items()})


def _text(lines: Mapping[str, Any]) -> str:
    return json.dumps(lines, ensure_ascii=False, indent=1) + "\n"


def _lines(part: Mapping[str, Any]) -> dict[str, Any]:
    clauses = {at: f"{dead}/{every}" for at, (dead, every) in part["clauses"].items()}
    return {**part, "clauses": clauses}


def told(table: Mapping[str, Mapping[str, Any]]) -> str:
    """One line of counts for each instrument, and one for all."""
    rows = [(ident, _counts(part)) for ident, part in table.items()]
    sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    return "\n".join(_row(ident, *counts) for ident, counts in [*rows, ("all", sums)])


def _counts(part: Mapping[str, Any]) -> list[int]:
    return [part["mutants"], len(part["waived"]), *part["by"].values(), len(part["open"])]


def _row(ident: str, every: int, excused: int, *dead: int) -> str:
    suite, examples, tests, left = dead
    alone, whole = _share(suite, every - excused), _share(every - left, every)
    counts = f"suite {suite:4}, examples {examples:3}, tests {tests:3}, waived {excused:3}"
    return f"{ident:18} {every:4}: {counts}, open {left:3}; suite alone {alone}, all {whole}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):5.1f} %"


def main(argv: Sequence[str]) -> int:
    """Run, print, and write or check the file."""
    _sound(unsound())
    names = [word for word in argv if not word.startswith("--")]
    found = judged(names or [*shipped_instruments(), CALENDAR, LIFECYCLE])
    if "--tests" in argv:
        against_the_tests(found)
    table = record(found, waived())
    print(told(table))
    if names:
        print(*(name for part in table.values() for name in part["open"]), sep="\n")
        if "--write" in argv:
            before = json.loads(FILE.read_text(encoding="utf-8"))
            lines = {ident: _lines(part) for ident, part in table.items()}
            FILE.write_text(_text(before | lines), encoding="utf-8")
        return 0
    text = written(table)
    if "--check" in argv:
        return int(not FILE.is_file() or FILE.read_text(encoding="utf-8") != text)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
