"""
Questions that clauses answer: when received, when sent, of what value.

Where several clauses could answer, the special one goes before the default, then the higher
rank, then the later; equals that differ leave the question open.  A clause that hands the
question to a text that is not at hand blocks the defaults below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import attrs

from egovdocs.policy.conditions import ALWAYS
from egovdocs.policy.instrument import RANKS, AnswerRule, Instrument
from egovdocs.policy.verdicts import Truth
from egovdocs.policy.view import Subject, View
from egovdocs.record import UNKNOWN

Day: TypeAlias = date

_NUMBERED = re.compile(r"^.*/|[0-9]+$")


@attrs.frozen
class Candidate:
    """A clause that may answer a question, with the standing of its instrument."""

    answer: AnswerRule
    rank: int
    since: date
    instrument: Instrument

    @property
    def issuer(self) -> str:
        """Who issued it, by its id and the end of its number: ``vn TTg``, ``vn QH``."""
        place = self.instrument.id.partition("/")[0]
        return f"{place} {_NUMBERED.sub('', self.instrument.number.rpartition('-')[2])}"


@attrs.frozen
class Norms:
    """
    The clauses of the law on legal documents by which one text goes before another.

    Attributes:
        rank: the higher of two texts applies.
        date: the later of two texts of one issuer applies.
        end: the day from which they hold no longer; None where none is known.
        heir: the text that then stands in their place.
    """

    rank: str = ""
    date: str = ""
    end: Day | None = None
    heir: str = ""

    def lapsed(self, day: Day) -> bool:
        """Whether another text says by *day* which one goes before."""
        return self.end is not None and day >= self.end


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
    norms: Norms = Norms()
    # What was resolved before; filled only where an answer does not depend on the case.
    _known: dict[tuple[date, object, object], Resolved] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def resolve(
        self, day: date, channel: object, relation: object, view: View, subject: Subject
    ) -> Resolved:
        """Return the clause that answers on *day* for *channel* and *relation*."""
        if any(part.answer.given is not ALWAYS for part in self.candidates):
            return self._resolve(day, channel, relation, view, subject)
        key = (day, channel, relation)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._resolve(day, channel, relation, view, subject)
        return found

    def _resolve(
        self, day: date, channel: object, relation: object, view: View, subject: Subject
    ) -> Resolved:
        inside = [part for part in self.candidates if part.instrument.in_force.holds(day)]
        told = [(part, _truth(part.answer, channel, relation, view, subject)) for part in inside]
        missing = _Missing(self.name, day, channel, relation, view, subject)
        special = _best([pair for pair in told if not pair[0].answer.default], missing, self.norms)
        if special is not None:
            return special
        for blocker in self.blockers:
            if blocker.bars(day, channel):
                return self._blocked(blocker, told)
        default = _best([pair for pair in told if pair[0].answer.default], missing, self.norms)
        return default or Resolved(None, (f"law:{self.name}",))

    def _blocked(self, blocker: Blocker, told: list[tuple[Candidate, Truth]]) -> Resolved:
        beneath = tuple(part.answer.clause for part, truth in told if truth is True)
        return Resolved(None, (f"text:{blocker.to or blocker.clause}",), (blocker.clause, *beneath))


class _Missing(NamedTuple):
    """What was asked, so as to name what an answer lacks."""

    question: str
    day: date
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


def _best(
    told: Sequence[tuple[Candidate, Truth]], missing: _Missing, norms: Norms
) -> Resolved | None:
    """The highest clause that answers, unless one that might answer otherwise is no lower."""
    true = [part for part, truth in told if truth is True]
    doubtful = [part for part, truth in told if truth is None]
    if not true:
        return Resolved(None, missing.names(doubtful)) if doubtful else None
    found = _highest(true, norms, missing.day)
    best = max(true, key=_standing)
    above = [
        part
        for part in doubtful
        if _standing(part) >= _standing(best) and _content(part.answer) != _content(best.answer)
    ]
    return Resolved(None, missing.names(above)) if above else found


def _highest(candidates: list[Candidate], norms: Norms, day: date) -> Resolved:
    ordered = sorted(candidates, key=_standing, reverse=True)
    best = ordered[0]
    others = [part for part in ordered if _content(part.answer) != _content(best.answer)]
    used: list[str] = []
    for other in others:
        norm = _norm(best, other, norms, day)
        if norm is None:
            pair = tuple(sorted((best.answer.clause, other.answer.clause)))
            lacks = (
                f"text:{norms.heir}" if norms.lapsed(day) else f"conflict:{best.answer.question}"
            )
            return Resolved(None, (lacks,), conflict=pair)
        used.append(norm)
    because = (best.answer.clause, *filter(None, dict.fromkeys(used)))
    return Resolved(best.answer, because=because)


def _norm(best: Candidate, other: Candidate, norms: Norms, day: date) -> str | None:
    """The clause by which *best* goes before *other*; None where none lets it."""
    if not (best.instrument.normative and other.instrument.normative):
        # The law on legal documents does not speak of an individual decision, which cannot
        # set a normative text aside; two of them leave the question open.
        return "" if best.instrument.normative else None
    if norms.lapsed(day):
        return None
    if best.rank < other.rank:
        return norms.rank
    return norms.date if best.issuer == other.issuer and best.since > other.since else None


def _standing(part: Candidate) -> tuple[bool, int, date]:
    return (part.instrument.normative, -part.rank, part.since)


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
    return Question(name, tuple(candidates), closed, _norms(instruments))


def _norms(instruments: Sequence[Instrument]) -> Norms:
    found = {
        clause.norm: (f"{instrument.id}#{clause.at}", clause)
        for instrument in instruments
        for clause in instrument.clauses
        if clause.norm
    }
    if not found:
        return Norms()
    last = max(
        (clause for _, clause in found.values()), key=lambda part: part.superseded or date.min
    )
    named = {norm: address for norm, (address, _) in found.items()}
    return Norms(named.get("rank", ""), named.get("date", ""), last.superseded, last.superseded_by)
