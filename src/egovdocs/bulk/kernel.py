"""
The rules of a policy that speak of instants alone, judged for whole columns.

A row is read as a case: for each column named after an event type, that event where the row
has an instant; nothing else is known.  What a rule makes of *which* events a row has is asked
of the rule itself, once per pattern of known columns; only the instants are arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import NoSuchColumnRule, NotAnEvent, NotColumnar, SeveralRecipients
from egovdocs.bulk.slots import FIRST_YEAR, LAST_YEAR, DayEnds, Slots, compiled, day_ends
from egovdocs.bulk.tables import MOST_YEARS, Tables
from egovdocs.errors import closest
from egovdocs.policy import Policy, Verdict
from egovdocs.policy.conditions import Condition
from egovdocs.policy.judging import Bound, bind, day_start
from egovdocs.policy.questions import Resolved
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.scene import CaseScene
from egovdocs.policy.verdicts import Truth
from egovdocs.policy.view import WHOLE, Subject, View
from egovdocs.record import UNKNOWN, VOCABULARIES, Case, Document, Event, Observed
from egovdocs.timing import DAY_US, HOUR_US, VN, Limit, day_of, start_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egovdocs.bulk.slots import Flags, Instants

    Codes: TypeAlias = NDArray[np.int8]

# A verdict in a column: its place in this tuple.  There is no null.
VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
KEPT, BROKEN, UNDECIDED, NOT_APPLICABLE = map(VERDICTS.index, (
    Verdict.KEPT, Verdict.BROKEN, Verdict.UNDECIDED, Verdict.NOT_APPLICABLE,
))  # fmt: skip

EAST_US = 7 * HOUR_US  # how far the clocks of Vietnam are ahead of UTC
# The instants that are computed: half-open, microseconds in Vietnam.
FIRST_US = start_of(date(FIRST_YEAR, 1, 1))
END_US = start_of(date(LAST_YEAR + 1, 1, 1))
STARTS = {"@received": "arrived", "@signed": "signed"}
_SAMPLE = datetime(2020, 3, 2, 9, tzinfo=VN)


class Ruling(NamedTuple):
    """
    What one rule says of a piece of the rows.

    Attributes:
        verdict: places in VERDICTS.
        due, late_after: microseconds in Vietnam, where *timed*.
        timed: whether the start of the rule is known.
        took: working microseconds from the start to the act, where *done*.
        done: whether the start and the act are known.
    """

    verdict: Codes
    due: Instants
    late_after: Instants
    timed: Flags
    took: Instants
    done: Flags


class Judged(NamedTuple):
    """
    What a policy says of a piece of the rows.

    Attributes:
        received: when each counts as received, where *settled*.
        settled: whether that is known.
        rulings: by the id of the rule.
    """

    received: Instants
    settled: Flags
    rulings: Mapping[str, Ruling]


class Moment(NamedTuple):
    """When something happened in the rows of a group: *us* where *truth* is True."""

    truth: Truth
    us: Any = None
    missing: bool = False


class Law(NamedTuple):
    """How receipt is decided, day by day: a number of *answers* for each day."""

    numbers: Any
    answers: tuple[Resolved, ...]


@attrs.frozen(eq=False)
class Pattern:
    """Rows in which the same events are known, as one case that stands for all of them."""

    scene: CaseScene
    subject: Subject

    @property
    def view(self) -> View:
        """The case as rules look at it."""
        return self.scene.view

    def of(self, bound: Bound) -> Subject:
        """Whom *bound* has its finding about."""
        return self.subject if bound.rule.per_recipient else WHOLE

    def truth(self, condition: Condition | None, subject: Subject, otherwise: bool) -> Truth:
        """Whether *condition* holds; *otherwise* where there is none."""
        return otherwise if condition is None else condition.truth(self.view, subject)

    def unseen(self, kind: str, subject: Subject) -> bool:
        """Whether *kind*, which no row has, may have happened all the same."""
        return self.view.acts(kind, subject).certainty == "unknown"


def event_type(name: str) -> str:
    """
    Return the event type that *name*, English or Vietnamese, stands for.

    Raises:
        NotAnEvent: there is none; the closest is named.
    """
    words = VOCABULARIES["event"]
    found = words.get(name)
    if found is None:
        raise NotAnEvent(name, closest(name, words.words))
    return found


def _union(spans: list[tuple[int, int]]) -> tuple[int, int]:
    return min(first for first, _ in spans), max(last for _, last in spans)


def _few(years: tuple[int, int]) -> bool:
    """Whether tables are made for so many years."""
    return years[1] - years[0] < MOST_YEARS


@attrs.frozen(eq=False, slots=False)
class Kernel:
    """
    A policy made ready for columns of instants.

    Attributes:
        policy: what judges.  Pinned days and observation (``observed_until``) hold.
        events: the event types that are columns.
        channel: by which channel everything went.
        document: what is known of the document of every row, at most one recipient; None:
            nothing is.
        observed: what was watched, for every row; None: what *policy* says.
        only: ids of the rules to judge; None: all that can be judged.

    Raises:
        NotColumnar: the policy accepts no assumptions.
        SeveralRecipients: *document* has more than one recipient.
        NoSuchColumnRule: one of *only* cannot be judged from *events*.
    """

    policy: Policy
    events: tuple[str, ...]
    channel: str = "system"
    document: Document | None = None
    observed: Observed | None = None
    only: tuple[str, ...] | None = None
    # Memos: made again at will, never part of the value.
    _slots: dict[tuple[int, int], Slots] = attrs.field(factory=dict, init=False, repr=False)
    _ends: dict[tuple[Slots, Limit], DayEnds] = attrs.field(factory=dict, init=False, repr=False)
    _patterns: dict[int, Pattern] = attrs.field(factory=dict, init=False, repr=False)
    _laws: dict[tuple[Slots, int], Law] = attrs.field(factory=dict, init=False, repr=False)
    plans: dict[tuple[Slots, int], Any] = attrs.field(factory=dict, init=False, repr=False)
    tables: Tables = attrs.field(factory=Tables, init=False, repr=False)
    seen: Counter[tuple[Slots, int]] = attrs.field(factory=Counter, init=False, repr=False)
    lock: Any = attrs.field(factory=RLock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.policy.no_assumed:
            raise NotColumnar(self.policy.profile.id)
        if len(self.pattern(0).view.recipients) > 1:
            raise SeveralRecipients(len(self.pattern(0).view.recipients))
        known = [bound.rule.id for bound in self._judgeable]
        for name in self.only or ():
            if name not in known:
                raise NoSuchColumnRule(name, closest(name, known))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to other processes without what can be compiled again."""
        made_of = (self.policy, self.events, self.channel, self.document, self.observed, self.only)
        return type(self), made_of

    # -- what is judged --------------------------------------------------------------------

    @cached_property
    def rules(self) -> tuple[Bound, ...]:
        """The rules that are judged, with what their instruments say of them."""
        only = self.only
        return tuple(part for part in self._judgeable if only is None or part.rule.id in only)

    @cached_property
    def measured(self) -> Mapping[str, bool]:
        """By the id of each rule, whether it has a limit in numbers."""
        return {
            bound.rule.id: isinstance(bound.rule.kind, Duty) and bound.rule.kind.limit is not None
            for bound in self.rules
        }

    @cached_property
    def _judgeable(self) -> tuple[Bound, ...]:
        bound = bind(self.policy.instruments).get("document", ())
        return tuple(part for part in bound if self._speaks_of_instants(part.rule.kind))

    def _speaks_of_instants(self, kind: object) -> bool:
        if not isinstance(kind, Duty) or (kind.limit is not None and not kind.limit.quantified):
            return False
        lifted = self.policy.profile.readings.get(kind.reading) == "any"
        more = kind.same or kind.addressed or kind.carrying or not kind.early
        goes = not kind.channels or lifted or self.channel in kind.channels
        return goes and not more and STARTS.get(kind.start, kind.start) in self.events

    # -- compiled once ---------------------------------------------------------------------

    def slots(self, first_us: int, last_us: int) -> Slots:
        """The calendar for instants from *first_us* to *last_us*, compiled when first needed."""
        with self.lock:
            return self._slots_of(first_us, last_us)

    def _slots_of(self, first_us: int, last_us: int) -> Slots:
        own = (day_of(first_us).year, day_of(last_us).year)
        near = _union([own, *(years for years in self._slots if _few(years))])
        wide = near if _few(near) else _union([own, *self._slots])
        found = self._slots.get(wide)
        if found is None:
            limits = [limit.amount_us for limit in self._limits() if limit.kind == "working-hours"]
            found = compiled(self.policy.calendar, *wide, max(limits, default=0), limits)
            if _few(wide):
                self._forget()
            self._slots[wide] = found
        return found

    def _forget(self) -> None:
        """Let go of what was compiled for fewer years: what comes next tells as much."""
        memos: list[dict[Any, Any]] = [self._slots, self._ends, self._laws, self.plans, self.seen]
        for memo in memos:
            memo.clear()

    def _limits(self) -> Iterator[Limit]:
        for bound in self.rules:
            if isinstance(bound.rule.kind, Duty) and bound.rule.kind.limit is not None:
                yield bound.rule.kind.limit

    def pattern(self, number: int) -> Pattern:
        """The case that stands for rows in which the events at the bits of *number* are known."""
        found = self._patterns.get(number)
        if found is None:
            found = self._patterns[number] = self._pattern(number)
        return found

    def _pattern(self, number: int) -> Pattern:
        events = tuple(
            Event(kind, _SAMPLE, channel=self.channel)
            for place, kind in enumerate(self.events)
            if number >> place & 1
        )
        view = self.policy.view(Case("?", events, self.document or UNKNOWN, observed=self.observed))
        return Pattern(self.policy.scene(view), view.recipients[0])

    def law(self, slots: Slots, number: int) -> Law:
        """What decides receipt in rows of pattern *number*, day by day."""
        key = (slots, number)
        found = self._laws.get(key)
        if found is None:
            found = self._laws[key] = self._law(slots, self.pattern(number))
        return found

    def _law(self, slots: Slots, pattern: Pattern) -> Law:
        """Ask for each stretch of days in which no instrument comes or goes."""
        np = extra("numpy")
        days = slots.days()
        turns = [days.start, *(turn for turn in self._turns() if turn in days)]
        answers = tuple(
            pattern.scene.resolve("received", turn * DAY_US, self.channel, pattern.subject)
            for turn in turns
        )
        # Openings may lie a little after the last year that is asked about.
        every = np.arange(days.start - 1, days.stop + 31)
        numbers = np.maximum(np.searchsorted(np.array(turns), every, side="right") - 1, 0)
        return Law(numbers, answers)

    def _turns(self) -> tuple[int, ...]:
        """The days, since 1970, on which an instrument begins or has ended."""
        found: set[int] = set()
        for part in self.policy.instruments:
            found.add(day_start(part.in_force.first) // DAY_US)
            if part.in_force.end is not None:
                found.add(day_start(part.in_force.end) // DAY_US + 1)
        return tuple(sorted(found))

    def ends(self, slots: Slots, limit: Limit) -> DayEnds:
        """When *limit* ends, by the day of the start."""
        key = (slots, limit)
        found = self._ends.get(key)
        if found is None:
            readings = self.policy.profile.readings
            found = self._ends[key] = day_ends(slots, limit, readings["same-day"])
        return found
