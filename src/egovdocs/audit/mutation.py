"""
Mutation testing of the law: which small wrong readings does something catch?

A mutant meets the portable suite first and then the examples; it is killed when one case of
the suite gives another answer, or one expectation of one example is no longer met.  What
survives is a part of the law that neither proves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Literal

import attrs

from egovdocs.audit.expectations import all_examples, policy_of
from egovdocs.audit.sources import shipped
from egovdocs.audit.suite_killing import killer, killer_of_days, killer_of_states
from egovdocs.errors import EgovdocsError
from egovdocs.policy import Instrument, Policy
from egovdocs.policy.tools.mutating import Mutant, mutants
from egovdocs.policy.tools.mutating_days import calendars, lifecycles
from egovdocs.timing import OfficialDays, WorkCalendar

Fate = Literal["killed", "survived", "stillborn"]
Killer = Literal["", "suite", "examples", "tests"]
KILLERS: tuple[Killer, ...] = ("suite", "examples", "tests")
CALENDAR = "calendar"
LIFECYCLE = "lifecycle"


@attrs.frozen
class Result:
    """
    What became of one mutant.

    Attributes:
        name: what was changed and the operator.
        fate: killed, survived, or stillborn: the change makes nothing that can be judged.
        by: the case, or the file of tests, that killed it; empty where none did.
        killer: what that case is of.
    """

    name: str
    fate: Fate
    by: str = ""
    killer: Killer = ""


def run(ident: str, part: int = 0, parts: int = 1) -> tuple[Result, ...]:
    """
    Judge the mutants of one instrument, or every *parts*-th of them from *part* on.

    Args:
        ident: id of a shipped instrument, ``calendar`` for the official days, or
            ``lifecycle`` for the tables of states.
        part: from 0 to *parts* - 1.
        parts: among how many processes the work is shared.
    """
    if ident == CALENDAR:
        days = list(calendars(OfficialDays.packaged()))[part::parts]
        return tuple(judge_day(name, changed) for name, changed in days)
    if ident == LIFECYCLE:
        lives = list(lifecycles())[part::parts]
        return tuple(_fate(name, killer_of_states(life), "") for name, life in lives)
    return tuple(judge(mutant, ident) for mutant in mutants(tables(ident))[part::parts])


def names(ident: str) -> tuple[str, ...]:
    """The names of the mutants that :func:`run` judges."""
    if ident == CALENDAR:
        return tuple(name for name, _ in calendars(OfficialDays.packaged()))
    if ident == LIFECYCLE:
        return tuple(name for name, _ in lifecycles())
    return tuple(mutant.name for mutant in mutants(tables(ident)))


@cache
def tables(ident: str) -> Mapping[str, Any]:
    """The tables of the shipped instrument *ident*, as they are written."""
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in shipped("instruments"))
    return next(data for data in files if data["instrument"]["id"] == ident)


def judge(mutant: Mutant, ident: str) -> Result:
    """Put a mutant in the place of the instrument *ident*; look at the suite, then the examples."""
    instrument = mutant.make()
    if instrument is None:
        return Result(mutant.name, "stillborn")

    def change(policy: Policy) -> Policy | None:
        return put_in(policy, instrument, ident)

    try:
        by_suite = killer(ident, mutant.clause, change)
        return _fate(mutant.name, by_suite, by_suite or by_examples(change, mutant.clause))
    except (EgovdocsError, IndexError):  # an outage in working days, a list of nothing
        return Result(mutant.name, "stillborn")


def judge_day(name: str, days: OfficialDays) -> Result:
    """Put other official days in the place of those that ship."""

    def change(policy: Policy) -> Policy:
        return _on_days(policy, days)

    by_suite = killer_of_days(change, clause_of(name))
    return _fate(name, by_suite, by_suite or by_examples(change, ""))


def _fate(name: str, by_suite: str, by: str) -> Result:
    if by_suite:
        return Result(name, "killed", by_suite, "suite")
    return Result(name, "killed", by, "examples") if by else Result(name, "survived")


def by_examples(change: Callable[[Policy], Policy | None], clause: str) -> str:
    """The first case of the examples that notices a change; empty where none does."""
    for examples in all_examples():
        policy = change(policy_of(examples.profile))
        case = None if policy is None else next(examples.unmet(policy, clause), None)
        if case is not None:
            return case
    return ""


def put_in(policy: Policy, instrument: Instrument, ident: str) -> Policy | None:
    """*policy* with the changed instrument; None where it does not have it."""
    if all(part.id != ident for part in policy.instruments):
        return None
    parts = tuple(instrument if part.id == ident else part for part in policy.instruments)
    changed = attrs.evolve(policy, instruments=parts)
    vars(changed)["calendar"] = policy.calendar  # the same, so that it is not built again
    return changed


def _on_days(policy: Policy, days: OfficialDays) -> Policy:
    changed = attrs.evolve(policy)
    reading = policy.profile.readings["culture-day"]
    known = attrs.evolve(days, culture_day="off" if reading == "off" else "working")
    vars(changed)["calendar"] = WorkCalendar(policy.profile.hours, known, fallback=True)
    return changed


# -- the record of a run ----------------------------------------------------------------------


def record(
    results: Mapping[str, Iterable[Result]], waived: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """
    What is kept of a run, by instrument: counts by clause, and the names of what survived.

    Args:
        results: by instrument.
        waived: reasons by mutant, or by a pattern of mutants (``*:lenient``).
    """
    return {ident: _record(ident, list(found), waived) for ident, found in results.items()}


def _record(ident: str, results: list[Result], waived: Mapping[str, str]) -> dict[str, Any]:
    born = [result for result in results if result.fate != "stillborn"]
    survivors = [result.name for result in born if result.fate == "survived"]
    excused = [name for name in survivors if reason(name, waived)]
    return {
        "tried": len(results),
        "mutants": len(born),
        "killed": len(born) - len(survivors),
        "by": {name: sum(part.killer == name for part in born) for name in KILLERS},
        "waived": excused,
        "open": [name for name in survivors if name not in excused],
        "clauses": dict(_by_clause(born, waived)),
        "killers": {part.name.removeprefix(ident): part.by for part in born if part.by},
    }


def reason(name: str, waived: Mapping[str, str]) -> str:
    """Why nothing can kill the mutant *name*; empty where no reason is written."""
    found = (why for pattern, why in waived.items() if fnmatchcase(name, pattern))
    return next(found, "")


def _by_clause(
    results: list[Result], waived: Mapping[str, str]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Address, how many were killed or waived, how many there are."""
    counts: dict[str, list[bool]] = {}
    for result in results:
        dead = result.fate == "killed" or bool(reason(result.name, waived))
        counts.setdefault(clause_of(result.name), []).append(dead)
    return ((clause, (sum(dead), len(dead))) for clause, dead in counts.items())


def clause_of(name: str) -> str:
    """The place in its instrument that a mutant changes; empty for the instrument itself."""
    _, mark, rest = name.partition("#")
    return rest.partition("/")[0].partition(":")[0] if mark else ""
