"""
A lower text against a higher one: where it is stricter, where it loosens, where nobody can say.

Rules of one kind that speak of the same act are put side by side: limits that run from the same
moment, the acts and channels that keep a duty, exceptions, closed lists of values, items of a
notice, the information a document must carry, the length of an outage, reports.  What is
stricter is noted; what is looser, without a clause of the higher text that empowers it, is
reported, with a case in which the two part; and so is what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import attrs

from egovdocs.policy.instrument import RANKS
from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.limits import Clock, Limits, compared
from egovdocs.policy.tools.rules import conflict
from egovdocs.policy.tools.source import Row, Source, texts
from egovdocs.policy.tools.standing import Standing, standings
from egovdocs.policy.tools.worlds import Unreadable, World, search, spoken

Compare: TypeAlias = Callable[["Pair"], Iterator["Part"]]

STRICTER, LOOSER, OPEN = "stricter-below", "looser-below", "not-comparable"


class Part(NamedTuple):
    """One thing in which a lower rule differs: how, in what, and a case that shows it."""

    code: str
    what: str
    shown: str


@attrs.frozen
class Pair:
    """A rule of a lower text and one of a higher text that speak of the same act."""

    low: Standing
    high: Standing
    clock: Clock

    def sets(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """What both say under *name*, as sets."""
        one, two = (frozenset(texts(part.rule.get(name, []))) for part in (self.low, self.high))
        return one, two

    def told(self, name: str) -> tuple[Any, Any]:
        """What both say under *name*, as it stands; None for nothing."""
        return self.low.rule.get(name), self.high.rule.get(name)

    @property
    def given(self) -> list[Any]:
        """Under which conditions both speak."""
        return [*self.low.given, *self.high.given]


def layers(own: Iterable[Source], above: Iterable[Source], clock: Clock) -> Iterator[Problem]:
    """
    Compare the rules of *own* instruments with those of the instruments *above* them.

    Args:
        own: what the profile names itself.
        above: the other instruments that apply; those that are no higher are passed over.
        clock: how long the limits last: the calendar and readings of the profile.
    """
    low, high = ([rule for part in parts for rule in standings(part)] for parts in (own, above))
    for pair in (Pair(one, two, clock) for one, two in product(low, high)):
        if _meet(pair):
            yield from _disagreeing(pair)
            if _below(pair) and pair.high.binds and not pair.low.empowered(pair.high):
                yield from _told(pair)
    for one, two in product(_lists(low), _lists(high)):
        yield from _lacking(one, two, clock)


def _meet(pair: Pair) -> bool:
    """Whether both rules can bind at one time, and speak of the same side and kind of case."""
    low, high = pair.low, pair.high
    same = low.rule.get("side", "sender") == high.rule.get("side", "sender")
    about = low.rule.get("about", "document") == high.rule.get("about", "document")
    return same and about and low.first <= high.last and high.first <= low.last


def _below(pair: Pair) -> bool:
    return RANKS.index(pair.low.rank) > RANKS.index(pair.high.rank)


# -- an act that one demands and the other forbids -------------------------------------------------


def _disagreeing(pair: Pair) -> Iterator[Problem]:
    low, high = pair.low, pair.high
    for duty, ban in ((low, high), (high, low)):
        weak = not ban.binds and duty.normative  # advice sets no duty of law aside
        if duty.binds and not weak and not low.empowered(high):
            world = conflict(duty.placed, ban.placed)
            if world is not None:
                yield low.problem("layers-disagree", spoken(world), high.name)


# -- rules of one kind -----------------------------------------------------------------------------


def _told(pair: Pair) -> Iterator[Problem]:
    use = str(pair.low.rule.get("use"))
    compare = _COMPARED.get(use)
    if compare is None or pair.high.rule.get("use") != use:
        return
    for part in dict.fromkeys(compare(pair)):
        yield pair.low.problem(part.code, f"{part.what}: {part.shown}", pair.high.name)


def _deadline(pair: Pair) -> Iterator[Part]:
    acts, start = pair.sets("to"), pair.told("from")
    if not acts[0] & acts[1] or len(set(pair.told("question"))) == 2:
        return
    if start[0] != start[1]:
        yield from _other_start(pair)
        return
    world = _both(pair)
    if world is None:
        return
    if isinstance(world, str):
        yield Part(OPEN, "given", world)
        return
    yield from _sets("to", acts, spoken(world))
    yield from _channels(pair, spoken(world))
    yield from _limit(pair)
    yield from _exceptions(pair)


def _other_start(pair: Pair) -> Iterator[Part]:
    """Two limits for the same act that run from different moments."""
    if all(pair.told("limit")) and isinstance(_both(pair), Mapping):
        yield Part(OPEN, "from", " / ".join(pair.told("from")))


def _limit(pair: Pair) -> Iterator[Part]:
    limits = Limits(*(str(limit or "") for limit in pair.told("limit")))
    relation, shown = compared(limits, pair.clock, max(pair.low.first, pair.high.first))
    if relation:
        yield Part(relation, "limit", shown)


def _channel(pair: Pair) -> Iterator[Part]:
    acts = pair.sets("act")
    if not acts[0] & acts[1]:
        return
    if len(set(map(bool, pair.told("every")))) == 2:
        yield Part(OPEN, "every", ", ".join(sorted(acts[0])))
        return
    yield from _sets("channels", pair.sets("channels"), ", ".join(sorted(acts[0])))
    yield from _exceptions(pair)


def _ban(pair: Pair) -> Iterator[Part]:
    acts, after = pair.sets("act"), pair.told("after")
    if not acts[0] & acts[1]:
        return
    if after[0] != after[1]:
        yield Part(OPEN, "after", " / ".join(str(part or "-") for part in after))
        return
    yield from _exceptions(pair)


def _closed(name: str, alike: str) -> Compare:
    """Closed lists: whoever allows fewer values is the stricter."""

    def compare(pair: Pair) -> Iterator[Part]:
        if len({str(part) for part in pair.told(alike)}) == 2:
            return
        if len(set(map(bool, pair.told("open")))) == 2:
            yield Part(OPEN, "open", ", ".join(sorted(pair.sets(name)[0])))
            return
        yield from _sets(name, pair.sets(name), "*")

    return compare


def _items(pair: Pair) -> Iterator[Part]:
    """Items of a notice: whoever asks for more is the stricter."""
    one, two = pair.told("event")
    if one == two:
        yield from _sets("items", pair.sets("items")[::-1], "*")


def _outage(pair: Pair) -> Iterator[Part]:
    if pair.sets("to")[0] & pair.sets("to")[1]:
        yield from _limit(pair)


_YEARLY = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}


def _report(pair: Pair) -> Iterator[Part]:
    """Reports to the same addressee: whoever asks for more of them is the stricter."""
    (one, two), (to, other), (before, by) = map(pair.told, ("every", "to", "before"))
    often, seldom = (_YEARLY.get(str(part or "year"), 0) for part in (one, two))
    if to != other:
        return
    if often != seldom:
        yield Part(STRICTER if often > seldom else LOOSER, "every", f"{often} / {seldom}")
    elif before != by:
        yield Part(OPEN, "before", f"{before or '-'} / {by or '-'}")


_COMPARED: Mapping[str, Compare] = {
    "deadline": _deadline,
    "channel": _channel,
    "forbidden": _ban,
    "allowed": _closed("values", "field"),
    "formats": _closed("formats", "of"),
    "items": _items,
    "outage": _outage,
    "report": _report,
}


def _sets(what: str, pair: tuple[frozenset[str], frozenset[str]], shown: str) -> Iterator[Part]:
    """Ways to keep a duty: fewer are stricter, more are looser; both at once, neither."""
    low, high = pair
    less, more = (", ".join(sorted(part)) for part in (high - low, low - high))
    if less and more:
        yield Part(OPEN, what, f"{more} / {less}")
    elif less or more:
        yield Part(LOOSER if more else STRICTER, what, f"{more or less} ({shown})")


def _channels(pair: Pair, shown: str) -> Iterator[Part]:
    """No channel named is every channel."""
    low, high = pair.sets("by")
    if low and high:
        yield from _sets("by", (low, high), shown)
    elif low or high:
        named = ", ".join(sorted(low or high))
        yield Part(LOOSER if high else STRICTER, "by", f"{named} ({shown})")


# -- conditions ------------------------------------------------------------------------------------


def _both(pair: Pair) -> World | str | None:
    """A case in which both bind; a text where nobody can say, None where there is none."""
    return _case(pair.given, [*pair.low.unless, *pair.high.unless])


def _case(true: list[Any], false: list[Any]) -> World | str | None:
    try:
        return search(true, false)
    except Unreadable:
        return "…"


def _exceptions(pair: Pair) -> Iterator[Part]:
    """A case that one excepts and the other does not."""
    low, high = pair.low, pair.high
    for excepts, binds, code in ((low, high, LOOSER), (high, low, STRICTER)):
        if not excepts.excuses:
            continue
        case = _case([*pair.given, *excepts.excuses], [*binds.unless, *excepts.outside])
        if isinstance(case, str):
            yield Part(OPEN, "unless", case)
        elif case is not None:
            yield Part(code, "unless", spoken(case))


# -- lists of information --------------------------------------------------------------------------

_LEAST = 3  # information in so many neighbouring clauses makes a list


class Listed(NamedTuple):
    """The fields that neighbouring clauses of one text ask for."""

    first: Standing
    fields: frozenset[str]


def _lists(parts: Iterable[Standing]) -> list[Listed]:
    found: dict[tuple[str, str], list[Standing]] = {}
    for part in parts:
        if _fields(part.rule):
            found.setdefault((part.source.id, part.at.rpartition(".")[0]), []).append(part)
    return [
        Listed(group[0], frozenset(name for part in group for name in _fields(part.rule)))
        for group in found.values()
        if len({part.at for part in group}) >= _LEAST
    ]


_INFORMATION = ("information", "allowed", "identifier", "status")


def _fields(rule: Row) -> tuple[str, ...]:
    if rule.get("use") not in _INFORMATION:
        return ()
    names = (*texts(rule.get("fields", [])), *texts(rule.get("field", [])))
    return tuple(name for name in names if name.startswith("document."))


def _lacking(low: Listed, high: Listed, clock: Clock) -> Iterator[Problem]:
    """Two lists that share more than half of the higher one: what only one of them asks for."""
    pair = Pair(low.first, high.first, clock)
    shared = low.fields & high.fields
    if not (_meet(pair) and _below(pair)) or len(shared) * 2 <= len(high.fields):
        return
    for part in _sets("fields", (high.fields, low.fields), "*"):
        yield low.first.problem(part.code, f"{part.what}: {part.shown}", high.first.name)
