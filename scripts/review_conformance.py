"""Look for what no reader of the conformance suite would forgive; exit 1 where there is something.

Ids without gaps and used once, addresses that exist, flags declared once and used, misreadings
that give another answer than the law, every subject with each kind of answer, and a calendar
and office hours that are those of the library's own data.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from egovdocs.audit.conformance import Suite, agrees, shipped_suite
from egovdocs.audit.conformance.suite import LEVELS, SUBJECTS
from egovdocs.policy import load, shipped_instrument, shipped_instruments
from egovdocs.timing import OfficeHours, OfficialDays

FEWEST = 600
LETTERS = ("ID", "RC", "DL", "PA", "VA", "CH", "SG", "LC", "RE", "OU", "RP", "AU")
PREFIXES = dict(zip(SUBJECTS, LETTERS, strict=True))
VERDICTS = {"kept", "broken", "undecided"}
WITHDRAWN = {f"OU-{at:04d}" for at in range(118, 129)}  # days of 2027, which nobody has announced


def ids(suite: Suite) -> Iterator[str]:
    """Every subject counts from 1 with its own letters; so do the cases of the ledger, with L."""
    for subject in SUBJECTS:
        found = [case.id for case in suite.cases if case.subject == subject]
        for series in ("", "L"):
            own = [name for name in found if name.endswith("L") is bool(series)]
            numbers = range(1, len(own) + len(WITHDRAWN) + 1)
            names = (f"{PREFIXES[subject]}-{at:04d}{series}" for at in numbers)
            wanted = [name for name in names if name not in WITHDRAWN][: len(own)]
            if own != wanted or not found:
                yield f"{subject}: ids{series and f' with {series}'}"


def addresses(suite: Suite) -> Iterator[str]:
    """Every case proves a clause, and the clause has a row in its instrument."""
    known = {
        f"{name}#{row.at}" for name in shipped_instruments()
        for row in shipped_instrument(name).clauses
    } | set(shipped_instruments())  # fmt: skip
    for case in suite.cases:
        if not case.clauses:
            yield f"{case.id}: no clause"
        for clause in {*case.clauses, *case.cites} - known:
            if not any(other.startswith(f"{clause}.") for other in known):
                yield f"{case.id}: {clause}"


def flags(suite: Suite) -> Iterator[str]:
    """Every case catches something; every flag is used."""
    used = {catch.flag for case in suite.cases for catch in case.catches}
    yield from (f"unused flag {flag}" for flag in sorted(set(suite.flags) - used))
    for case in suite.cases:
        if not case.catches:
            yield f"{case.id}: catches nothing"
        for catch in case.catches:
            if catch.known and agrees(case.answer, catch.answer):
                yield f"{case.id}: {catch.flag} gives the right answer"


def questions(suite: Suite) -> Iterator[str]:
    """No question is put twice."""
    asked = Counter(
        str((case.question, case.setup, case.given, case.clauses)) for case in suite.cases
    )
    yield from (f"put {count} times: {key[:120]}" for key, count in asked.items() if count > 1)


def verdicts(suite: Suite) -> Iterator[str]:
    """Each subject of verdicts has kept, broken and undecided ones; each level occurs."""
    for subject in SUBJECTS:
        found = {
            case.answer["verdict"] for case in suite.cases
            if case.subject == subject and case.question == "verdict" and case.answer
        }  # fmt: skip
        if found and not found >= VERDICTS:
            yield f"{subject}: no case is {', '.join(sorted(VERDICTS - found))}"
    yield from (f"no case is {level}" for level in set(LEVELS) - {c.level for c in suite.cases})


def size(suite: Suite) -> Iterator[str]:
    """There are enough cases."""
    if len(suite.cases) < FEWEST:
        yield f"{len(suite.cases)} cases"


def calendar(suite: Suite) -> Iterator[str]:
    """The days of the suite are those of the table of official days."""
    table, days = OfficialDays.packaged("working"), suite.calendar
    for kind in ("off", "worked"):
        rows = {
            row.date
            for row in table.rows
            if (row.day, row.confidence != "policy") == (kind, True)
            and table.first_year <= row.date.year <= table.last_year
        }
        listed = {date.fromisoformat(text) for text in days[kind]}
        yield from (f"calendar, {kind}: {day}" for day in sorted(rows ^ listed))


def hours(suite: Suite) -> Iterator[str]:
    """Where a setup names a profile, its hours are those of the profile."""
    for case in suite.cases:
        if "profile" in case.setup:
            own = load(case.setup["profile"]).profile.hours.periods
            told = OfficeHours.parse(case.setup["hours"]).periods
            if {row.sessions for row in own} != {row.sessions for row in told}:
                yield f"{case.id}: hours"


LOOKS: tuple[Callable[[Suite], Iterator[str]], ...] = (
    size, ids, addresses, flags, questions, verdicts, calendar, hours,
)  # fmt: skip


def main() -> int:
    """Print what was found, or the sums."""
    suite = shipped_suite()
    found = [line for look in LOOKS for line in look(suite)]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(suite.cases)} cases, {len(suite.flags)} flags, {len(found)} remarks")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
