"""
What must be done, and by when: two policies compared rule by rule and minute by minute.

Limits with a number are compared by the last instant still in time, for every minute of the
year from which they may run.  What has no number is compared as a set: who asks for more is
stricter.  A number and "immediately" cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias, TypeGuard, cast

import attrs

from egovdocs.policy.conditions import ALWAYS, Condition
from egovdocs.policy.policy import Policy
from egovdocs.policy.rules.base import At, Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.missing import MissingText
from egovdocs.policy.rules.outage import Outage
from egovdocs.policy.tools.at_home import at_home
from egovdocs.policy.tools.diff_moments import counted, days_of, edges
from egovdocs.policy.tools.differing import Counts, Difference, Relation, Side, Unit, Witness
from egovdocs.policy.tools.tally import MINUTE, When, compare
from egovdocs.policy.view import WHOLE
from egovdocs.record import Case, Document, Message, Party, Signature
from egovdocs.timing import Limit, start_of

Pair: TypeAlias = tuple[Policy, Policy]

QUESTIONS = ("transfer", "assignment", "acknowledgement", "reply", "refusal", "recall", "outage")
_PARTY = Party("?", "?", "agency", "province", on_system=True, lacks=())
_ORDINARY = Document(
    normative=False, urgency="normal", state_secret=False, subjects=(), purposes=(),
    sender=_PARTY, recipients=(_PARTY,), kind="Công văn", is_reply=True, reply_requested=True,
    signatures=(Signature("authority", True), Signature("agency", True)), charset="unicode",
    on_paper_list=False, priority=False,
)  # fmt: skip
_MESSAGE = Message("between-agencies", _PARTY, (_PARTY,), state_secret=False,
                   within_competence=False, purposes=())  # fmt: skip

# fmt: off
SITUATIONS: tuple[tuple[Mapping[str, tuple[str, ...]], Case], ...] = (
    ({"about": ("document",), "urgency": ("normal",)}, Case("?", document=_ORDINARY)),
    ({"about": ("document",), "urgency": ("urgent",)},
     Case("?", document=attrs.evolve(_ORDINARY, urgency="urgent"))),
    ({"about": ("document",), "urgency": ("timed-express",)},
     Case("?", document=attrs.evolve(_ORDINARY, urgency="timed-express"))),
    ({"about": ("message",), "relation": ("between-agencies",)},
     Case("?", about="message", message=_MESSAGE)),
    ({"about": ("system",)}, Case("?", about="system")),
    ({"about": ("agency",)}, Case("?", about="agency")),
)
# fmt: on


class Asked(NamedTuple):
    """
    What one policy asks for in one situation on one day.

    Attributes:
        limits: limits with a number, and the moments from which they run.
        thresholds: working time (microseconds) that an outage may last, by what it then asks.
        at_once: whether something must be done immediately.
        acts: everything else, as values that are equal where two rules ask for the same, each
            with the rule that asks for it.
        clauses: where this stands.
        missing: texts that may answer and are not at hand.
    """

    limits: frozenset[tuple[str, Limit]] = frozenset()
    thresholds: Mapping[str, int] = {}
    at_once: bool = False
    acts: Mapping[Any, str] = {}
    clauses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[Any, ...]:
        """What is asked for, without where it stands."""
        return (self.limits, tuple(self.thresholds.items()), frozenset(self.acts), self.missing)

    @property
    def silent(self) -> bool:
        """Whether nothing is asked for and nothing might be."""
        return not (self.limits or self.thresholds or self.acts or self.missing)


Both: TypeAlias = tuple[Asked, Asked]


def duties(question: str, pair: Pair, year: int) -> list[Difference]:
    """Compare the duties of one question; situations in which both are silent are left out."""
    days = days_of(year, pair)
    rows: list[Difference] = []
    told: set[tuple[Any, ...]] = set()
    for situation, case in SITUATIONS:
        asked = [_both(question, pair, case, day) for day in days[:-1]]
        content = (case.about, *(part.content for both in asked for part in both))
        if content in told or all(part.silent for both in asked for part in both):
            continue
        told.add(content)
        rows.append(_row(question, situation, pair, days, asked))
    return rows or [_row(question, {}, pair, days, [(Asked(), Asked())] * (len(days) - 1))]


# -- what is asked for ---------------------------------------------------------------------------


def _both(question: str, pair: Pair, case: Case, day: date) -> Both:
    one, two = (_asked(question, policy, at_home(policy, case), day) for policy in pair)
    return one, two


def _asked(question: str, policy: Policy, case: Case, day: date) -> Asked:
    rules = [rule for rule in policy.rules if _speaks(rule, question, policy, case, day)]
    numbered = [rule.kind for rule in rules if _numbered(rule.kind)]
    outages = [rule.kind for rule in rules if isinstance(rule.kind, Outage)]
    gaps = [part for part in policy.questions[question].blockers if part.bars(day, "system")]
    gaps = gaps if case.about == "document" else []
    clauses = (*(rule.clause for rule in rules), *(part.clause for part in gaps))
    return Asked(
        frozenset((kind.start, kind.limit) for kind in numbered if kind.limit is not None),
        {kind.to: kind.limit.amount_us for kind in outages},
        any(_at_once(rule.kind) for rule in rules),
        {_value(rule.kind): rule.id for rule in rules if _unmeasured(rule.kind)},
        tuple(dict.fromkeys(clauses)),
        tuple(dict.fromkeys(f"text:{part.to or part.clause}" for part in gaps)),
    )


def _speaks(rule: Rule, question: str, policy: Policy, case: Case, day: date) -> bool:
    """Whether *rule* may bind in *case* on *day*, whatever happens."""
    if rule.question != question or rule.about != case.about or not binds(rule, policy, day):
        return False
    view = policy.view(case)
    subject = view.recipients[0] if rule.per_recipient else WHOLE
    given = _without_events(rule.given).truth(view, subject)
    excused = rule.unless is not None and rule.unless.truth(view, subject) is True
    return given is not False and not excused


def binds(rule: Rule, policy: Policy, day: date) -> bool:
    """Whether the instrument of *rule* is in force on *day*, and its clause not replaced."""
    owner = rule.clause.partition("#")[0]
    text = next(part for part in policy.instruments if part.id == owner)
    replaced = rule.superseded is not None and day >= rule.superseded
    return text.in_force.holds(day) and not replaced and rule.force != "encouraged"


def _without_events(condition: Condition | None) -> Condition:
    """The same condition without its questions about what happened."""
    if condition is None:
        return ALWAYS
    terms = tuple(term for term in condition.terms if not term.fact.startswith("event:"))
    anys = tuple(tuple(map(_without_events, group)) for group in condition.anys)
    return attrs.evolve(condition, terms=terms, anys=anys)


def _numbered(kind: Any) -> TypeGuard[Duty]:
    return isinstance(kind, Duty) and kind.limit is not None and kind.limit.quantified


def _at_once(kind: Any) -> bool:
    return isinstance(kind, Duty) and kind.limit is not None and not kind.limit.quantified


def _unmeasured(kind: Any) -> bool:
    return not _numbered(kind) and not isinstance(kind, (Outage, MissingText))


def _value(kind: Any) -> Any:
    """Duties that ask for the same act are the same, whatever stops them."""
    if isinstance(kind, Duty):
        return (kind.start, frozenset(kind.to), kind.limit, frozenset(kind.channels), kind.carrying)
    return kind


# -- how it compares -----------------------------------------------------------------------------


def _row(
    question: str,
    situation: Mapping[str, tuple[str, ...]],
    pair: Pair,
    days: Sequence[date],
    asked: Sequence[Both],
) -> Difference:
    minutes, rules = Counts(), Counts()
    measured: Witness | None = None
    relations: list[Relation] = []
    for (first, last), both in zip(pairwise(days), asked, strict=True):
        part, seen = _measured(pair, both, start_of(first), start_of(last))
        minutes, measured = minutes + part, measured or seen
        rules += _listed(both)
        relations.extend((part.relation, *_relations(both)))
    witness = measured or next(filter(None, map(_act_witness, asked)), None)
    counts, unit = (minutes, "minutes") if minutes.total else (rules, "rules")
    return Difference(question, situation, combined(relations), cast("Unit", unit), counts,
                      witness, *(_side([both[at] for both in asked]) for at in (0, 1)))  # fmt: skip


def _measured(pair: Pair, both: Both, start: int, end: int) -> tuple[Counts, Witness | None]:
    """Compare the limits with a number, minute by minute."""
    one, two = both
    minutes = (end - start) // MINUTE
    if not one.limits and not two.limits:
        return Counts(), None
    if not one.limits or not two.limits:
        ends = (At(_last(policy, part)(start)) if part.limits else None
                for policy, part in zip(pair, both, strict=True))  # fmt: skip
        return _one_sided(both, minutes), Witness({"from": At(start)}, *ends)
    if {name for name, _ in one.limits} != {name for name, _ in two.limits}:
        return Counts(apart=minutes), None
    mine, its = (_last(policy, part) for policy, part in zip(pair, both, strict=True))
    tally = compare(mine, its, start, end, edges(pair, start, end))
    us = tally.first
    seen = None if us is None else Witness({"from": At(us)}, At(mine(us)), At(its(us)))
    return counted(tally, "stricter"), seen


def _one_sided(both: Both, minutes: int) -> Counts:
    """Only one has a number: stricter, unless the other says "immediately"."""
    one, two = both
    other = two if one.limits else one
    if other.at_once:
        return Counts(unknown=minutes)
    return Counts(stricter=minutes) if one.limits else Counts(looser=minutes)


def _last(policy: Policy, part: Asked) -> When:
    """The last instant at which none of the limits has run out."""
    limits = [limit for _, limit in part.limits]
    readings = policy.profile.readings

    def when(us: int) -> int:
        ends = (
            policy.calendar.deadline(limit, us, same_day=cast("Any", readings["same-day"]),
                                     lateness=cast("Any", readings["lateness"]))
            for limit in limits
        )  # fmt: skip
        return min(end.late_after for end in ends if end is not None)

    return when


def _relations(both: Both) -> Iterator[Relation]:
    one, two = both
    if one.missing != two.missing:
        yield "undetermined"
    yield _listed(both).relation
    for name in one.thresholds.keys() & two.thresholds.keys():
        mine, its = one.thresholds[name], two.thresholds[name]
        yield "equal" if mine == its else "stricter" if mine < its else "looser"


def _listed(both: Both) -> Counts:
    """Count what only one of the two asks for, and what both do."""
    mine, its = ({*part.acts, *part.thresholds} for part in both)
    gaps = len({*both[0].missing} ^ {*both[1].missing})
    return Counts(stricter=len(mine - its), looser=len(its - mine), same=len(mine & its),
                  unknown=gaps)  # fmt: skip


def _act_witness(both: Both) -> Witness | None:
    """The first rule of each that the other does not have."""
    one, two = both
    mine = next((rule for value, rule in one.acts.items() if value not in two.acts), None)
    its = next((rule for value, rule in two.acts.items() if value not in one.acts), None)
    return None if mine is its else Witness({}, mine, its)


def combined(relations: Iterable[Relation]) -> Relation:
    """One relation out of several: unknown beats incomparable beats stricter and looser."""
    found = set(relations) - {"equal"}
    if "undetermined" in found:
        return "undetermined"
    return "equal" if not found else found.pop() if len(found) == 1 else "incomparable"


def _side(parts: Iterable[Asked]) -> Side:
    told = list(parts)
    clauses = dict.fromkeys(clause for part in told for clause in part.clauses)
    missing = dict.fromkeys(name for part in told for name in part.missing)
    return Side(tuple(clauses), tuple(missing))
