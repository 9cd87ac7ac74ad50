"""
Versions of one rule: the proof that no two of them bind on one day, and that gaps are declared.

A clause says what it takes the place of (``replaces``), or what takes its own and from when
(``superseded``).  On the day before the next version the last one ends: a day on which both
bind is an overlap; a day on which neither does is a gap, which the file must declare (``gap``,
of a clause, or of ``in_force`` where a text ends and nothing at hand follows it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple, TypeAlias

from egovdocs.policy.instrument import Clause, Instrument
from egovdocs.policy.problems import Problem

Find: TypeAlias = Callable[[str], Instrument | None]
"""An instrument by id; None where its text is not at hand."""

OVERLAP, GAP, NEEDLESS = "versions-overlap", "versions-gap", "gap-needless"
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days on which a version binds, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        ends = (str(self.first) if self.first > date.min else "…",
                str(self.last) if self.last < date.max else "…")  # fmt: skip
        return " – ".join(ends)


def span(instrument: Instrument, clause: Clause | None) -> Span:
    """The days on which *clause* binds; None stands for the whole text."""
    last = instrument.in_force.end or date.max
    if clause is not None and clause.superseded is not None:
        last = min(last, _before(clause.superseded))
    return Span(instrument.in_force.first, last)


def versions(part: Instrument, find: Find, file: str) -> Iterator[Problem]:
    """What is wrong with the versions that *part* names; *file* is for the messages."""
    for index, clause in enumerate(part.clauses):
        told = [*_replaced(part, clause, find), *_superseded(clause, find)]
        for key, code, days, other in told:
            if not (code == GAP and clause.gap):
                yield Problem(code, file, f"clause[{index}].{key}", str(days), other)
        if clause.gap and all(code != GAP for _, code, _, _ in told):
            yield Problem(NEEDLESS, file, f"clause[{index}].gap")


class _Told(NamedTuple):
    key: str
    code: str
    days: Span
    other: str


def _replaced(part: Instrument, clause: Clause, find: Find) -> Iterator[_Told]:
    """The versions that *clause* takes the place of end on the day before it begins."""
    begins = span(part, clause).first
    for address in clause.replaces:
        former = _found(address, find)
        if former is not None:
            yield from _met("replaces", span(*former).last, begins, address)


def _superseded(clause: Clause, find: Find) -> Iterator[_Told]:
    """The version that takes the place of *clause* begins on the day on which it ends."""
    if clause.superseded is None:
        return
    later = _found(clause.superseded_by, find)
    if later is not None:
        begins = span(*later).first
        yield from _met("superseded.from", _before(clause.superseded), begins,
                        clause.superseded_by)  # fmt: skip


def _met(key: str, ends: date, begins: date, other: str) -> Iterator[_Told]:
    if ends >= begins:
        yield _Told(key, OVERLAP, Span(begins, ends), other)
    elif ends + _DAY < begins:
        yield _Told(key, GAP, Span(ends + _DAY, _before(begins)), other)


def _found(address: str, find: Find) -> tuple[Instrument, Clause | None] | None:
    ident, _, place = address.partition("#")
    instrument = find(ident)
    if instrument is None:
        return None
    clause = instrument.clause(place) if place else None
    return None if place and clause is None else (instrument, clause)


def _before(day: date) -> date:
    return day if day == date.min else day - _DAY


# -- texts that end, and two that take one place -----------------------------------------------


def endings(part: Instrument, others: Iterable[Instrument], file: str) -> Iterator[Problem]:
    """A text that ends, and none of *others* follows: a gap, unless ``in_force`` declares it."""
    force = part.in_force
    if force.end is None:
        return
    followed = any(part.id == name.partition("#")[0] for name in _heirs(others))
    if not followed and not force.gap:
        yield Problem(GAP, file, "instrument.in_force.until", f"{force.end + _DAY} – …", part.id)
    elif followed and force.gap:
        yield Problem(NEEDLESS, file, "instrument.in_force.gap")


def _heirs(others: Iterable[Instrument]) -> Iterator[str]:
    return (name for other in others for clause in other.clauses for name in clause.replaces)


def overlaps(instruments: Iterable[Instrument]) -> Iterator[Problem]:
    """Every overlap among *instruments*; where there is none, no day has two versions of a rule."""
    parts = {part.id: part for part in instruments}
    for part in parts.values():
        yield from (one for one in versions(part, parts.get, part.id) if one.code == OVERLAP)
    for target, heirs in _by_target(parts.values()).items():
        for (one, at), (two, other) in combinations(heirs, 2):
            first, second = span(one, at), span(two, other)
            days = Span(max(first.first, second.first), min(first.last, second.last))
            if days.first <= days.last:
                where = f"{two.id}#{other.at}"
                yield Problem(OVERLAP, one.id, f"{at.at}.replaces", f"{target}, {days}", where)


def _by_target(
    parts: Iterable[Instrument],
) -> Mapping[str, list[tuple[Instrument, Clause]]]:
    found: dict[str, list[tuple[Instrument, Clause]]] = {}
    for part in parts:
        for clause in part.clauses:
            for target in clause.replaces:
                found.setdefault(target, []).append((part, clause))
    return found
