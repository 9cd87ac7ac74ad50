"""
Rules that count wrongly: duties and outages that read their limit another way than the law.

They stand in the place of a rule of an instrument, to see whether some case notices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from egovdocs.policy.instrument import Instrument
from egovdocs.policy.rules.base import Rule, Scene
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.interruption import AfterOutage
from egovdocs.policy.rules.outage import Outage
from egovdocs.timing import Deadline, Limit
from egovdocs.timing.instants import HOUR_US, SECOND_US


class CalendarHours(Duty):
    """A duty whose working hours run at night and on Sundays, too."""

    def deadline(self, scene: Scene, start_us: int) -> Deadline | None:
        if self.limit is None or not self.limit.amount:
            return super().deadline(scene, start_us)
        hours = self.limit.amount * (24 if self.limit.kind == "working-days" else 1)
        end = start_us + hours * HOUR_US
        return Deadline(end, end)


class Strict(Duty):
    """A duty for which the last instant of its limit is late already."""

    def deadline(self, scene: Scene, start_us: int) -> Deadline | None:
        found = super().deadline(scene, start_us)
        return found and Deadline(found.due, found.late_after - 1)


class Lenient(Duty):
    """A duty that is still in time one second after its limit."""

    def deadline(self, scene: Scene, start_us: int) -> Deadline | None:
        found = super().deadline(scene, start_us)
        return found and Deadline(found.due, found.late_after + SECOND_US)


class OutageByTheClock(Outage):
    """An outage whose hours run at night and on Sundays, too."""

    def down(self, _: Scene, began: int, end: int) -> int:
        return end - began


class InclusiveOutage(Outage):
    """An outage that is too long as soon as its limit is reached."""

    def too_long(self, elapsed: int) -> bool:
        return super().too_long(elapsed + 1)


class AfterOutageByTheClock(AfterOutage):
    """What follows an outage whose hours run at night and on Sundays, too."""

    def down(self, _: Scene, began: int, end: int) -> int:
        return end - began


class AfterInclusiveOutage(AfterOutage):
    """What follows an outage that is too long as soon as its limit is reached."""

    def too_long(self, elapsed: int) -> bool:
        return super().too_long(elapsed + 1)


_CALENDAR_HOURS = "calendar-hours"
_TWISTS: Mapping[str, Mapping[str, type[Any]]] = {
    "deadline": {_CALENDAR_HOURS: CalendarHours, "strict": Strict, "lenient": Lenient},
    "outage": {_CALENDAR_HOURS: OutageByTheClock, "inclusive": InclusiveOutage},
    "after-outage": {_CALENDAR_HOURS: AfterOutageByTheClock, "inclusive": AfterInclusiveOutage},
}


def twists(rule: Mapping[str, Any]) -> Mapping[str, type[Any]]:
    """The wrong ways to count the limit of a rule, by name; none where it has no number."""
    text, known = rule.get("limit"), _TWISTS.get(rule["use"])
    if text is None or known is None:
        return {}
    limit = Limit.parse(text)
    if not limit.quantified:
        return {}
    return {name: kind for name, kind in known.items() if limit.amount or name != _CALENDAR_HOURS}


def twisted(instrument: Instrument | None, name: str, kind: type[Any]) -> Instrument | None:
    """The instrument in which the rule *name* counts as *kind* does."""
    return with_rule(instrument, name, lambda rule: _as_kind(rule, kind))


def _as_kind(rule: Rule, kind: type[Any]) -> Rule:
    fields = attrs.asdict(rule.kind, recurse=False)  # type: ignore[arg-type]
    return attrs.evolve(rule, kind=kind(**fields))


def with_rule(
    instrument: Instrument | None, name: str, change: Callable[[Rule], Rule]
) -> Instrument | None:
    """The instrument with the rule *name* changed."""
    if instrument is None:
        return None
    clauses = tuple(
        attrs.evolve(
            clause,
            rules=tuple(change(rule) if rule.id == name else rule for rule in clause.rules),
        )
        for clause in instrument.clauses
    )
    return attrs.evolve(instrument, clauses=clauses)
