"""
What every rule kind shares: a rule, what it looks at, and what it answers.

A rule is declared data: where it stands, whose duty it is, when it applies (*given*), what
excuses from it (*unless*) and a kind with its parameters.  The same object is judged,
explained, listed and mutated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, Protocol

import attrs

from egovdocs.policy.conditions import Condition
from egovdocs.policy.verdicts import Truth, Verdict
from egovdocs.policy.view import Acts, Happened, Subject, View
from egovdocs.record import UNKNOWN
from egovdocs.timing import WorkCalendar


class At(int):
    """An instant among the facts of a finding: microseconds of Vietnam time."""


class Seconds(int):
    """A length of time among the facts of a finding: whole seconds."""


class Outcome(NamedTuple):
    """
    What a rule kind says of one subject.

    Attributes:
        verdict: kept, broken, undecided or not applicable.
        facts: typed values, never prose.
        missing: names of the facts without which it is undecided.
        pending: the duty is still running.
        day: the instant whose day decides which law applies.
        place: the place of the decisive event in the input.
        field: the decisive field.
        spans: stretches of time over which the calendar was asked.
        because: clauses that the answer rests on besides the rule's own.
        unsure: whether it is unknown that the duty arose; then no exception makes it kept.
    """

    verdict: Verdict
    facts: Mapping[str, Any] = {}
    missing: tuple[str, ...] = ()
    pending: bool = False
    day: int | None = None
    place: int | None = None
    field: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    because: tuple[str, ...] = ()
    unsure: bool = False


NOT_APPLICABLE = Outcome(Verdict.NOT_APPLICABLE)


class Moment(NamedTuple):
    """
    When something happened: *truth* is None where that is unknown, False where it did not.

    ``us`` is meaningful only where *truth* is True.
    """

    truth: Truth
    us: int = 0
    place: int | None = None
    missing: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    because: tuple[str, ...] = ()


ABSENT = Moment(False)


class Scene(Protocol):
    """What a rule kind is given: the case, the calendar, the readings, derived moments."""

    view: View
    calendar: WorkCalendar
    readings: Mapping[str, str]

    def moment(self, name: str, subject: Subject) -> Moment:
        """Return an event's first instant, or a derived moment such as ``@received``."""
        ...


class Kind(Protocol):
    """A rule kind with its parameters."""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        """Judge *subject*, as if the rule applied and nothing excused."""
        ...


@attrs.frozen
class Rule:
    """
    One rule of one clause.

    Attributes:
        id: address of the clause, a slash, and a name: ``long-an/24-2019#d5.k2.b/transfer``.
        use: name of the rule kind.
        side: whose duty: sender, recipient, both or system.
        about: the kind of case it speaks of.
        force: must, may or encouraged; an encouraged rule is never broken.
        given: when it applies; exceptions are in *unless*, never here.
        per_recipient: whether each recipient has a finding of its own.
        question: which question it serves, where it serves one: transfer, paper, recall, ...
        superseded: the day from which another text stands in its place.
    """

    id: str
    clause: str
    use: str
    side: str
    about: str
    force: str
    kind: Kind
    given: Condition | None = None
    unless: Condition | None = None
    per_recipient: bool = False
    text: str = "verbatim"
    question: str = ""
    superseded: date | None = None


def evaluate(rule: Rule, scene: Scene, subject: Subject) -> Outcome:
    """Judge *subject* by *rule*: trigger, then duty or exception, in strong Kleene logic."""
    given = True if rule.given is None else rule.given.truth(scene.view, subject)
    return NOT_APPLICABLE if given is False else settle(rule, given, scene, subject)


def settle(rule: Rule, given: Truth, scene: Scene, subject: Subject) -> Outcome:
    """Judge *subject* by *rule*, whose trigger is *given*: true or unknown."""
    outcome = rule.kind.judge(scene, subject)
    if outcome.verdict is Verdict.NOT_APPLICABLE:
        return outcome
    return settled(outcome, rule, given, scene.view, subject)


def settled(outcome: Outcome, rule: Rule, given: Truth, view: View, subject: Subject) -> Outcome:
    """What the duty's *outcome* comes to by the trigger, if that is unknown, and exceptions."""
    if given is None and rule.given is not None:
        return undecided(outcome, *rule.given.missing(view, subject))
    if rule.unless is not None and outcome.verdict is not Verdict.KEPT:
        return _excused(rule.unless, outcome, view, subject)
    return outcome


def _excused(unless: Condition, outcome: Outcome, view: View, subject: Subject) -> Outcome:
    excused = False if outcome.unsure else unless.truth(view, subject)
    if excused is True:
        facts = {**outcome.facts, "excepted": True}
        return outcome._replace(verdict=Verdict.KEPT, facts=facts, missing=(), pending=False)
    if excused is None:
        missing = (*outcome.missing, *unless.missing(view, subject))
        return outcome._replace(verdict=Verdict.UNDECIDED, missing=missing, pending=False)
    return outcome


def undecided(outcome: Outcome, *missing: str) -> Outcome:
    """The same outcome, undecided for want of *missing*."""
    return Outcome(Verdict.UNDECIDED, missing=missing, day=outcome.day, because=outcome.because)


def lacking(*missing: str, day: int | None = None, **more: Any) -> Outcome:
    """An undecided outcome that names what is missing."""
    return Outcome(Verdict.UNDECIDED, missing=missing, day=day, **more)


def first(
    view: View,
    kinds: tuple[str, ...],
    subject: Subject,
    wanted: Callable[[Happened], Truth] | None = None,
    lacks: str = "channel",
) -> Moment:
    """
    Return the first event of *kinds* that is *wanted*.

    It is unknown where none is found and one of the kinds may have happened unseen, or did
    happen without saying what *wanted* asks; *lacks* names that field.
    """
    if wanted is None and len(kinds) == 1:
        return _only(view.acts(kinds[0], subject), kinds[0])
    best: Happened | None = None
    missing: list[str] = []
    for kind in kinds:
        acts = view.acts(kind, subject)
        if not acts.found:
            if acts.certainty == "unknown":
                missing.append(f"event:{kind}")
            continue
        best, refused, unsure = _earliest(best, acts.found, wanted)
        if unsure or (refused and not view.observes(kind)):
            missing.append(f"event:{kind}.{lacks}")
    if best is not None:
        return Moment(True, best.us, best.place, tuple(missing))
    return Moment(None, missing=tuple(missing)) if missing else ABSENT


def _only(acts: Acts, kind: str) -> Moment:
    if acts.found:
        act = acts.found[0]
        return Moment(True, act.us, act.place)
    return _unseen(kind) if acts.certainty == "unknown" else ABSENT


@cache
def _unseen(kind: str) -> Moment:
    return Moment(None, missing=(f"event:{kind}",))


def _earliest(
    best: Happened | None,
    found: tuple[Happened, ...],
    wanted: Callable[[Happened], Truth] | None,
) -> tuple[Happened | None, bool, bool]:
    """The earliest wanted event, whether one was not wanted, whether one may have been."""
    if wanted is None:
        return (found[0] if best is None or found[0].us < best.us else best), False, False
    told = [(act, wanted(act)) for act in found]
    for act, value in told:
        if value is True and (best is None or act.us < best.us):
            best = act
    values = [value for _, value in told]
    return best, False in values, None in values


def by_channel(channels: tuple[str, ...]) -> Callable[[Happened], Truth] | None:
    """A test for events that went by one of *channels*; None where any will do."""
    if not channels:
        return None

    def test(act: Happened) -> Truth:
        channel = act.event.channel
        return None if channel is UNKNOWN else channel in channels

    return test
