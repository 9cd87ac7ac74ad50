"""
Judging one case: trigger and duty, then whose act it is, scope, and the law of the day.

What does not change from case to case is bound to each rule once per policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import attrs

from egovdocs.policy.instrument import Instrument
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Rule, settled, undecided
from egovdocs.policy.scene import CaseScene
from egovdocs.policy.verdicts import Truth, Verdict
from egovdocs.policy.view import WHOLE, Subject, View
from egovdocs.timing import DAY_US
from egovdocs.timing.instants import EPOCH_ORDINAL

_OUTSIDE = NOT_APPLICABLE._replace(facts={"outside": "outside this profile"})
_OUT_OF_SCOPE = NOT_APPLICABLE._replace(facts={"outside": "outside this instrument"})
_NOT_IN_FORCE = NOT_APPLICABLE._replace(facts={"outside": "not in force that day"})
_FOREVER = 1 << 62
ALONE = (WHOLE,)
_KEPT, _BROKEN, _NOT = Verdict.KEPT, Verdict.BROKEN, Verdict.NOT_APPLICABLE


@attrs.frozen(eq=False)
class Bound:
    """
    A rule with what its instrument says of it.

    Attributes:
        first, end: the rule binds from *first* to before *end*, microseconds.
        firm: from here on it binds in full; before, in a pilot, it merely encourages.
        unverified: from here on its status was not checked.
        scoped: whether some cases are outside the instrument altogether.
        asked: number of its trigger: rules with equal triggers share it; None: no trigger.
        bench: number of its instrument, side and kind of case: equal ones meet a subject alike.
    """

    rule: Rule
    instrument: Instrument
    first: int
    end: int
    firm: int
    unverified: int
    scoped: bool
    asked: int | None
    bench: int


def bind(instruments: Iterable[Instrument]) -> Mapping[str, tuple[Bound, ...]]:
    """Bind the rules of *instruments*, by the kind of case that they speak of."""
    found: dict[str, list[Bound]] = {}
    shapes: dict[Hashable, int] = {}
    benches: dict[Hashable, int] = {}
    for instrument in instruments:
        for rule in instrument.rules:
            shape = None if rule.given is None else rule.given.shape()
            asked = None if shape is None else shapes.setdefault(shape, len(shapes))
            meets = (instrument.id, rule.about, rule.side, rule.per_recipient)
            bench = benches.setdefault(meets, len(benches))
            found.setdefault(rule.about, []).append(_bound(rule, instrument, asked, bench))
    return {about: tuple(rules) for about, rules in found.items()}


def _bound(rule: Rule, instrument: Instrument, asked: int | None, bench: int) -> Bound:
    force, scope = instrument.in_force, instrument.scope
    return Bound(
        rule=rule,
        instrument=instrument,
        first=day_start(force.first),
        end=min(_after(force.end), _from(rule.superseded)),
        firm=0 if force.pilot_until is None else _after(force.pilot_until),
        unverified=_after(force.verified_until),
        scoped=bool(scope.terms or scope.anys or scope.nots) and rule.about in _SCOPED,
        asked=asked,
        bench=bench,
    )


_SCOPED = ("document", "message")


def _after(day: date | None) -> int:
    return _FOREVER if day is None else day_start(day) + DAY_US


def _from(day: date | None) -> int:
    return _FOREVER if day is None else day_start(day)


def day_start(day: date) -> int:
    """The first microsecond of *day* in Vietnam."""
    return (day.toordinal() - EPOCH_ORDINAL) * DAY_US


class Place(NamedTuple):
    """
    Where rules of one side of one instrument meet one subject.

    Attributes:
        outside: the outcome of every such rule, where none of them applies.
        scoped: whether the case is one that the instrument speaks of: true, or unknown.
        missing: the facts without which that is unknown.
        day: the instant of the first act of the side; None where there is none.
    """

    outside: Outcome | None
    scoped: Truth
    missing: tuple[str, ...]
    day: int | None


@attrs.define(eq=False)
class Hearing:
    """
    One case before the bench.

    Attributes:
        scene: the case, the calendar, the derived moments.
        covers: pattern of the agencies whose acts are judged; None for everybody.
        pinned: first microsecond of the day whose law is applied; None for each act's own.
        strict_after_verified: past its verified day an instrument decides nothing.
        assumes: the codes of what an outcome takes for granted, where that must not be;
            None where assumptions are allowed.
    """

    scene: CaseScene
    covers: re.Pattern[str] | None
    pinned: int | None
    strict_after_verified: bool
    assumes: Callable[[Outcome, Instrument], tuple[str, ...]] | None
    places: dict[tuple[int, Subject], Place] = attrs.field(factory=dict)
    triggers: dict[Subject, dict[int, Truth]] = attrs.field(factory=dict)

    def judge(self, bound: Bound, subject: Subject) -> Outcome:
        """Judge *subject* by one rule."""
        given = True if bound.asked is None else self._given(bound.asked, bound.rule, subject)
        if given is False:
            return NOT_APPLICABLE
        rule = bound.rule
        outcome = rule.kind.judge(self.scene, subject)
        if outcome.verdict is _NOT:
            return outcome
        if given is None or rule.unless is not None:
            outcome = settled(outcome, rule, given, self.scene.view, subject)
        return self._placed(outcome, bound, subject)

    def _given(self, asked: int, rule: Rule, subject: Subject) -> Truth:
        """Whether the trigger holds: each is asked once of each subject."""
        told = self.triggers.get(subject)
        if told is None:
            told = self.triggers[subject] = {}
        elif asked in told:
            return told[asked]
        assert rule.given is not None
        truth = told[asked] = rule.given.truth(self.scene.view, subject)
        return truth

    def _placed(self, outcome: Outcome, bound: Bound, subject: Subject) -> Outcome:
        """What *outcome* comes to once it is asked whose act it is, and on which day."""
        place = self.places.get((bound.bench, subject)) or self._place(bound, subject)
        if place.outside is not None:
            return place.outside
        outcome = self._dated(outcome, bound, place.day)
        verdict = outcome.verdict
        if verdict is _NOT:
            return outcome
        if place.scoped is None:
            return undecided(outcome, *dict.fromkeys((*place.missing, *outcome.missing)))
        if verdict is _BROKEN:
            outcome = self._pressed(outcome, bound, subject)
        return outcome if self.assumes is None else self._unassumed(outcome, bound)

    def _unassumed(self, outcome: Outcome, bound: Bound) -> Outcome:
        """What is decided by an assumption, where none may be made, is undecided."""
        assert self.assumes is not None
        if outcome.verdict not in (_KEPT, _BROKEN):
            return outcome
        codes = self.assumes(outcome, bound.instrument)
        return undecided(outcome, *(f"assumed:{code}" for code in codes)) if codes else outcome

    def _pressed(self, outcome: Outcome, bound: Bound, subject: Subject) -> Outcome:
        """What is broken, unless it was only encouraged: in a pilot, or of such an actor."""
        day = outcome.day if self.pinned is None else self.pinned
        if day is not None and day < bound.firm:
            return NOT_APPLICABLE
        return _softened(outcome, bound, self.scene.view, subject)

    def _place(self, bound: Bound, subject: Subject) -> Place:
        rule = bound.rule
        agencies = actors(rule, self.scene.view, subject)
        scoped, missing = self._scope(bound, subject) if bound.scoped else _INSIDE
        found = Place(
            outside=_outside(self._covers_one(agencies), scoped),
            scoped=scoped,
            missing=missing,
            day=_day_of_act(rule, self.scene, subject),
        )
        self.places[bound.bench, subject] = found
        return found

    def _covers_one(self, agencies: tuple[object, ...]) -> bool:
        pattern = self.covers
        if pattern is None:
            return True
        for agency in agencies:
            if not isinstance(agency, str) or not agency or pattern.fullmatch(agency) is not None:
                return True
        return False

    def _scope(self, bound: Bound, subject: Subject) -> tuple[Truth, tuple[str, ...]]:
        scope, view = bound.instrument.scope, self.scene.view
        truth = scope.truth(view, subject)
        return truth, scope.missing(view, subject) if truth is None else ()

    def _dated(self, outcome: Outcome, bound: Bound, first: int | None) -> Outcome:
        """Leave out what happened while the instrument did not bind."""
        us = outcome.day
        if us is None and first is not None:
            us = first
            outcome = Outcome._make((*outcome[:_DAY], us, *outcome[_DAY + 1 :]))
        day = us if self.pinned is None else self.pinned
        if day is None:
            known = outcome.verdict in (_KEPT, _BROKEN)
            return undecided(outcome, "when") if known else outcome
        if not bound.first <= day < bound.end:
            return _NOT_IN_FORCE
        if self.strict_after_verified and day >= bound.unverified:
            return undecided(outcome, "after-verified")
        return outcome


def _outside(covered: bool, scoped: Truth) -> Outcome | None:
    if not covered:
        return _OUTSIDE
    return _OUT_OF_SCOPE if scoped is False else None


_DAY = Outcome._fields.index("day")
_INSIDE: tuple[Truth, tuple[str, ...]] = (True, ())


def actors(rule: Rule, view: View, subject: Subject) -> tuple[object, ...]:
    """Ids of the agencies whose act *rule* judges; None where the case names none."""
    sender = None if view.sender is None else view.sender.id
    if rule.side == "sender":
        return (sender,)
    if rule.side == "recipient":
        return (subject.agency,)
    if rule.side == "both":
        others = (subject,) if rule.per_recipient else view.recipients
        return (sender, *(part.agency for part in others))
    acting = [act.event.agency for acts in view.by_type.values() for act in acts]
    return tuple(dict.fromkeys(acting)) or (None,)


def _softened(outcome: Outcome, bound: Bound, view: View, subject: Subject) -> Outcome:
    """What is only encouraged is never broken."""
    if bound.rule.force == "encouraged":
        return NOT_APPLICABLE
    condition = bound.instrument.encouraged
    if condition is None or view.case.about not in _SCOPED:
        return outcome
    actor = WHOLE if bound.rule.side == "sender" else subject
    softly = condition.truth(view, actor)
    if softly is True:
        return NOT_APPLICABLE
    if softly is None:
        return undecided(outcome, *condition.missing(view, actor))
    return outcome


FIRST_ACTS = {
    "sender": ("published", "@signed", "paper-sent", "acknowledged"),
    "recipient": ("arrived", "accepted", "refused", "transferred"),
    "both": ("published", "arrived"),
    "system": ("outage-began", "security-incident", "report-submitted", "account-lost"),
}


def _day_of_act(rule: Rule, scene: CaseScene, subject: Subject) -> int | None:
    """The instant whose day decides: that of the first act of the side, else the date."""
    for name in FIRST_ACTS[rule.side]:
        moment = scene.moment(name, subject)
        if moment.truth is True:
            return moment.us
    document = scene.view.document
    dated = None if document is None else document.date
    if isinstance(dated, date):
        return day_start(dated)
    earliest = [acts[0].us for acts in scene.view.by_type.values() if acts]
    return min(earliest, default=None)
