"""
Questions of law put to a policy: received, sent, deadline, paper, value, running duties.

Every answer carries its steps; what cannot be decided names what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from egovdocs.policy.answers import Answer, Step
from egovdocs.policy.messages import label, say
from egovdocs.policy.papers import Paper as Paper
from egovdocs.policy.papers import paper as paper
from egovdocs.policy.questions import Resolved
from egovdocs.policy.rules.base import At, Kind
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.reports import PeriodReport, periods_of
from egovdocs.policy.scene import CaseScene, receive
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import WHOLE
from egovdocs.record import UNKNOWN, Case, Document, Event
from egovdocs.timing import Deadline, Limit, from_us, to_us

if TYPE_CHECKING:
    import pendulum

    from egovdocs.policy.policy import Policy

LegalValue: TypeAlias = Literal["equivalent-to-paper", "as-original", "reference-only"]


def _premise(name: str, us: int, vi: str, en: str) -> Step:
    at = say(At(us), "vi")
    return Step(vi.format(at), en.format(at), premise=name)


def _lacking(policy: Policy, resolved: Resolved, *steps: Step) -> Answer[Any]:
    cited = (*resolved.because, *resolved.conflict)
    gaps = tuple(
        Step(f"Thiếu {label(name, 'vi')}.", f"Missing: {label(name, 'en')}.", premise=name)
        for name in resolved.missing
    )
    because = (*steps, *(policy.step(clause) for clause in cited), *gaps)
    return Answer(None, because, resolved.missing, conflict=resolved.conflict)


def _scene(policy: Policy, case: Case) -> CaseScene:
    return policy.scene(policy.view(case))


def _bare(relation: str | None) -> Case:
    from egovdocs.record import Message

    if relation is None or relation == "between-agencies":
        return Case("?")
    return Case("?", about="message", message=Message(relation=relation))


def received(
    policy: Policy, arrival: datetime, *, channel: str | None, relation: str | None
) -> Answer[pendulum.DateTime]:
    """
    When something that entered the recipient's system at *arrival* counts as received.

    Args:
        arrival: the entry; aware, any zone.
        channel: by which channel; ``system`` where none is given.
        relation: between whom; ``between-agencies`` where none is given.
    """
    us = to_us(arrival)
    entry = _premise("arrival", us, "Vào hệ thống lúc {}.", "Entered the system at {}.")
    scene = _scene(policy, _bare(relation))
    resolved = scene.resolve("received", us, channel or "system", WHOLE)
    if resolved.answer is None:
        return _lacking(policy, resolved, entry)
    at = receive(resolved.answer.clock, us, policy.calendar, policy.profile.readings)
    if at is None:
        return _lacking(policy, resolved._replace(missing=("clock:undetermined",)), entry)
    rule = policy.step(resolved.answer.clause)
    moved = attrs.evolve(
        rule,
        vi=f"{rule.vi} Tính là nhận lúc {say(At(at), 'vi')}.",
        en=f"{rule.en} It counts as received at {say(At(at), 'en')}.",
        under=(entry,),
    )
    return Answer(from_us(at), (moved,), assumed=policy.calendar.notes_between(us, at),
                  cautions=policy.cautions(from_us(us).date()))  # fmt: skip


def sent(
    policy: Policy, published: datetime, acknowledged: datetime, *, channel: str | None
) -> Answer[pendulum.DateTime]:
    """When something issued at *published*, with success reported at *acknowledged*, is sent."""
    events = (
        Event("published", published, channel=channel or "system"),
        Event("acknowledged", acknowledged),
    )
    scene = _scene(policy, Case("?", events))
    moment = scene.moment("@sent", WHOLE)
    steps = tuple(policy.step(clause) for clause in moment.because)
    premises = (
        _premise("published", to_us(published), "Phát hành lúc {}.", "Issued at {}."),
        _premise("acknowledged", to_us(acknowledged), "Hồi báo lúc {}.", "Success at {}."),
    )
    value = from_us(moment.us) if moment.truth is True else None
    return Answer(value, (*steps, *premises), moment.missing)


def deadline(policy: Policy, limit: str | Limit, start: datetime) -> Answer[Deadline]:
    """
    Until when *limit* allows, counted from *start* as the moment from which it runs.

    Args:
        limit: a limit such as ``2 working hours``, or the address of a clause that has one.
        start: aware, any zone.

    Raises:
        InvalidLimit: neither a limit nor an address.
        NoSuchClause: the policy has no such clause.
    """
    us = to_us(start)
    given = _premise("start", us, "Tính từ {}.", "Counted from {}.")
    if isinstance(limit, str) and "#" in limit:
        found = _limit_of(policy, limit)
        steps = (policy.step(limit),)
        if found is None:
            return Answer(None, (*steps, given), ("limit:none",))
    else:
        found = limit if isinstance(limit, Limit) else Limit.parse(limit)
        text = Step(f"Thời hạn {_in_vietnamese(found)}.", f"A limit of {found}.", premise="limit")
        steps = (text,)
    readings = policy.profile.readings
    end = policy.calendar.deadline(
        found, us, same_day=_as(readings["same-day"]), lateness=_as(readings["lateness"])
    )
    if end is None:
        return Answer(None, (*steps, given), ("limit:immediately",))
    assumed = policy.calendar.notes_between(us, end.late_after)
    return Answer(
        end, (*steps, given), assumed=assumed, cautions=policy.cautions(from_us(us).date())
    )


def _as(value: str) -> Any:
    return value


def _limit_of(policy: Policy, address: str) -> Limit | None:
    for rule in policy.clause(address).rules:
        if isinstance(rule.kind, Duty) and rule.kind.limit is not None:
            return rule.kind.limit
    return None


# -- value ---------------------------------------------------------------------------------


def _case(document: Document | Case) -> Case:
    """A document alone is asked about as if it were issued through the system."""
    if isinstance(document, Case):
        return document
    return Case("?", document=document)


def value(policy: Policy, document: Document | Case) -> Answer[LegalValue]:
    """
    What *document* is worth in law.

    A document alone is asked about as if it went through the system; of a case, the channel is
    that of its issue, unknown where none is in it.
    """
    case = _case(document)
    scene = _scene(policy, case)
    published = [event for event in case.events if event.type == "published"]
    unissued = "system" if isinstance(document, Document) else UNKNOWN
    channel: object = published[0].channel if published else unissued
    day = _value_day(case, published)
    if day is None:
        return Answer(None, (), ("when",))
    resolved = scene.resolve("value", day, channel, WHOLE)
    if resolved.answer is None:
        return _lacking(policy, resolved)
    return Answer(_as(resolved.answer.value), (policy.step(resolved.answer.clause),),
                  cautions=policy.cautions(from_us(day).date()))  # fmt: skip


def _value_day(case: Case, published: list[Event]) -> int | None:
    if published:
        return to_us(published[0].at)
    document = case.document
    if isinstance(document, Document) and document.date not in (UNKNOWN, None):
        return to_us(datetime.fromisoformat(f"{document.date}T12:00:00+07:00"))
    return None


# -- running duties ------------------------------------------------------------------------------


@attrs.frozen
class DutyDue:
    """
    A duty that is running.

    Attributes:
        rule, clause: whose duty it is in law.
        agency: who must act, where the case says.
        act: the events that would do it.
        due, late_after: None where the law gives no number.
    """

    rule: str
    clause: str
    agency: str | None
    act: tuple[str, ...]
    due: pendulum.DateTime | None
    late_after: pendulum.DateTime | None


def duties(policy: Policy, case: Case, as_of: datetime) -> tuple[DutyDue, ...]:
    """The duties of *case* that are running at *as_of*, those with a date first, by date."""
    from egovdocs.record import Observed

    watched = attrs.evolve(case, observed=Observed(as_of))
    report = policy.audit(watched)
    found = []
    for rule, subject, outcome in report.judged:
        if outcome.verdict is Verdict.UNDECIDED and outcome.pending:
            due, late = outcome.facts.get("due"), outcome.facts.get("late_after")
            found.append(
                DutyDue(rule.id, rule.clause, subject.agency, _acts(rule.kind, outcome.missing),
                        None if due is None else from_us(int(due)),
                        None if late is None else from_us(int(late)))
            )  # fmt: skip
    return tuple(sorted(found, key=_soonest))


_LIMITS: Mapping[str, str] = {
    "working-hours": "{amount} giờ làm việc",
    "working-days": "{amount} ngày làm việc",
    "same-day": "trong ngày",
    "next-working-morning": "trong buổi sáng của ngày làm việc tiếp theo",
    "next-working-day": "trong ngày làm việc tiếp theo",
    "immediately": "ngay",
    "before-date": "trước ngày {day}/{month}",
}


def _in_vietnamese(limit: Limit) -> str:
    return _LIMITS[limit.kind].format(amount=limit.amount, day=limit.day, month=limit.month)


def _acts(kind: Kind, missing: tuple[str, ...]) -> tuple[str, ...]:
    """The events that would do a duty: those of its limit, else those that are missing."""
    if isinstance(kind, Duty):
        return kind.to
    events = (name.removeprefix("event:") for name in missing if name.startswith("event:"))
    return tuple(dict.fromkeys(event.partition(".")[0] for event in events))


def _soonest(duty: DutyDue) -> tuple[bool, float, str]:
    late = duty.late_after
    return (late is None, 0.0 if late is None else late.timestamp(), duty.rule)


@attrs.frozen
class ReportDue:
    """
    A report that a year asks for.

    Attributes:
        clause: the clause that asks for it.
        period: the period it covers.
        late_after: the last instant in time; None where the law gives no number.
    """

    clause: str
    period: str
    late_after: pendulum.DateTime | None


def reports_due(policy: Policy, year: int) -> tuple[ReportDue, ...]:
    """The reports that *year* asks for, clause by clause in the order of the text."""
    found = []
    for rule in policy.rules:
        if isinstance(rule.kind, PeriodReport):
            for period in periods_of(year, rule.kind.every):
                late = rule.kind.due(period)
                if rule.kind.meant(period, policy.profile.readings):
                    found.append(
                        ReportDue(rule.clause, period, None if late is None else from_us(late))
                    )
    return tuple(found)
