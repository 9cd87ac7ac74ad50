"""Paper, legal value and reports: two policies compared on every document of a small world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from egovdocs.policy.answers import Answer
from egovdocs.policy.asking import reports_due
from egovdocs.policy.policy import Policy
from egovdocs.policy.rules.base import At
from egovdocs.policy.tools.at_home import at_home
from egovdocs.policy.tools.differing import Counts, Difference, Side, Witness
from egovdocs.record import VOCABULARIES, Case, Document, Event, Message, Party, Signature
from egovdocs.timing import parse_instant, to_us

Pair: TypeAlias = tuple[Policy, Policy]
Ask: TypeAlias = Callable[[Policy, Case], Answer[Any]]

_PURPOSES = ("appraisal", "approval", "submission", "other-law")
_SIGNERS: tuple[tuple[str, ...], ...] = (("authority", "agency"), ("authority",), ())
_SENDER = Party("?", "?", "peoples-committee", "province", on_system=True, lacks=())
_LEVELS = {"government": "central", "prime-minister": "central", "ministry": "central"}
# Of two answers about paper, which asks for more: whatever is bound more tightly than "free".
_BOUND = ("required", "forbidden")


class World(NamedTuple):
    """One document of the world: the facts that were varied, and the case."""

    facts: Mapping[str, Any]
    case: Case


def _documents(year: int) -> Iterator[World]:
    subjects = ((), *((word,) for word in VOCABULARIES["subject"].words))
    purposes = ((), *((word,) for word in _PURPOSES))
    kinds = tuple(VOCABULARIES["party-kind"].words)
    for kind, purpose, subject, by in product(kinds, purposes, subjects, _SIGNERS):
        facts = {"recipient.kind": kind, "document.purposes": purpose,
                 "document.subjects": subject, "document.signatures": by}  # fmt: skip
        document = Document(
            date=date(year, 3, 4), kind="Công văn", normative=False, urgency="normal",
            state_secret=False, subjects=subject, purposes=purpose, on_paper_list=False,
            sender=_SENDER, recipients=(_party(kind),),
            signatures=tuple(Signature(who, True) for who in by),
        )  # fmt: skip
        yield World(facts, Case("?", document=document))


def _party(kind: str) -> Party:
    return Party("?", "?", kind, _LEVELS.get(kind, "province"), on_system=True, lacks=())


def _issued(year: int) -> Iterator[World]:
    at = parse_instant(f"{year}-03-04T09:00:00+07:00")
    for channel, by in product(VOCABULARIES["channel"].words, _SIGNERS):
        document = Document(signatures=tuple(Signature(who, True) for who in by))
        facts = {"channel": channel, "document.signatures": by}
        yield World(facts, Case("?", (Event("published", at, channel=channel),), document))
    for channel in VOCABULARIES["channel"].words:
        events = (Event("published", at, channel=channel),)
        message = Message("between-agencies")
        facts = {"channel": channel, "about": "message"}
        yield World(facts, Case("?", events, about="message", message=message))


def paper(pair: Pair, year: int) -> list[Difference]:
    """Whether paper must follow; "free" is looser than either duty or ban."""
    return [
        _worlds(
            "paper",
            lambda policy, case: policy.paper(at_home(policy, case)),
            _documents,
            pair,
            year,
        )
    ]


def value(pair: Pair, year: int) -> list[Difference]:
    """What documents and messages are worth in law; other worth is neither stricter nor looser."""
    return [_worlds("value", lambda policy, case: policy.value(case), _issued, pair, year)]


def _worlds(
    question: str, ask: Ask, worlds: Callable[[int], Iterator[World]], pair: Pair, year: int
) -> Difference:
    counts, witness = Counts(), None
    sides: tuple[list[Answer[Any]], list[Answer[Any]]] = ([], [])
    for facts, case in worlds(year):
        answers = [ask(policy, case) for policy in pair]
        part = _weighed(*answers)
        counts += part
        if part.different and witness is None:
            witness = Witness(facts, answers[0].value, answers[1].value)
            sides = ([answers[0]], [answers[1]])
        elif witness is None:
            for side, answer in zip(sides, answers, strict=True):
                side.append(answer)
    rested = (_rested(side) for side in sides)
    return Difference(question, {}, counts.relation, "documents", counts, witness, *rested)


def _weighed(one: Answer[Any], two: Answer[Any]) -> Counts:
    if one.value == two.value and one.missing == two.missing:
        return Counts(same=1)
    if one.value is None or two.value is None:
        return Counts(unknown=1)
    if "free" not in (one.value, two.value):
        return Counts(apart=1)
    return Counts(stricter=1) if one.value in _BOUND else Counts(looser=1)


def _rested(answers: list[Answer[Any]]) -> Side:
    steps = (step.clause for answer in answers for step in answer.because if step.clause)
    missing = (name for answer in answers for name in answer.missing)
    return Side(tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(missing)))


# -- reports -------------------------------------------------------------------------------------


def reports(pair: Pair, year: int) -> list[Difference]:
    """Which reports a year asks for, and by when; a number is stricter than none."""
    asked = [_asked(policy, year) for policy in pair]
    clauses = [_clauses(policy, year) for policy in pair]
    counts, witness = Counts(), None
    for period in sorted({*asked[0], *asked[1]}):
        one, two = (part.get(period, _NEVER) for part in asked)
        part = Counts(stricter=int(one < two), looser=int(one > two), same=int(one == two))
        counts += part
        if part.different and witness is None:
            witness = Witness({"period": period}, _late(one), _late(two))
    sides = (Side(part) for part in clauses)
    return [Difference("report", {}, counts.relation, "periods", counts, witness, *sides)]


_NEVER, _SOME_DAY = 1 << 62, 1 << 61


def _asked(policy: Policy, year: int) -> Mapping[str, int]:
    """The last instant for the report of each period; the earliest where there are several."""
    found: dict[str, int] = {}
    for report in reports_due(policy, year):
        late = _SOME_DAY if report.late_after is None else to_us(report.late_after)
        found[report.period] = min(late, found.get(report.period, _NEVER))
    return found


def _clauses(policy: Policy, year: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.clause for report in reports_due(policy, year)))


def _late(us: int) -> At | str | None:
    return None if us == _NEVER else "no-number" if us == _SOME_DAY else At(us)
