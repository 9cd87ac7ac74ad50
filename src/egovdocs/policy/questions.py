"""
Questions that clauses answer: when received, when sent, of what value.

Where several clauses could answer, the special one goes before the default, then the higher
rank, then the later; equals that differ leave the question open.  A clause that hands the
question to a text that is not at hand blocks the defaults below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import attrs

from egovdocs.policy.instrument import RANKS, AnswerRule, Instrument
from egovdocs.policy.verdicts import Truth
from egovdocs.policy.view import Subject, View
from egovdocs.record import UNKNOWN


@attrs.frozen
class Candidate:
    """A clause that may answer a question, with the standing of its instrument."""

    answer: AnswerRule
    rank: int
    since: date
    instrument: Instrument


@attrs.frozen
class Blocker:
    """
    A clause that hands a question to a text that is not at hand.

    Attributes:
        channel: what it speaks of; empty for every channel.
    """

    clause: str
    to: str
    instrument: Instrument
    channel: tuple[str, ...] = ()

    def bars(self, day: date, channel: object) -> bool:
        """Whether it stands in the way of an answer on *day* for *channel*."""
        return self.instrument.in_force.holds(day) and _among(self.channel, channel) is not False


class Resolved(NamedTuple):
    """
    What clauses say to a question.

    Attributes:
        answer: the clause that answers, or None.
        missing: what is missing for an answer.
        because: clauses that led there.
        conflict: two clauses of equal standing that differ.
    """

    answer: AnswerRule | None
    missing: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()


@attrs.frozen
class Question:
    """All clauses of a policy that speak to one question."""

    name: str
    candidates: tuple[Candidate, ...]
    blockers: tuple[Blocker, ...]

    def resolve(
        self, day: date, channel: object, relation: object, view: View, subject: Subject
    ) -> Resolved:
        """Return the clause that answers on *day* for *channel* and *relation*."""
        inside = [part for part in self.candidates if part.instrument.in_force.holds(day)]
        told = [(part, _truth(part.answer, channel, relation, view, subject)) for part in inside]
        missing = _Missing(self.name, channel, relation, view, subject)
        special = _best([pair for pair in told if not pair[0].answer.default], missing)
        if special is not None:
            return special
        for blocker in self.blockers:
            if blocker.bars(day, channel):
                return self._blocked(blocker, told)
        default = _best([pair for pair in told if pair[0].answer.default], missing)
        return default or Resolved(None, (f"law:{self.name}",))

    def _blocked(self, blocker: Blocker, told: list[tuple[Candidate, Truth]]) -> Resolved:
        beneath = tuple(part.answer.clause for part, truth in told if truth is True)
        return Resolved(None, (f"text:{blocker.to or blocker.clause}",), (blocker.clause, *beneath))


class _Missing(NamedTuple):
    """What was asked, so as to name what an answer lacks."""

    question: str
    channel: object
    relation: object
    view: View
    subject: Subject

    def names(self, parts: Sequence[Candidate]) -> tuple[str, ...]:
        """The facts without which it is unknown whether *parts* answer."""
        asked = (("channel", self.channel), ("relation", self.relation))
        unknown = [name for name, value in asked if value is UNKNOWN]
        for part in parts:
            unknown.extend(part.answer.given.missing(self.view, self.subject))
        return tuple(dict.fromkeys(unknown)) or (f"facts:{self.question}",)


def _best(told: Sequence[tuple[Candidate, Truth]], missing: _Missing) -> Resolved | None:
    """The highest clause that answers, unless one that might answer otherwise is no lower."""
    true = [part for part, truth in told if truth is True]
    doubtful = [part for part, truth in told if truth is None]
    if not true:
        return Resolved(None, missing.names(doubtful)) if doubtful else None
    found = _highest(true)
    best = max(true, key=_standing)
    above = [
        part
        for part in doubtful
        if _standing(part) >= _standing(best) and _content(part.answer) != _content(best.answer)
    ]
    return Resolved(None, missing.names(above)) if above else found


def _highest(candidates: list[Candidate]) -> Resolved:
    ordered = sorted(candidates, key=_standing, reverse=True)
    best = ordered[0]
    equals = [part for part in ordered if _standing(part) == _standing(best)]
    different = [part for part in equals if _content(part.answer) != _content(best.answer)]
    if different:
        pair = tuple(sorted((best.answer.clause, different[0].answer.clause)))
        return Resolved(None, (f"conflict:{best.answer.question}",), conflict=pair)
    return Resolved(best.answer, because=(best.answer.clause,))


def _standing(part: Candidate) -> tuple[int, date]:
    return (-part.rank, part.since)


def _content(answer: AnswerRule) -> tuple[str, str, str]:
    return (answer.clock, answer.moment, answer.value)


def _truth(
    answer: AnswerRule, channel: object, relation: object, view: View, subject: Subject
) -> Truth:
    told = (
        _among(answer.channel, channel),
        _among(answer.relation, relation),
        answer.given.truth(view, subject),
    )
    if False in told:
        return False
    return None if None in told else True


def _among(wanted: tuple[str, ...], value: object) -> Truth:
    if not wanted:
        return True
    return None if value is UNKNOWN else value in wanted


def question(name: str, instruments: Sequence[Instrument]) -> Question:
    """Collect the clauses of *instruments* that speak to *name*."""
    candidates: list[Candidate] = []
    blockers: list[Blocker] = []
    for instrument in instruments:
        for clause in instrument.clauses:
            if clause.answer is not None and clause.answer.question == name:
                candidates.append(
                    Candidate(
                        clause.answer, RANKS.index(instrument.rank), instrument.in_force.first,
                        instrument,
                    )
                )  # fmt: skip
            elif name in clause.answers and clause.kind in ("delegated", "text-missing"):
                address = f"{instrument.id}#{clause.at}"
                blockers.append(Blocker(address, clause.to, instrument, clause.channel))
    held = {part.instrument.id for part in candidates}
    closed = tuple(part for part in blockers if part.to.partition("#")[0] not in held)
    return Question(name, tuple(candidates), closed)
