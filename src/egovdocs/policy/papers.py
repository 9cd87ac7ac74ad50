"""
Paper: whether it is required, forbidden or free, by the law of the day of the document.

A duty of a normative text goes before the advice of an official letter, which binds nobody.
Where only an individual decision asks for paper and a letter advises against it, the law on
legal documents does not say which of them goes first: both are named, and nothing is decided.
Where a duty goes before a ban of lower rank, the ban and the clause that settles it are cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import attrs

from egovdocs.policy.answers import Answer, Step
from egovdocs.policy.instrument import RANKS, Instrument
from egovdocs.policy.messages import label
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.forbidden import Ban
from egovdocs.policy.verdicts import Truth, either
from egovdocs.policy.view import WHOLE, Subject, View
from egovdocs.record import UNKNOWN, Case, Document
from egovdocs.timing import day_of, to_us

if TYPE_CHECKING:
    from egovdocs.policy.policy import Policy

Paper: TypeAlias = Literal["required", "forbidden", "free"]


class Norm(NamedTuple):
    """A rule about paper, with the text that it stands in."""

    rule: Rule
    instrument: Instrument


class Norms(NamedTuple):
    """
    What is in force about paper on one day.

    Attributes:
        required: duties to send it.
        forbidden: bans of it after issue.
        advised: bans that merely encourage: of an official letter, or in a pilot.
    """

    required: tuple[Norm, ...]
    forbidden: tuple[Norm, ...]
    advised: tuple[Norm, ...]


def paper(policy: Policy, document: Document | Case) -> Answer[Paper]:
    """
    Whether a paper copy is required, forbidden or free once *document* has been issued.

    A document alone is asked about as if it were issued through the system.  The law is that
    of the day of issue; where the case has no issue, of the document's own date.
    """
    case = document if isinstance(document, Case) else Case("?", document=document)
    day = policy.pinned or day_of_issue(case)
    if day is None:
        return Answer(None, (), ("when",))
    view = policy.view(case)
    norms = _within(norms_of(policy, day), view)
    unranked = _unranked(policy, norms, view, day)
    answer = _answer(policy, norms, view) if unranked is None else unranked
    named = (*norms.required, *norms.forbidden, *(norms.advised if answer.conflict else ()))
    return attrs.evolve(answer, assumed=_assumed(named, day), cautions=policy.cautions(day))


def _answer(policy: Policy, norms: Norms, view: View) -> Answer[Paper]:
    must, ban = (_told(part, view) for part in (norms.required, norms.forbidden))
    if must is True:
        disputed = _disputed(policy, norms, view)
        steps = (*_steps(policy, norms.required, view), *_set_aside(policy, norms, view))
        settled: Answer[Paper] = Answer("required", steps)
        return settled if disputed is None else disputed
    if ban is True and must is False:
        return Answer("forbidden", _steps(policy, norms.forbidden, view))
    named = (*norms.required, *norms.forbidden)
    if must is None or ban is None:
        return _open(policy, named, view)
    if not named:
        return Answer(None, (), ("law:paper",))
    if not any(part.instrument.scope.truth(view, WHOLE) is True for part in named):
        return _open(policy, named, view)  # perhaps no text speaks of the case at all
    return Answer("free", _cited(policy, named))


def _unranked(policy: Policy, norms: Norms, view: View, day: date) -> Answer[Paper] | None:
    """An open answer where the law by which a duty goes before a lower ban cannot be read."""
    precedence = policy.questions["paper"].norms
    duties, lower = _lower(norms, view)
    if not (duties and lower and precedence.lapsed(day)):
        return None
    steps = (*_steps(policy, norms.required, view), *_cited(policy, lower))
    pair = (duties[0].rule.clause, lower[0].rule.clause)
    return Answer(None, steps, (f"text:{precedence.heir}",), conflict=pair)


def _lower(norms: Norms, view: View) -> tuple[list[Norm], list[Norm]]:
    """The duties that speak, and the bans below the highest of them."""
    duties, bans = (_speaking(part, view) for part in (norms.required, norms.forbidden))
    highest = min((RANKS.index(part.instrument.rank) for part in duties), default=len(RANKS))
    return duties, [part for part in bans if RANKS.index(part.instrument.rank) > highest]


def _set_aside(policy: Policy, norms: Norms, view: View) -> tuple[Step, ...]:
    """The bans that a duty of higher rank goes before, then the clause of law by which it does."""
    _, lower = _lower(norms, view)
    norm = policy.questions["paper"].norms.rank
    return (*_cited(policy, lower), *((policy.step(norm),) if lower and norm else ()))


def _disputed(policy: Policy, norms: Norms, view: View) -> Answer[Paper] | None:
    """An open answer where no normative text demands the paper and a letter advises against."""
    firm = [part for part in norms.required if part.instrument.normative]
    soft = [part for part in norms.required if not part.instrument.normative]
    letters = [part for part in norms.advised if not part.instrument.normative]
    advice = False if _told(firm, view) is True else _told(letters, view)
    if advice is False:
        return None
    if advice is None:
        return _open(policy, (*firm, *letters), view)
    steps = (*_steps(policy, soft, view), *_steps(policy, letters, view))
    pair = (_speaking(soft, view)[0].rule.clause, _speaking(letters, view)[0].rule.clause)
    return Answer(None, tuple(dict.fromkeys(steps)), ("conflict:paper",), conflict=pair)


def _open(policy: Policy, named: Sequence[Norm], view: View) -> Answer[Paper]:
    missing = _gaps(named, view)
    gaps = tuple(
        Step(f"Thiếu {label(n, 'vi')}.", f"Missing: {label(n, 'en')}.", premise=n) for n in missing
    )
    return Answer(None, (*_cited(policy, named), *gaps), missing)


def _cited(policy: Policy, named: Iterable[Norm]) -> tuple[Step, ...]:
    return tuple(policy.step(part.rule.clause) for part in named)


# -- the law of a day ----------------------------------------------------------------------------


def day_of_issue(case: Case) -> date | None:
    """The day on which *case* was issued, else the date of its document; None for neither."""
    published = [event for event in case.events if event.type == "published"]
    if published:
        return day_of(to_us(published[0].at))
    document = case.document
    if isinstance(document, Document) and document.date not in (UNKNOWN, None):
        return datetime.fromisoformat(str(document.date)).date()
    return None


def norms_of(policy: Policy, day: date) -> Norms:
    """What the instruments of *policy* that are in force on *day* say about paper."""
    told = [(_role(part, day), part) for part in _in_force(policy, day)]
    return Norms(*(
        tuple(part for found, part in told if found == role)
        for role in ("required", "forbidden", "advised")
    ))  # fmt: skip


def _within(norms: Norms, view: View) -> Norms:
    """Only the texts that the case is not outside of altogether."""
    return Norms(*(
        tuple(part for part in named if part.instrument.scope.truth(view, WHOLE) is not False)
        for named in norms
    ))  # fmt: skip


def _in_force(policy: Policy, day: date) -> Iterator[Norm]:
    owner = {part.id: part for part in policy.instruments if part.in_force.holds(day)}
    for rule in policy.rules:
        if _of_paper(rule) and (rule.superseded is None or day < rule.superseded):
            instrument = owner.get(rule.clause.partition("#")[0])
            if instrument is not None:
                yield Norm(rule, instrument)


def _of_paper(rule: Rule) -> bool:
    kind = rule.kind
    if isinstance(kind, Duty):
        return "paper-sent" in kind.to
    return isinstance(kind, Ban) and "paper-sent" in kind.acts and bool(kind.after)


def _role(part: Norm, day: date) -> str:
    """Which of the lists of :class:`Norms` a rule belongs to; empty for none."""
    pilot = part.instrument.in_force.pilot_until
    softly = part.rule.force == "encouraged" or (pilot is not None and day <= pilot)
    if isinstance(part.rule.kind, Duty):
        return "" if softly else "required"
    return "advised" if softly else "forbidden"


def _assumed(named: Iterable[Norm], day: date) -> tuple[str, ...]:
    """Codes of what the dates of the texts take for granted."""
    found: list[str] = []
    for part in named:
        force = part.instrument.in_force
        if force.start is None and force.not_before is not None:
            found.append("effective-date")
        if force.verified_until is not None and day > force.verified_until:
            found.append("after-verified")
    return tuple(dict.fromkeys(found))


# -- whether a rule speaks -----------------------------------------------------------------------


def _subjects(rule: Rule, view: View) -> tuple[Subject, ...]:
    return view.recipients if rule.per_recipient else (WHOLE,)


def _told(named: Iterable[Norm], view: View) -> Truth:
    return either(
        _asks(part, view, subject) for part in named for subject in _subjects(part.rule, view)
    )


def _speaking(named: Iterable[Norm], view: View) -> list[Norm]:
    return [part for part in named if _told((part,), view) is True]


def _steps(policy: Policy, named: Iterable[Norm], view: View) -> tuple[Step, ...]:
    steps = (
        policy.step(clause)
        for part in _speaking(named, view)
        for clause in (part.rule.clause, *policy.chain(part.rule))
    )
    return tuple(dict.fromkeys(steps))


def _asks(part: Norm, view: View, subject: Subject) -> Truth:
    """Whether the rule speaks, taking the document as issued."""
    rule = part.rule
    scope = part.instrument.scope.truth(view, subject)
    given = True if rule.given is None else _as_issued(rule.given, view, subject)
    excused = False if rule.unless is None else rule.unless.truth(view, subject)
    if False in (given, scope) or excused is True:
        return False
    return None if None in (given, excused, scope) else True


def _as_issued(condition: Any, view: View, subject: Subject) -> Truth:
    held: Truth = _without_issue(condition).truth(view, subject)
    return held


def _without_issue(condition: Any) -> Any:
    """The same condition without its questions about issuing."""
    terms = tuple(term for term in condition.terms if not term.fact.startswith("event:published"))
    anys = tuple(tuple(_without_issue(part) for part in group) for group in condition.anys)
    return attrs.evolve(condition, terms=terms, anys=anys)


def _gaps(named: Iterable[Norm], view: View) -> tuple[str, ...]:
    found: list[str] = []
    for rule, instrument in named:
        for subject in _subjects(rule, view):
            for condition in (instrument.scope, rule.given, rule.unless):
                if condition is not None:
                    found.extend(condition.missing(view, subject))
    return tuple(dict.fromkeys(name for name in found if not name.startswith("event:published")))
