"""
The explorer's product and the library walk side by side.

Hypothesis chooses events and lets time pass.  The explorer keeps a region for one duty; the
library replays the log through the life cycle and judges the case by the policy.  They must
agree on the state at every moment, and on the duty: late exactly when the region says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as walk

import egovdocs
from egovdocs import Case, Lifecycle, Policy, Verdict
from egovdocs.audit.exploring import model_of
from egovdocs.lifecycle import TransitionRefused
from egovdocs.lifecycle.exploring import Config, Move, Product, Region, Step
from egovdocs.timing import from_us, parse_instant

MONDAY = parse_instant("2020-03-02T09:00:00+07:00")  # no holiday before the end of April
AGENCIES = {"long-an": "000.00.11.H39", "ca-mau": "000.00.07.H12"}
INSTANT = timedelta(microseconds=1)

EXPECTED: dict[Region, tuple[Verdict, bool]] = {
    "off": (Verdict.NOT_APPLICABLE, False),
    "waiting": (Verdict.UNDECIDED, True),
    "before": (Verdict.UNDECIDED, True),
    "at": (Verdict.UNDECIDED, True),
    "after": (Verdict.BROKEN, False),
    "done": (Verdict.KEPT, False),
    "late": (Verdict.BROKEN, False),
}


class Walk(RuleBasedStateMachine):
    """One document at one recipient, one duty, one clock."""

    profile = ""
    duty = ""

    def __init__(self) -> None:
        super().__init__()
        self.policy: Policy = egovdocs.load(self.profile, national=False)
        model = model_of(self.policy, "incoming")
        self.clock = next(clock for clock in model.clocks if clock.id == self.duty)
        self.product = Product(model, clocks=(self.clock,))
        self.config: Config = self.product.start
        self.life = Lifecycle.incoming()
        self.now: datetime = MONDAY
        self.log: list[tuple[str, datetime]] = []

    # -- what may happen --------------------------------------------------------------------

    @rule(pick=st.integers(0, 40))
    def something_possible(self, pick: int) -> None:
        self._one_of(self._possible(), pick)

    @rule(pick=st.integers(0, 40))
    def the_work_goes_on(self, pick: int) -> None:
        on = {"arrived", "accepted", "transferred", "processing", "completed"}
        moves = [move for move in self._possible() if move[1].state in on]
        self._one_of([move for move in moves if move[1].state != self.config.state], pick)

    @rule()
    def the_duty_is_done(self) -> None:
        self._one_of([move for move in self._possible() if move[0].name in self.clock.acts], 0)

    def _possible(self) -> list[Move]:
        return [move for move in self.product.steps(self.config) if move[0].kind == "event"]

    def _one_of(self, moves: list[Move], pick: int) -> None:
        if moves and len(self.log) < 12:
            step, self.config = moves[pick % len(moves)]
            self.log.append((step.name, self.now))

    @rule(event=st.sampled_from([term.id for term in Lifecycle.incoming().events]))
    def something_impossible_is_refused(self, event: str) -> None:
        if event not in {step.name for step, _ in self._possible()}:
            with pytest.raises(TransitionRefused):
                self.life.step(self.config.state, event)

    @rule(minutes=st.sampled_from([1, 30, 60, 119, 120, 240]))
    def time_passes(self, minutes: int) -> None:
        self._until(self.now + timedelta(minutes=minutes))

    @rule()
    def office_hours_change(self) -> None:
        self._until(self._next_change())

    @precondition(lambda self: self.config.regions[0] in ("waiting", "before"))
    @rule(short=st.booleans())
    def the_limit_is_reached(self, short: bool) -> None:
        last = self._last()
        self._until(max(self.now, last - INSTANT if short else last))

    @precondition(lambda self: self.config.regions[0] == "at")
    @rule()
    def the_limit_is_passed(self) -> None:
        self._until(self._last() + INSTANT)

    # -- time -------------------------------------------------------------------------------

    def _until(self, moment: datetime) -> None:
        """Let time pass; whatever it changes is a step that the explorer has."""
        while True:
            change = self._next_change()
            turn = self._next_turn()
            first = min(change, turn)
            if first > moment:
                break
            self.now = first
            if change == first:
                self._take("office", "opens" if self.policy.calendar.is_open(first) else "closes")
            else:
                self._turned()
        self.now = moment

    def _next_change(self) -> datetime:
        """When office hours next begin or end."""
        calendar, moment = self.policy.calendar, self.now
        if not calendar.is_open(moment):
            return self._plain(calendar.next_open(moment))
        day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        ends = (day + timedelta(minutes=quarter * 15) for quarter in range(97))
        return next(end for end in ends if end > moment and not calendar.is_open(end))

    def _next_turn(self) -> datetime:
        """When the clock next goes on to another region."""
        region, never = self.config.regions[0], self.now + timedelta(days=999)
        if region == "waiting":
            return max(self.now, self._start())
        if region == "before":
            return max(self.now, self._last())
        return self._last() + INSTANT if region == "at" else never

    def _turned(self) -> None:
        region = self.config.regions[0]
        then: dict[Region, str] = {"waiting": "before", "before": "at", "at": "after"}
        self._take("clock", then[region])

    def _take(self, kind: str, what: str) -> None:
        found = [there for step, there in self.product.steps(self.config) if _is(step, kind, what)]

        assert len(found) == 1, f"the explorer has no step {kind}:{what} from {self.config}"
        self.config = found[0]

    def _start(self) -> datetime:
        """When the document counts as received (its first arrival)."""
        arrived = next(at for event, at in self.log if event == "arrived")
        value = self.policy.received(arrived, channel="system", relation="between-agencies").value
        assert value is not None
        return self._plain(value)

    def _last(self) -> datetime:
        """The last instant in time."""
        rule = next(part for part in self.policy.rules if part.id == self.duty)
        answer = self.policy.deadline(rule.kind.limit, self._start())  # type: ignore[attr-defined]
        assert answer.value is not None
        return self._plain(from_us(answer.value.late_after))

    @staticmethod
    def _plain(moment: datetime) -> datetime:
        return datetime.fromisoformat(moment.isoformat())

    # -- what must agree ----------------------------------------------------------------------

    @invariant()
    def the_life_is_in_the_same_state(self) -> None:
        history = self.life.replay(event for event, _ in self.log)

        assert history.refused == ()
        assert history.state == self.config.state

    @invariant()
    def office_hours_agree(self) -> None:
        assert self.policy.calendar.is_open(self.now) == self.config.inside

    @invariant()
    def the_duty_is_judged_as_its_region_says(self) -> None:
        report = self.policy.audit(self._case())
        (found,) = (part.outcome for part in report.judged if part.rule.id == self.duty)

        assert (found.verdict, found.pending) == EXPECTED[self.config.regions[0]]

    def _case(self) -> Case:
        agency = AGENCIES[self.profile]
        shared = {"channel": "system", "agency": agency, "lead": "Phòng Tổng hợp"}
        events: list[dict[str, Any]] = [
            {"type": event, "at": at.isoformat(), **shared} for event, at in self.log
        ]
        document = {
            "sender": {"id": agency, "kind": "agency"},
            "recipients": [{"id": agency, "kind": "agency"}],
            "state_secret": False,
            "urgency": "normal",
        }
        return Case.from_json(
            {
                "case": "W",
                "document": document,
                "events": events,
                "observed": {"until": self.now.isoformat(), "types": "all"},
            }
        )


def _is(step: Step, kind: str, what: str) -> bool:
    return step.kind == kind and what in (step.name, step.to)


# Two working hours; the same day.
DUTIES = [
    ("long-an", "long-an/24-2019#d5.k2.b/transfer"),
    ("ca-mau", "ca-mau/837-2019#d5.k3.s2/lead-unit"),
]


@pytest.mark.parametrize(("profile", "duty"), DUTIES, ids=[name for name, _ in DUTIES])
def test_the_explorer_and_the_library_agree(profile: str, duty: str) -> None:
    machine = type("Walk", (Walk,), {"profile": profile, "duty": duty})

    walk(
        machine,
        settings=settings(
            max_examples=80,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
