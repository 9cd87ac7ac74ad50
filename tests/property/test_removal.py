"""
Not knowing more never decides otherwise.

Whatever fact is taken out of a case, every verdict stays what it was or becomes undecided.
Every example of every shipped profile is tried with every one of its facts removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pytest

import egovdocs
from egovdocs.policy import Policy, Report, Verdict, shipped_profiles
from egovdocs.policy.rules.missing import MissingText
from egovdocs.record import UNKNOWN, VOCABULARIES, Case, Document, Event, Message, Observed, Party

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(
    path for path in EXAMPLES.glob("*/*.jsonl") if path.parent.name in shipped_profiles()
)
EVENT_TYPES = tuple(VOCABULARIES["event"].words)

# A verdict by its rule and by the agency that it is about.
Key: TypeAlias = tuple[str, str | None]
Verdicts: TypeAlias = Mapping[Key, str]
Poorer: TypeAlias = tuple[str, Case]

each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
each_layer = pytest.mark.parametrize(
    "layer", ["alone", pytest.param("over-national", marks=pytest.mark.deep)]
)


@cache
def policy(path: Path, layer: str) -> Policy:
    return egovdocs.load(path.parent.name, national=layer == "over-national")


@cache
def cases(path: Path) -> tuple[Case, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Case.from_json(json.loads(line)) for line in lines if line.strip())


def verdicts(report: Report) -> Verdicts:
    return {
        (part.rule.id, part.subject.agency): part.outcome.verdict.value for part in report.judged
    }


def without_a_subject(report: Report) -> frozenset[Key]:
    """
    What is not applicable because nothing is left to speak of.

    A missing text speaks of an act that the case has (``MissingText``).  And where a trigger
    is unknown, the first known act of its side says which law applies: the one place at which
    a guess may put a finding outside a law.
    """
    return frozenset(
        (part.rule.id, part.subject.agency)
        for part in report.judged
        if part.outcome.verdict is Verdict.NOT_APPLICABLE
        and (
            isinstance(part.rule.kind, MissingText)
            or part.outcome.facts.get("outside") == "not in force that day"
        )
    )


# -- every fact of a case ------------------------------------------------------------------------


def known(value: Any) -> Iterator[str]:
    """The fields of *value* that say something."""
    for field in attrs.fields(type(value)):
        if getattr(value, field.name) is not UNKNOWN:
            yield field.name


def without(value: Any, field: str) -> Any:
    return attrs.evolve(value, **{field: UNKNOWN})


def holder_of(case: Case) -> tuple[str, Document | Message] | None:
    for name in ("document", "message"):
        value = getattr(case, name)
        if isinstance(value, (Document, Message)):
            return name, value
    return None


def poorer_holders(holder: Document | Message) -> Iterator[tuple[str, Any]]:
    for field in known(holder):
        yield field, without(holder, field)
    if isinstance(holder.sender, Party):
        for field, sender in poorer_parties(holder.sender):
            yield f"sender.{field}", attrs.evolve(holder, sender=sender)
    parties = holder.recipients if isinstance(holder.recipients, tuple) else ()
    for index, party in enumerate(parties):
        for field, poorer in poorer_parties(party):
            changed = (*parties[:index], poorer, *parties[index + 1 :])
            yield f"recipients[{index}].{field}", attrs.evolve(holder, recipients=changed)
    yield from poorer_lists(holder, "signatures")
    yield from poorer_lists(holder, "files")


def poorer_parties(party: Party) -> Iterator[tuple[str, Party]]:
    """All but the id: who it is, is not a fact about it."""
    for field in known(party):
        if field != "id":
            yield field, without(party, field)


def poorer_lists(holder: Any, name: str) -> Iterator[tuple[str, Any]]:
    value = getattr(holder, name, UNKNOWN)
    parts: tuple[Any, ...] = value if isinstance(value, tuple) else ()
    for index, part in enumerate(parts):
        for field in known(part):
            changed = (*parts[:index], without(part, field), *parts[index + 1 :])
            yield f"{name}[{index}].{field}", attrs.evolve(holder, **{name: changed})


def poorer_events(case: Case) -> Iterator[Poorer]:
    for index, event in enumerate(case.events):
        for field in known(event):
            if field not in ("type", "at"):
                changed = (*case.events[:index], without(event, field), *case.events[index + 1 :])
                yield f"events[{index}].{field}", attrs.evolve(case, events=changed)


def unwatched(observed: Observed | None, kind: str) -> Observed | None:
    """The same observation without that of *kind*."""
    if observed is None:
        return None
    watched = EVENT_TYPES if observed.types == "all" else observed.types
    left = tuple(part for part in watched if part.partition("@")[0] != kind)
    return attrs.evolve(observed, types=left)


def poorer(case: Case) -> Iterator[Poorer]:
    """The case without each of its facts, one at a time."""
    held = holder_of(case)
    if held is not None:
        name, holder = held
        for field, changed in poorer_holders(holder):
            yield f"{name}.{field}", attrs.evolve(case, **{name: changed})
    yield from poorer_events(case)
    types = dict.fromkeys([event.type for event in case.events])
    observed = case.observed
    if observed is not None:
        types |= dict.fromkeys(EVENT_TYPES if observed.types == "all" else [])
        yield "observed", attrs.evolve(case, observed=None)
    for kind in types:
        left = tuple(event for event in case.events if event.type != kind)
        removed = attrs.evolve(case, events=left, observed=unwatched(observed, kind))
        yield f"event:{kind}", removed


# -- the laws ------------------------------------------------------------------------------------


@each_layer
@each_file
def test_removing_a_fact_decides_nothing_otherwise(path: Path, layer: str) -> None:
    """And a finding disappears only with the recipient that it is about."""
    judge, wrong, gone = policy(path, layer), [], []
    for case in cases(path):
        before = verdicts(judge.audit(case))
        for fact, less in poorer(case):
            if forgets_somebody(case, less) and fewer(judge, case, less):
                continue
            report = judge.audit(less)
            after = verdicts(report)
            wrong += [(case.case, fact, *row) for row in decided(before, after, report)]
            gone += [(case.case, fact, key) for key in before.keys() - after if stays(key, report)]

    assert wrong == []
    assert gone == []


def decided(before: Verdicts, after: Verdicts, report: Report) -> Iterator[tuple[Key, str, str]]:
    """What was one thing and became another that is not undecided."""
    excused = without_a_subject(report)
    for key, verdict in after.items():
        former = before.get(key, verdict)
        if verdict not in ("undecided", former) and key not in excused:
            yield key, former, verdict


def stays(key: Key, report: Report) -> bool:
    """Whether the case still has the agency that the finding was about."""
    subjects = report.policy.view(report.case).recipients
    return key[1] is None or key[1] in {subject.agency for subject in subjects}


@each_layer
@each_file
def test_removing_a_fact_leaves_an_answer_or_takes_it_away(path: Path, layer: str) -> None:
    """Whether paper is needed, and what a document is worth."""
    judge, wrong = policy(path, layer), []
    for case in cases(path):
        if case.about != "document":
            continue
        before = answers(judge, case)
        for fact, less in poorer(case):
            if forgets_somebody(case, less):
                continue
            for known, value in zip(before, answers(judge, less), strict=True):
                if value not in (None, known):
                    wrong.append((case.case, fact, known, value))

    assert wrong == []


def forgets_somebody(case: Case, less: Case) -> bool:
    """Whether an act lost its agency, and with it the case a recipient that nobody listed."""
    return {event.agency for event in case.events} != {event.agency for event in less.events}


def fewer(judge: Policy, case: Case, less: Case) -> bool:
    """Whether a recipient is gone; of one recipient alone an act without a name is its own."""
    return len(judge.view(less).recipients) < len(judge.view(case).recipients)


def answers(judge: Policy, case: Case) -> tuple[object, object]:
    return judge.paper(case).value, judge.value(case).value


@each_layer
@each_file
def test_watching_more_only_decides_more(path: Path, layer: str) -> None:
    judge, wrong = policy(path, layer), []
    for case in cases(path):
        before = verdicts(judge.audit(case))
        after = verdicts(judge.audit(watched(case)))
        wrong += [
            (case.case, key, verdict, after[key])
            for key, verdict in before.items()
            if verdict not in ("undecided", after[key])
        ]

    assert wrong == []


def watched(case: Case) -> Case:
    """The same case, in which everything was observed for as long as it was, or a month."""
    if case.observed is not None:
        return attrs.evolve(case, observed=Observed(case.observed.until))
    last = max((event.at for event in case.events), default=None)
    if last is None:
        return case
    return attrs.evolve(case, observed=Observed(last + timedelta(days=30)))


ZONES = (UTC, timezone(timedelta(hours=-9, minutes=-30)), timezone(timedelta(hours=14)))


@each_layer
@each_file
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_zone_in_which_an_instant_is_written_changes_nothing(
    path: Path, layer: str, zone: timezone
) -> None:
    for case in cases(path):
        moved = in_zone(case, zone)

        assert verdicts(policy(path, layer).audit(moved)) == verdicts(
            policy(path, layer).audit(case)
        ), case.case


def in_zone(value: Any, zone: timezone) -> Any:
    """The same value with every instant written in *zone*; days stay days."""
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if isinstance(value, tuple):
        return tuple(in_zone(part, zone) for part in value)
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value))]
        return attrs.evolve(value, **{name: in_zone(getattr(value, name), zone) for name in fields})
    return value


@each_layer
@each_file
def test_the_order_in_which_events_are_listed_changes_nothing(path: Path, layer: str) -> None:
    for case in cases(path):
        backwards = attrs.evolve(case, events=from_last(case.events))

        assert verdicts(policy(path, layer).audit(backwards)) == verdicts(
            policy(path, layer).audit(case)
        )


def from_last(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The latest first; what happened at one instant keeps its order."""
    return tuple(sorted(events, key=lambda event: event.at.timestamp(), reverse=True))


@each_layer
@each_file
def test_the_order_of_recipients_changes_nothing(path: Path, layer: str) -> None:
    for case in cases(path):
        held = holder_of(case)
        if held is None or not isinstance(held[1].recipients, tuple):
            continue
        name, holder = held
        parties: Any = holder.recipients
        turned: Any = attrs.evolve(holder, recipients=parties[::-1])
        other: Case = attrs.evolve(case, **{name: turned})

        assert verdicts(policy(path, layer).audit(other)) == verdicts(
            policy(path, layer).audit(case)
        ), case.case
