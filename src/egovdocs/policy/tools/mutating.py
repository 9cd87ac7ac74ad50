"""
Mutating the law: small wrong readings of an instrument, each of which some case should catch.

A mutant changes one value of one clause in the tables of an instrument, or swaps a duty for
one that counts wrongly.  Its name is what it changes, then how::

    long-an/24-2019#d5.k2.b/transfer:limit=3 working hours
    long-an/24-2019#d5.k2.b/transfer:stops-refused
    long-an/24-2019#d10.k2/answer:clock=next-working-day
    long-an/24-2019:in-force+1
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

import attrs

from egovdocs.policy.instrument import VALUES, Instrument, instrument_in
from egovdocs.policy.problems import Table
from egovdocs.policy.tools.twisting import twisted, twists
from egovdocs.timing import CLOCKS, Limit

Path: TypeAlias = tuple[str | int, ...]
Change: TypeAlias = tuple[str, Path, Any]  # the operator, what it changes, the new value


class _Removed:
    """In place of a value: take the key or the item away."""


REMOVED = _Removed()


@attrs.frozen
class Mutant:
    """
    One change of one instrument.

    Attributes:
        name: what is changed and the operator.
        clause: the clause whose findings may change; empty where others may, too.
        make: builds the changed instrument; None where the change makes no usable one.
    """

    name: str
    clause: str
    make: Callable[[], Instrument | None] = attrs.field(repr=False, eq=False)


def mutants(data: Mapping[str, Any]) -> tuple[Mutant, ...]:
    """Every mutant of the instrument whose tables are *data*, in the order of the text."""
    ident = data["instrument"]["id"]
    found = [*_of_head(ident, data), *_of_clauses(ident, data)]
    return tuple({mutant.name: mutant for mutant in found}.values())


def _of_head(ident: str, data: Mapping[str, Any]) -> Iterator[Mutant]:
    force = data["instrument"].get("in_force", {})
    for key in ("from", "not_before", "until", "pilot_until"):
        if key in force:
            for operator, path, value in _days(("instrument", "in_force", key), force[key]):
                yield _edited(f"{ident}:{key}{operator}", "", data, path, value)


def _of_clauses(ident: str, data: Mapping[str, Any]) -> Iterator[Mutant]:
    for number, row in enumerate(data.get("clause", ())):
        clause, path = f"{ident}#{row['at']}", ("clause", number)
        for operator, where, value in _of_row(row, path):
            yield _edited(f"{clause}/{operator}", "", data, where, value)
        for index, rule in enumerate(row.get("rule", ())):
            name = f"{clause}/{rule.get('id', 'rule')}"
            for operator, where, value in _of_rule(rule, (*path, "rule", index)):
                yield _edited(f"{name}:{operator}", clause, data, where, value)
            for twist, kind in twists(rule).items():
                yield Mutant(f"{name}:{twist}", clause, _twister(name, kind, data))


def _edited(name: str, clause: str, data: Mapping[str, Any], path: Path, value: Any) -> Mutant:
    return Mutant(name, clause, lambda: read_tables(changed(data, path, value)))


def _twister(
    name: str, kind: type[Any], data: Mapping[str, Any]
) -> Callable[[], Instrument | None]:
    return lambda: twisted(read_tables(data), name, kind)


def read_tables(data: Mapping[str, Any]) -> Instrument | None:
    """The instrument in *data*; None where the reader finds anything wrong with it."""
    problems: list[Any] = []
    instrument = instrument_in(Table(dict(data), "mutant", "", problems))
    return None if problems else instrument


def changed(part: Any, path: Path, value: Any) -> Any:
    """A copy of the tables under *part* with another value at *path*, or with none there."""
    if not path:
        return value
    here, rest = path[0], path[1:]
    if value is REMOVED and not rest:
        pairs = list(enumerate(part)) if isinstance(part, Sequence) else list(part.items())
        kept = [(key, inner) for key, inner in pairs if key != here]
        return dict(kept) if isinstance(part, Mapping) else [inner for _, inner in kept]
    copy: Any = dict(part) if isinstance(part, Mapping) else list(part)
    copy[here] = changed(part[here], rest, value)
    return copy


# -- operators on tables ----------------------------------------------------------------------

_NEVER: Mapping[str, Any] = {"not": {}}  # a condition that never holds


def _of_row(row: Mapping[str, Any], path: Path) -> Iterator[Change]:
    """Changes of what a clause says besides its rules."""
    if "answer" in row:
        yield "answer:drop", (*path, "answer"), REMOVED
        yield from _named("answer", _of_answer(row["answer"], (*path, "answer")))
    if "ground" in row:
        when = (*path, "ground", "when")
        yield "ground:drop", when, _NEVER
        yield from _named("ground", _of_condition("when", row["ground"].get("when", {}), when))
    for key in ("outside", "encouraged"):
        if key in row:
            yield f"{key}:drop", (*path, key), REMOVED
            yield from _named(key, _of_condition("", row[key], (*path, key)))
    if row.get("answers"):
        for index, question in enumerate(row["answers"]):
            yield f"answers:-{question}", (*path, "answers", index), REMOVED
    yield from _without_each("channel", row.get("channel"), (*path, "channel"))
    if "superseded" in row:
        place = (*path, "superseded", "from")
        yield from _named("superseded", _days(place, row["superseded"]["from"]))


def _named(part: str, changes: Iterator[Change]) -> Iterator[Change]:
    return ((f"{part}:{operator}", path, value) for operator, path, value in changes)


def _of_answer(answer: Mapping[str, Any], path: Path) -> Iterator[Change]:
    for key, known in (("clock", CLOCKS), ("moment", ("later", "published")), ("value", VALUES)):
        for word in known if key in answer else ():
            if word != answer[key]:
                yield f"{key}={word}", (*path, key), word
    for key in ("channel", "relation"):
        yield from _without_each(key, answer.get(key), (*path, key))
    if "given" in answer:
        yield "-given", (*path, "given"), REMOVED
        yield from _of_condition("given", answer["given"], (*path, "given"))


_PLAIN = ("id", "use", "side", "about", "question", "reading", "order")
_CONDITIONS = ("given", "unless")
_BYSTANDER = "Sở Nội vụ"  # a department to which no shipped text has agencies report


def _of_rule(rule: Mapping[str, Any], path: Path) -> Iterator[Change]:
    """Changes of one rule, key by key."""
    yield "drop", path, REMOVED
    for key, value in rule.items():
        here = (*path, key)
        if key in _CONDITIONS:
            yield f"-{key}", here, REMOVED
            yield from _of_condition(key, value, here)
        elif rule.get("use") == "report" and key in ("to", "others"):
            yield f"{key}+{_BYSTANDER}", here, [*value, _BYSTANDER]
            yield from _without_each(key, value, here)
        elif key not in _PLAIN:
            yield from _of_value(key, value, here)
    yield from _of_states(rule, path)


# What leads to one state is taken for what leads to the next, in the order of the law.
_STATES = ("accepted", "transferred", "processing", "completed")
_ENDS = ("refused", "recalled", "deleted")
_OF_EVENTS = ("from", "to", "stops", "act", "acts", "after", "before", "event", "events")


def _of_states(rule: Mapping[str, Any], path: Path) -> Iterator[Change]:
    """Two states swapped wherever a rule names one of them alone."""
    for one, two in (*pairwise(_STATES), *pairwise(_ENDS)):
        words = {key: rule[key] for key in _OF_EVENTS if isinstance(rule.get(key), str | list)}
        changed = {key: _swapped(value, {one: two, two: one}) for key, value in words.items()}
        if changed != words:
            yield f"swap-{one}-{two}", path, {**rule, **changed}


def _swapped(value: Any, other: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return other.get(value, value)
    words = [_swapped(part, other) if isinstance(part, str) else part for part in value]
    return value if sorted(map(str, words)) == sorted(map(str, value)) else words


def _of_value(key: str, value: Any, path: Path) -> Iterator[Change]:
    if key == "before" and isinstance(value, Mapping):
        for label, text in value.items():
            yield f"before.{label}-", (*path, label), REMOVED
            yield from _of_limit(f"before.{label}", text, (*path, label))
    elif key == "limit":
        yield "-limit", path, REMOVED
        yield from _of_limit("limit", value, path)
    elif isinstance(value, bool):
        yield f"{key}={str(not value).lower()}", path, not value
    elif isinstance(value, int):
        yield f"{key}={value + 1}", path, value + 1
        yield f"{key}={value - 1}", path, value - 1
    elif isinstance(value, date):
        yield from ((f"{key}{name}", where, day) for name, where, day in _days(path, value))
    else:
        yield from _of_words(key, value, path)


_OTHERS: Mapping[str, tuple[str, ...]] = {
    # a moment: those that a reader might take for it
    "@received": ("arrived", "accepted"),
    "arrived": ("@received", "accepted"),
    "accepted": ("arrived", "@received"),
    "@sent": ("published",),
    "published": ("@sent", "@signed"),
    "@signed": ("published", "@sealed"),
    "@sealed": ("@signed",),
}
_MORE: Mapping[str, tuple[str, ...]] = {
    # a list: words of which one that it lacks is added
    "to": ("completed", "processing"),
    "stops": ("recalled", "deleted", "completed"),
    "by": ("paper", "other"),
    "channels": ("email", "other"),
    "open": ("email", "other"),
    "act": ("recalled", "deleted"),
    "acts": ("scanned", "archived"),
    "items": ("update-measures", "resumption-time"),
    "formats": ("pdf", "txt", "mp4"),
}


def _of_words(key: str, value: Any, path: Path) -> Iterator[Change]:
    """A word for another; a list without one of its items, or with one more."""
    if isinstance(value, str):
        for word in _OTHERS.get(value, ()) if key in ("from", "after", "before") else ():
            yield f"{key}={word}", path, word
    elif isinstance(value, list):
        yield from _without_each(key, value, path)
    words = [value] if isinstance(value, str) else value
    if key in _MORE and isinstance(words, list):
        added = [word for word in _MORE[key] if word not in words]
        yield from ((f"{key}+{word}", path, [*words, word]) for word in added[:1])


def _without_each(key: str, value: Any, path: Path) -> Iterator[Change]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield f"{key}-{_spoken(item)}", (*path, index), REMOVED


def _spoken(item: Any) -> str:
    return item if isinstance(item, str) else str(item).replace("'", "")


def _of_condition(name: str, value: Any, path: Path) -> Iterator[Change]:
    """A condition without one of its keys, of its branches or of the words it compares with."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if len(value) > 1:
                yield f"{name}.{key}-", (*path, key), REMOVED
            yield from _of_condition(f"{name}.{key}", part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            label = part if isinstance(part, str) else index
            if len(value) > 1:
                yield f"{name}-{label}", (*path, index), REMOVED
            if not isinstance(part, str):
                yield from _of_condition(f"{name}.{index}", part, (*path, index))
    elif isinstance(value, bool) and path[-1] != "given":  # there is no “is not given”
        yield f"{name}={str(not value).lower()}", path, not value


# -- limits and days --------------------------------------------------------------------------

_LIMITS: Mapping[str, tuple[str, ...]] = {
    "same day": ("next working day", "morning of next working day"),
    "morning of next working day": ("same day", "next working day"),
    "next working day": ("same day", "morning of next working day"),
    "immediately": ("same day",),
}


def _of_limit(name: str, text: str, path: Path) -> Iterator[Change]:
    limit = Limit.parse(text)
    for other in (*_LIMITS.get(str(limit), ()), *map(str, _beside(limit))):
        yield f"{name}={other}", path, other


def _beside(limit: Limit) -> Iterator[Limit]:
    """The limits that are one unit shorter and longer."""
    if limit.kind == "before-date":
        for step in (-1, 1):
            day = date(2001, limit.month, limit.day) + timedelta(step)
            yield Limit("before-date", 0, day.month, day.day)
    elif limit.amount:
        units = [limit.amount + 1, *([limit.amount - 1] if limit.amount > 1 else [])]
        yield from (Limit(limit.kind, amount) for amount in units)
        hours = limit.kind == "working-hours"
        yield Limit("working-days" if hours else "working-hours", limit.amount)


def _days(path: Path, value: date) -> Iterator[Change]:
    yield "+1", path, value + timedelta(1)
    yield "-1", path, value - timedelta(1)
