"""Clauses that answer the same question: twice the same, or in conflict, with a witness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from egovdocs.policy.policy import Policy
from egovdocs.policy.problems import Problem
from egovdocs.policy.questions import Question
from egovdocs.policy.tools.source import Row, Source, texts
from egovdocs.policy.view import WHOLE
from egovdocs.record import VOCABULARIES, Case

_CHANNELS = tuple(VOCABULARIES["channel"].words)
_RELATIONS = tuple(VOCABULARIES["relation"].words)
_CONTENT = ("clock", "moment", "value")


class Answer(NamedTuple):
    """One answer of a file: its place, its clause, its keys."""

    path: str
    clause: str
    keys: Row


def answers(source: Source) -> Iterator[Problem]:
    """Answers of one file of which the second adds nothing, or contradicts the first."""
    found = [
        Answer(f"{path}.answer", source.address(clause), clause["answer"])
        for path, clause in source.clauses
        if isinstance(clause.get("answer"), dict)
    ]
    for one, two in combinations(found, 2):
        shared = _shared(one.keys, two.keys)
        if shared is not None:
            same = all(one.keys.get(key) == two.keys.get(key) for key in _CONTENT)
            code = "shadowed" if same else "conflict"
            yield source.problem(code, two.path, ", ".join(shared), one.clause)


def _shared(one: Row, two: Row) -> tuple[str, str] | None:
    """A channel and a relation for which both answer one question under the same condition."""
    if any(one.get(key) != two.get(key) for key in ("question", "given", "default")):
        return None
    channels = _common(one, two, "channel", _CHANNELS)
    relations = _common(one, two, "relation", _RELATIONS)
    return (channels[0], relations[0]) if channels and relations else None


def _common(one: Row, two: Row, key: str, every: tuple[str, ...]) -> list[str]:
    first, second = (texts(part.get(key, [])) or every for part in (one, two))
    return [word for word in first if word in second]


def composed(policy: Policy) -> Iterator[tuple[tuple[str, str], str]]:
    """Two clauses of the instruments of *policy* that leave a question open, and a witness."""
    seen: set[tuple[str, str]] = set()
    for question in policy.questions.values():
        for pair, said in _open(policy, question):
            if pair not in seen:
                seen.add(pair)
                yield pair, said


def _open(policy: Policy, question: Question) -> Iterator[tuple[tuple[str, str], str]]:
    if len({part.instrument.id for part in question.candidates}) < 2:
        return
    view = policy.view(Case("?"))
    for day, channel, relation in product(_days(policy), _CHANNELS, _RELATIONS):
        found = question.resolve(day, channel, relation, view, WHOLE)
        if len(found.conflict) == 2:
            pair = (found.conflict[0], found.conflict[1])
            yield pair, f"{question.name}, {channel}, {relation}, {day}"


def _days(policy: Policy) -> tuple[date, ...]:
    """The days on which what applies changes."""
    starts = {part.in_force.first for part in policy.instruments} - {date.min}
    return tuple(sorted(starts))
