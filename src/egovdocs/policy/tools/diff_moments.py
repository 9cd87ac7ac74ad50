"""When something counts as received or sent: two policies compared on every minute of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from egovdocs.policy.instrument import AnswerRule, Instrument
from egovdocs.policy.policy import Policy
from egovdocs.policy.questions import Resolved
from egovdocs.policy.rules.base import At
from egovdocs.policy.scene import CaseScene, receive
from egovdocs.policy.tools.differing import Counts, Difference, Side, Witness
from egovdocs.policy.tools.tally import MINUTE, Tally, When, compare
from egovdocs.policy.view import WHOLE
from egovdocs.record import VOCABULARIES, Case, Message
from egovdocs.timing import DAY_US, start_of
from egovdocs.timing.instants import SECOND_US

Pair: TypeAlias = tuple[Policy, Policy]
Said: TypeAlias = tuple[tuple[Resolved, Resolved], ...]
Manner: TypeAlias = Callable[[Policy, AnswerRule], When]


class Cell(NamedTuple):
    """A group of channels and relations for which both policies say the same all year."""

    channels: tuple[str, ...]
    relations: tuple[str, ...]
    said: Said


def days_of(year: int, policies: Iterable[Policy]) -> tuple[date, ...]:
    """The first day of *year*, the days on which a text begins or ends, and the day after."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    texts = [text for policy in policies for text in policy.instruments]
    changes = {day for text in texts for day in _changes(text) if first < day < last}
    return (first, *sorted(changes), last)


def _changes(text: Instrument) -> Iterator[date]:
    yield text.in_force.first
    if text.in_force.end is not None:
        yield text.in_force.end + timedelta(days=1)
    yield from (row.superseded for row in text.clauses if row.superseded is not None)


def edges(policies: Iterable[Policy], start: int, end: int) -> Iterator[int]:
    """Midnights, and the edges of every session of *policies* between two midnights."""
    for midnight in range(start, end, DAY_US):
        yield midnight
        day = date(1970, 1, 1) + timedelta(days=midnight // DAY_US)
        for policy in policies:
            for span in policy.calendar.spans_on(day):
                yield from span
                yield span[1] + MINUTE  # a reading lets the closing instant belong to it


def moments(question: str, manner: Manner, sooner: str, pair: Pair, year: int) -> list[Difference]:
    """
    Compare *question* for every channel and relation to which a clause of either speaks.

    Args:
        manner: how an answer turns an instant into another.
        sooner: what the sooner of two answers is: ``stricter`` or ``looser``.
    """
    days = days_of(year, pair)
    cells = _cells(question, pair, days) or [Cell((), (), _said(question, pair, days, None, None))]
    return [_row(question, manner, sooner, pair, days, cell) for cell in cells]


def _cells(question: str, pair: Pair, days: Sequence[date]) -> list[Cell]:
    silent = (f"law:{question}",)
    found: dict[tuple[tuple[str, ...], Said], list[str]] = {}
    for channel in VOCABULARIES["channel"].words:
        by_said: dict[Said, list[str]] = {}
        for relation in VOCABULARIES["relation"].words:
            said = _said(question, pair, days, channel, relation)
            if any(one.missing != silent for both in said for one in both):
                by_said.setdefault(said, []).append(relation)
        for said, relations in by_said.items():
            found.setdefault((tuple(relations), said), []).append(channel)
    return [Cell(tuple(names), relations, said) for (relations, said), names in found.items()]


def _said(
    question: str, pair: Pair, days: Sequence[date], channel: str | None, relation: str | None
) -> Said:
    scenes = [_scene(policy, relation) for policy in pair]
    resolved = [
        [scene.resolve(question, start_of(day), channel or "system", WHOLE) for scene in scenes]
        for day in days[:-1]
    ]
    return tuple((one, two) for one, two in resolved)


def _scene(policy: Policy, relation: str | None) -> CaseScene:
    """The scene of a case of which only the relation is known; documents go between agencies."""
    plain = relation in (None, "between-agencies")
    message = Case("?", about="message", message=Message(relation=relation))
    return policy.scene(policy.view(Case("?") if plain else message))


def _row(
    question: str, manner: Manner, sooner: str, pair: Pair, days: Sequence[date], cell: Cell
) -> Difference:
    counts, witness = Counts(), None
    for (first, last), both in zip(pairwise(days), cell.said, strict=True):
        part, seen = _segment(manner, sooner, pair, both, start_of(first), start_of(last))
        counts += part
        witness = witness or seen
    situation = {"channel": cell.channels, "relation": cell.relations}
    sides = (_side([both[at] for both in cell.said]) for at in (0, 1))
    return Difference(question, situation, counts.relation, "minutes", counts, witness, *sides)


def _segment(
    manner: Manner, sooner: str, pair: Pair, both: tuple[Resolved, Resolved], start: int, end: int
) -> tuple[Counts, Witness | None]:
    minutes, name = (end - start) // MINUTE, _ENTRY[sooner]
    whens = [_when(manner, policy, said) for policy, said in zip(pair, both, strict=True)]
    one, two = whens
    if one is None or two is None:
        same = one is two and both[0].missing == both[1].missing
        counts = Counts(same=minutes) if same else Counts(unknown=minutes)
        return counts, None if same else _witness(name, one, two, start)
    tally = compare(one, two, start, end, edges(pair, start, end))
    seen = None if tally.first is None else _witness(name, one, two, tally.first)
    return counted(tally, sooner), seen


# The instant that is varied, by what the sooner answer is: entry, or issue.
_ENTRY = {"stricter": "at", "looser": "published"}


def _when(manner: Manner, policy: Policy, said: Resolved) -> When | None:
    open_clock = said.answer is None or said.answer.clock == "undetermined"
    return None if said.answer is None or open_clock else manner(policy, said.answer)


def _witness(name: str, one: When | None, two: When | None, us: int) -> Witness:
    answers = (None if when is None else At(when(us)) for when in (one, two))
    return Witness({name: At(us)}, *answers)


def counted(tally: Tally, sooner: str) -> Counts:
    """Minutes by whether the first policy is the stricter, where *sooner* says which is."""
    counts = Counts(tally.sooner, tally.later, tally.same)
    return counts if sooner == "stricter" else counts.mirrored()


def _side(told: Sequence[Resolved]) -> Side:
    clauses = [clause for said in told for clause in _cited(said)]
    missing = [name for said in told for name in said.missing]
    return Side(tuple(dict.fromkeys(clauses)), tuple(dict.fromkeys(missing)))


def _cited(said: Resolved) -> tuple[str, ...]:
    own = () if said.answer is None else (said.answer.clause,)
    return (*own, *said.because, *said.conflict)


def _received(policy: Policy, answer: AnswerRule) -> When:
    readings = policy.profile.readings
    return partial(_receive, answer.clock, policy.calendar, readings)


def _receive(clock: str, calendar: Any, readings: Mapping[str, str], us: int) -> int:
    at = receive(clock, us, calendar, readings)
    return us if at is None else at


def _sent(policy: Policy, answer: AnswerRule) -> When:
    """When it counts as sent if success is reported a second after it was issued."""
    issued = "published" in (answer.moment, policy.profile.readings["sent"])
    return (lambda us: us) if issued else (lambda us: us + SECOND_US)


def received(pair: Pair, year: int) -> list[Difference]:
    """Receipt; sooner is stricter, because the time of the recipient begins to run."""
    return moments("received", _received, "stricter", pair, year)


def sent(pair: Pair, year: int) -> list[Difference]:
    """Sending, with success reported a second later; what counts later is stricter."""
    return moments("sent", _sent, "looser", pair, year)
