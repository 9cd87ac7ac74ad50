"""The library's own answers to the questions of the suite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from egovdocs.audit.conformance.faults import Refused
from egovdocs.audit.conformance.program import Reply
from egovdocs.audit.conformance.suite import SuiteCase
from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId, DocumentId, NoCounterpart, check_register, identify
from egovdocs.lifecycle import Lifecycle, TransitionRefused
from egovdocs.policy import (
    READINGS,
    Answer,
    Policy,
    Profile,
    Step,
    Verdict,
    load,
    reports_due,
    shipped_instrument,
)
from egovdocs.record import Case
from egovdocs.timing import OfficeHours, from_us, outage_elapsed, parse_instant, to_us

WEIGHT = (Verdict.NOT_APPLICABLE, Verdict.KEPT, Verdict.UNDECIDED, Verdict.BROKEN)
_SECOND = 1_000_000


class Own:
    """The library as one of those who answer."""

    name = "egovdocs"

    def __init__(self) -> None:
        self._policies: dict[str, Policy] = {}

    def reply(self, case: SuiteCase) -> Reply:
        """
        Answer one case.

        Raises:
            Refused: the case cannot be asked at all.
        """
        return self.answer(case.id, case.question, case.setup, case.given)

    def answer(
        self, ident: str, question: str, setup: Mapping[str, Any], given: Mapping[str, Any]
    ) -> Reply:
        """Answer the question of one message; raises Refused."""
        try:
            return _QUESTIONS[question](self._policy(setup), given)
        except EgovdocsError as error:
            raise Refused(ident, str(error)) from None
        except KeyError as error:
            raise Refused(ident, f"“{error.args[0]}”?") from None

    def _policy(self, setup: Mapping[str, Any]) -> Policy:
        key = json.dumps(setup, sort_keys=True)
        if key not in self._policies:
            self._policies[key] = policy_of(setup)
        return self._policies[key]


def policy_of(setup: Mapping[str, Any]) -> Policy:
    """The policy that a setup describes; a profile that it names keeps what is not replaced."""
    named = setup.get("profile")
    base = load(named, national=setup.get("national", False)) if named else _nobody()
    profile = base.profile
    if "hours" in setup:
        profile = attrs.evolve(profile, hours=OfficeHours.parse(setup["hours"]))
    readings = {**profile.readings, **setup.get("readings", {})}
    texts = tuple(shipped_instrument(name) for name in setup.get("instruments", ()))
    return attrs.evolve(
        base,
        profile=attrs.evolve(profile, readings=readings),
        instruments=texts or base.instruments,
    )


def _nobody() -> Policy:
    """A policy of no province: the national defaults, no instrument, everybody covered."""
    readings = {name: reading.default for name, reading in READINGS.items()}
    hours = OfficeHours.parse([{"sessions": ["07:00-11:30", "13:30-17:00"]}])
    return Policy(Profile("-", {"vi": "-", "en": "-"}, (), (), "", hours, readings), ())


# -- one function for each question --------------------------------------------------------------


def _cited(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if step.clause:
            yield step.clause
        yield from _cited(step.under)


def _said(answer: Answer[Any], told: Callable[[Any], Mapping[str, Any]]) -> Reply:
    value = None if answer.value is None else told(answer.value)
    return Reply(value, tuple(dict.fromkeys(_cited(answer.because))))


def _identify(_: Policy, given: Mapping[str, Any]) -> Reply:
    found = identify(given["text"])
    codes = sorted(problem.code for problem in found.problems)
    value = {"type": found.type, "canonical": found.canonical, "problems": codes}
    return Reply(value, tuple(problem.clause for problem in found.problems))


def _convert(_: Policy, given: Mapping[str, Any]) -> Reply:
    agency = AgencyId.parse(given["id"])
    try:
        other = agency.to_20() if given["to"] == "20" else agency.to_102()
    except NoCounterpart:
        return Reply({"id": None})
    return Reply({"id": str(other)})


def _register(_: Policy, given: Mapping[str, Any]) -> Reply:
    report = check_register(map(DocumentId.parse, given["ids"]))
    value = {
        "gaps": [str(span) for span in report.gaps],
        "repeats": [str(span) for span in report.repeats],
        "below_one": len(report.below_one),
    }
    return Reply(value, tuple(problem.clause for problem in report.problems))


def _received(policy: Policy, given: Mapping[str, Any]) -> Reply:
    answer = policy.received(
        parse_instant(given["at"]),
        channel=given.get("channel"),
        relation=given.get("relation"),
    )
    return _said(answer, lambda at: {"at": at.isoformat()})


def _sent(policy: Policy, given: Mapping[str, Any]) -> Reply:
    published = parse_instant(given["published"])
    acknowledged = parse_instant(given["acknowledged"])
    answer = policy.sent(published, acknowledged, channel=given.get("channel"))
    return _said(answer, lambda at: {"at": at.isoformat()})


def _deadline(policy: Policy, given: Mapping[str, Any]) -> Reply:
    answer = policy.deadline(given["clause"], parse_instant(given["from"]))
    return _said(
        answer,
        lambda end: {
            "due": from_us(end.due).isoformat(),
            "late_after": from_us(end.late_after).isoformat(),
        },
    )


def _elapsed(policy: Policy, given: Mapping[str, Any]) -> Reply:
    began, ended = to_us(parse_instant(given["from"])), to_us(parse_instant(given["to"]))
    reading: Any = policy.profile.readings["outage-span"]
    spent = outage_elapsed(policy.calendar, began, ended, reading)
    return Reply({"seconds": spent // _SECOND})


def _paper(policy: Policy, given: Mapping[str, Any]) -> Reply:
    return _said(policy.paper(Case.from_json(given["case"])), lambda word: {"paper": word})


def _value(policy: Policy, given: Mapping[str, Any]) -> Reply:
    return _said(policy.value(Case.from_json(given["case"])), lambda word: {"value": word})


def _verdict(policy: Policy, given: Mapping[str, Any]) -> Reply:
    """The clause as a whole: broken beats undecided beats kept beats not-applicable."""
    report = policy.audit(Case.from_json(given["case"]))
    found = [
        part
        for part in report.all_findings()
        if about(part.clause, part.where.get("agency"), given)
    ]
    verdict = max((part.verdict for part in found), key=WEIGHT.index, default=WEIGHT[0])
    same = [part for part in found if part.verdict is verdict]
    pending = verdict is Verdict.UNDECIDED and any(part.pending for part in same)
    clauses = dict.fromkeys([policy.step(given["clause"]).clause, *(p.clause for p in same)])
    return Reply({"verdict": verdict.value, "pending": pending}, tuple(filter(None, clauses)))


def about(clause: str, agency: str | None, given: Mapping[str, Any]) -> bool:
    """Whether what is said of *clause* and *agency* is of the clause, or part, asked about."""
    here = clause == given["clause"] or clause.startswith(f"{given['clause']}.")
    return here and (given.get("agency") is None or agency in (None, given["agency"]))


def _step(_: Policy, given: Mapping[str, Any]) -> Reply:
    incoming = given["direction"] == "incoming"
    life = Lifecycle.incoming() if incoming else Lifecycle.outgoing()
    try:
        row = life.step(given["state"], given["event"])
    except TransitionRefused:
        return Reply({"state": None})
    return Reply({"state": row.target}, (row.because,))


def _reports(policy: Policy, given: Mapping[str, Any]) -> Reply:
    asked = [each for each in reports_due(policy, given["year"]) if each.clause == given["clause"]]
    rows = [
        {
            "period": each.period,
            "late_after": None if each.late_after is None else each.late_after.isoformat(),
        }
        for each in dict.fromkeys(asked)
    ]
    return Reply({"reports": rows}, tuple({each.clause: 0 for each in asked}))


_QUESTIONS: Mapping[str, Callable[[Policy, Mapping[str, Any]], Reply]] = {
    "identify": _identify,
    "convert": _convert,
    "register": _register,
    "received": _received,
    "sent": _sent,
    "deadline": _deadline,
    "elapsed": _elapsed,
    "paper": _paper,
    "value": _value,
    "verdict": _verdict,
    "step": _step,
    "reports": _reports,
}
