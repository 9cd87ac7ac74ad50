"""
Which case of the portable suite notices a change of the law.

The suite is put as ``egovdocs conformance run`` puts it, to a library in which one instrument,
the calendar or a table of states is another.  Only the cases that the change may touch are
put: those whose policy has the instrument, and, where one clause alone is changed, that ask
about it.  A case notices where the answer is another than it expects, or no longer cites a
clause that it must cite.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from egovdocs.audit.conformance import SuiteCase, shipped_suite
from egovdocs.audit.conformance.own import Own, policy_of
from egovdocs.audit.conformance.program import Reply
from egovdocs.audit.conformance.running import Result, judged, run
from egovdocs.lifecycle import Lifecycle, TransitionRefused
from egovdocs.policy import Policy
from egovdocs.policy.judging import bind

Change = Callable[[Policy], Policy | None]

_BY_CLAUSE = ("verdict", "deadline", "reports")  # questions that name a clause
_BY_RULES = (*_BY_CLAUSE, "paper", "value")  # questions that a rule alone can change
_OF_LAW = (*_BY_RULES, "received", "sent")
_OF_DAYS = ("deadline", "elapsed", "received", "verdict", "reports")


class Changed(Own):
    """The library with another law, or with other days."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change

    def _policy(self, setup: Mapping[str, Any]) -> Policy:
        key = _written(setup)
        if key not in self._policies:
            whole = shared(key)
            self._policies[key] = self._change(whole) or whole
        return self._policies[key]


@cache
def shared(setup: str) -> Policy:
    """The policy of a setup, as JSON, without any change; built once."""
    return policy_of(json.loads(setup))


def unsound() -> tuple[str, ...]:
    """Cases that fail without any change: they would notice everything."""
    whole = run(_cases(), Own())
    return tuple(result.case.id for result in whole if _noticed(result))


def killer(ident: str, clause: str, change: Change) -> str:
    """
    The id of the first case that notices another text of an instrument; empty where none does.

    Args:
        ident: the changed instrument.
        clause: the clause whose findings alone may change; empty where others may, too.
        change: makes the policy with the other text; None where it has no such instrument.
    """
    cases = touched(ident, clause)
    if not clause:
        return _first(cases, change)
    asked = [case for case in cases if case.question == "verdict"]
    others = [case for case in cases if case.question != "verdict"]
    return _first(asked, lambda policy: alone(change(policy), ident)) or _first(others, change)


def alone(policy: Policy | None, ident: str) -> Policy | None:
    """*policy*, judging by the rules of one instrument: enough for verdicts about its clauses."""
    if policy is not None:
        vars(policy)["_bound"] = bind([part for part in policy.instruments if part.id == ident])
    return policy


def killer_of_days(change: Change, day: str) -> str:
    """
    The id of the first case that notices another official day; those that name it first.

    No limit is longer than a year: only cases that name the year, or one beside it, are put.
    """
    near = [f"{int(day[:4]) + step}-" for step in (-1, 0, 1)]
    texts = {case.id: _written(case.given) for case in _cases() if case.question in _OF_DAYS}
    asked = [case for case in _cases() if any(year in texts.get(case.id, "") for year in near)]
    return _first(sorted(asked, key=lambda case: day not in texts[case.id]), change)


def killer_of_states(life: Lifecycle) -> str:
    """The id of the first case that notices another table of states."""
    asked = [case for case in _cases() if case.question == "step"]
    own = [case for case in asked if case.given["direction"] == life.id]
    results = (judged(case, _step(life, case.given)) for case in own)
    return next((result.case.id for result in results if _noticed(result)), "")


def _step(life: Lifecycle, given: Mapping[str, Any]) -> Reply:
    try:
        row = life.step(given["state"], given["event"])
    except TransitionRefused:
        return Reply({"state": None})
    return Reply({"state": row.target}, (row.because,))


def _first(cases: Iterable[SuiteCase], change: Change) -> str:
    results = run(cases, Changed(change))
    return next((result.case.id for result in results if _noticed(result)), "")


def _noticed(result: Result) -> bool:
    return result.outcome != "passed" or bool(result.uncited)


def touched(ident: str, clause: str = "") -> tuple[SuiteCase, ...]:
    """The cases that a change of an instrument, or of one clause of it, may touch."""
    if not clause:
        return tuple(case for case in _about(ident) if case.question in _OF_LAW)
    return tuple(case for case in _about(ident) if _asks(case, clause))


def _asks(case: SuiteCase, clause: str) -> bool:
    if case.question not in _BY_CLAUSE:
        return case.question in _BY_RULES
    asked = case.given.get("clause", clause)  # a deadline may be asked of a plain limit
    return clause == asked or clause.startswith((f"{asked}.", f"{asked}#"))


@cache
def _cases() -> tuple[SuiteCase, ...]:
    return shipped_suite().cases


@cache
def _about(ident: str) -> tuple[SuiteCase, ...]:
    """The cases whose policy has the instrument *ident*."""
    return tuple(case for case in _cases() if ident in _named(_written(case.setup)))


def _written(part: Mapping[str, Any]) -> str:
    return json.dumps(part, sort_keys=True)


@cache
def _named(setup: str) -> frozenset[str]:
    return frozenset(part.id for part in shared(setup).instruments)
