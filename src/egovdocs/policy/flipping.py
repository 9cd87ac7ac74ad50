"""
The smallest change of a case that turns a verdict around, found by trying.

What is tried is finite: an event moved to an instant that the verdict names, or just past it;
an event added or taken away; a fact of the rule's own conditions set to a word of its closed
list; the time of observation.  One change is tried before two.  Every answer was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from typing import Any

import attrs

from egovdocs.errors import Lang
from egovdocs.policy.changes import GIVEN, SIGNED, VOCABULARY_OF, Change, apply
from egovdocs.policy.conditions import Condition
from egovdocs.policy.policy import Policy
from egovdocs.policy.report import Judged
from egovdocs.policy.rules.base import At, Outcome, Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import RECIPIENT_ACTS
from egovdocs.record import UNKNOWN, VOCABULARIES, Case, Document, Message, Party
from egovdocs.timing import to_us

_MOST = 3000  # cases judged at most
_SINGLES = 400
_TURNED: Mapping[Verdict, Verdict] = {
    Verdict.KEPT: Verdict.BROKEN,
    Verdict.BROKEN: Verdict.KEPT,
    Verdict.UNDECIDED: Verdict.KEPT,
    Verdict.NOT_APPLICABLE: Verdict.KEPT,
}
_OWNERS: Mapping[str, Any] = {
    "document": Document, "message": Message, "sender": Party, "recipient": Party,
}  # fmt: skip


_SAID: Mapping[str, tuple[str, str]] = {
    "turned": ("Sẽ {} nếu {}.", "It would be {} if {}."),
    "in-time": ("đúng hạn", "in time"), "and": (" và ", " and "),
}  # fmt: skip


def _word(name: str, lang: Lang) -> str:
    return _SAID[name][0 if lang == "vi" else 1]


@attrs.frozen
class Flip:
    """
    What would turn a verdict around.

    Attributes:
        rule, agency: of which finding.
        before, after: the two verdicts.
        changes: one or two changes; together they suffice.
        case: the changed case.
        timely: whether the verdict turns because an act would be in time.
    """

    rule: str
    agency: str | None
    before: Verdict
    after: Verdict
    changes: tuple[Change, ...]
    case: Case = attrs.field(repr=False)
    timely: bool = False

    def spoken(self, lang: Lang = "vi") -> str:
        """Say what would be so, and then what the verdict would be."""
        verdict = _word("in-time", lang) if self.timely else self.after.spoken(lang)
        told = _word("and", lang).join(change.spoken(lang) for change in self.changes)
        return _word("turned", lang).format(verdict, told)


def flip(
    policy: Policy,
    case: Case,
    rule: str,
    agency: str | None = None,
    wanted: Verdict | None = None,
) -> Flip | None:
    """
    Return the smallest change of *case* that turns one verdict around; None if none was found.

    Args:
        rule: id of the rule.
        agency: whom the finding is about; None for the case as a whole, or its only subject.
        wanted: the verdict to reach; without it, kept where it is not kept, broken where it is.

    The same question always has the same answer.  Changes of one thing go before changes of
    two; of several, the event on which the verdict turns goes first, moved as little as will do.
    """
    only = _only(policy, rule)
    judged = _judged(only, case, rule, agency)
    if judged is None:
        return None
    found = judged.outcome
    goal = _TURNED[found.verdict] if wanted is None else wanted
    singles = tuple(islice(dict.fromkeys(_candidates(case, judged)), _SINGLES))
    for changes in islice(_sets(singles), _MOST):
        changed = apply(case, changes, judged.subject.agency)
        turned = _judged(only, changed, rule, judged.subject.agency)
        if turned is not None and turned.outcome.verdict is goal:
            kept_in_time = goal is Verdict.KEPT and "late_after" in turned.outcome.facts
            return Flip(rule, judged.subject.agency, found.verdict, goal, changes, changed,
                        kept_in_time and "done" in turned.outcome.facts)  # fmt: skip
    return None


def _only(policy: Policy, rule: str) -> Policy:
    """The same policy with one rule; its questions are answered by all clauses as before."""
    texts = tuple(
        attrs.evolve(
            text,
            clauses=tuple(
                attrs.evolve(row, rules=tuple(part for part in row.rules if part.id == rule))
                for row in text.clauses
            ),
        )
        for text in policy.instruments
    )
    return attrs.evolve(policy, instruments=texts)


def _judged(only: Policy, case: Case, rule: str, agency: str | None) -> Judged | None:
    judged = [part for part in only.audit(case).judged if part.rule.id == rule]
    mine = [part for part in judged if part.subject.agency == agency]
    if mine:
        return mine[0]
    return judged[0] if agency is None and len(judged) == 1 else None


def _sets(singles: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
    yield from ((change,) for change in singles)
    yield from (pair for pair in combinations(singles, 2) if _together(*pair))


def _together(one: Change, two: Change) -> bool:
    """Whether two changes are about different things."""
    if one.place is not None and one.place == two.place:
        return False
    if one.place is not None and two.place is not None:
        return True
    return (one.how, one.name) != (two.how, two.name)


# -- what is tried -------------------------------------------------------------------------------


def _candidates(case: Case, judged: Judged) -> Iterator[Change]:
    rule, subject, outcome = judged
    instants = _instants(case, outcome)
    place = outcome.place
    if place is not None:
        yield from _moves(case, place, instants, rule, outcome)
    yield from _routes(case, outcome)
    yield from _additions(rule, outcome, subject.agency, instants)
    yield from _facts(case, rule, outcome)
    yield from (
        Change("watch", "", at=at, bound=bound) for at in instants for bound in ("", "past")
    )
    yield from _stops(rule, subject.agency, instants)
    for other in range(len(case.events)):
        if other != place:
            yield from _moves(case, other, instants, rule, outcome)
    for other, event in enumerate(case.events):
        yield Change("remove", event.type, other, to_us(event.at))


def _instants(case: Case, outcome: Outcome) -> tuple[int, ...]:
    """The instants that a verdict names, and the first one of the case where it names none."""
    named = [int(value) for value in outcome.facts.values() if isinstance(value, At)]
    last = [max(to_us(event.at) for event in case.events)] if case.events else []
    return tuple(dict.fromkeys([*named, *last]))


def _moves(
    case: Case, place: int, instants: Iterable[int], rule: Rule, outcome: Outcome
) -> Iterator[Change]:
    """One event at each instant or just after it, the nearest first."""
    event = case.events[place]
    own = to_us(event.at)
    late = outcome.facts.get("late_after")
    for us in sorted((us for us in instants if us != own), key=lambda us: (abs(us - own), us)):
        sooner = isinstance(rule.kind, Duty) and rule.kind.early and us == late and us < own
        sooner = sooner and event.type in _acts(rule)
        yield Change("move", event.type, place, us, "or-sooner" if sooner else "")
        yield Change("move", event.type, place, us, "after")


def _routes(case: Case, outcome: Outcome) -> Iterator[Change]:
    """Every event that went by a channel of the verdict, by each allowed one."""
    used, allowed = (outcome.facts.get(name, ()) for name in ("channels", "allowed"))
    for place, event in enumerate(case.events):
        if isinstance(event.channel, str) and event.channel in used:
            yield from (Change("route", event.type, place, channel=str(to)) for to in allowed)


def _acts(rule: Rule) -> tuple[str, ...]:
    """The acts that a rule asks for, where its kind says so."""
    acts = getattr(rule.kind, "to", ())
    return (acts,) if isinstance(acts, str) else tuple(acts)


def _additions(
    rule: Rule, outcome: Outcome, agency: str | None, instants: tuple[int, ...]
) -> Iterator[Change]:
    """The acts that the rule waits for, and those that its conditions ask about."""
    asked = [name.removeprefix("event:") for name in (*outcome.missing, *_fact_names(rule))
             if name.startswith("event:")]  # fmt: skip
    absent = outcome.facts.get("absent", ())
    lacked = absent if isinstance(absent, tuple) else (absent,)
    channels = rule.kind.channels if isinstance(rule.kind, Duty) else ()
    for name in dict.fromkeys((*_acts(rule), *map(str, lacked), *asked)):
        word, _, channel = name.partition(".")[0].partition("@")
        if word not in VOCABULARIES["event"].words:
            continue
        by = channel or next(iter(channels), None) or "system"
        who = agency if word in RECIPIENT_ACTS else None
        yield from (Change("add", word, at=us, agency=who, channel=by) for us in instants)


def _stops(rule: Rule, agency: str | None, instants: tuple[int, ...]) -> Iterator[Change]:
    """The events that would have stopped the time limit."""
    for word in rule.kind.stops if isinstance(rule.kind, Duty) else ():
        who = agency if word in RECIPIENT_ACTS else None
        yield from (Change("add", word, at=us, agency=who) for us in instants)


def _fact_names(rule: Rule) -> tuple[str, ...]:
    """The facts about which the conditions of a rule ask."""
    conditions = (part for part in (rule.given, rule.unless) if part is not None)
    return tuple(dict.fromkeys(name for part in conditions for name in _named(part)))


def _named(condition: Condition) -> Iterator[str]:
    yield from (term.fact for term in condition.terms)
    for part in (*condition.nots, *(part for group in condition.anys for part in group)):
        yield from _named(part)


def _facts(case: Case, rule: Rule, outcome: Outcome) -> Iterator[Change]:
    decisive = () if outcome.field is None else (outcome.field,)
    for name in dict.fromkeys((*decisive, *outcome.missing, *_fact_names(rule))):
        yield from (Change("fact", name, value=value) for value in _values(case, name, outcome))


def _values(case: Case, name: str, outcome: Outcome) -> Iterator[Any]:
    owner, _, field = name.partition(".")
    if owner == "content":
        owner = "document" if case.document is not UNKNOWN else "message"
    fields = {part.name: str(part.type) for part in attrs.fields(_OWNERS.get(owner, Party))}
    if owner not in _OWNERS or field not in fields:
        return
    if name == outcome.field and "tuple" not in fields[field]:
        allowed = outcome.facts.get("allowed", ())
        yield from allowed if isinstance(allowed, tuple) else (allowed,)
        yield from (GIVEN,) if field not in VOCABULARY_OF and "str" in fields[field] else ()
    if "bool" in fields[field]:
        yield from (False, True)
    elif name == "document.signatures":
        yield from (SIGNED, ())
    elif field in VOCABULARY_OF and name != "document.kind":
        listed = "tuple" in fields[field]
        yield from ((),) if listed else ()
        words = VOCABULARIES[VOCABULARY_OF[field]].words
        yield from ((word,) if listed else word for word in words)
