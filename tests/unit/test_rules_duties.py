"""Duties that count only some acts, results before an act, and forms of an archive."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

import egovdocs
from egovdocs.policy.rules.addressees import Addressees
from egovdocs.policy.rules.archive import Forms
from egovdocs.policy.rules.base import Outcome
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.files import MainFile
from egovdocs.policy.rules.results import LastResult
from egovdocs.policy.rules.status import StatusFollows
from egovdocs.policy.view import WHOLE
from egovdocs.record import UNKNOWN, Case, Document, Event, File, Observed, Party
from egovdocs.timing import Limit

POLICY = egovdocs.load("ca-mau")
VIETNAM = timezone(timedelta(hours=7))


def act(kind: str, hour: float, **fields: Any) -> Event:
    """An event so many hours into Monday 2 March 2020."""
    return Event(kind, datetime(2020, 3, 2, tzinfo=VIETNAM) + timedelta(hours=hour), **fields)


def judged(
    kind: Any, *events: Event, document: Any = UNKNOWN, hours: float | None = 240
) -> Outcome:
    """What *kind* says of the case as a whole, observed for so many hours."""
    observed = None if hours is None else Observed(act("signed", hours).at)
    given = Case("T", events, document=document, observed=observed)
    outcome: Outcome = kind.judge(POLICY.scene(POLICY.view(given)), WHOLE)
    return outcome


REPORTED = Duty(
    "security-incident", ("reported-to-authority",), addressed=("Sở  A", "Department A")
)
ASSIGNED = Duty("arrived", ("assigned",), Limit.parse("same day"), carrying="lead")
INCIDENT = act("security-incident", 8)


class TestDuty:
    """Acts that count: addressed to somebody, carrying something, after the start."""

    @pytest.mark.parametrize(
        ("to", "expected"),
        [
            ("department a", "kept"),
            ("DEPARTMENT-A", "kept"),
            ("Department B", "broken"),
            (None, "broken"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_addressed(self, to: Any, expected: str) -> None:
        outcome = judged(REPORTED, INCIDENT, act("reported-to-authority", 9, to=to))

        assert outcome.verdict.value == expected

    def test_what_is_missing_is_named(self) -> None:
        outcome = judged(REPORTED, INCIDENT, act("reported-to-authority", 9))

        assert outcome.missing == ("event:reported-to-authority.to",)

    def test_a_later_act_that_counts_is_found(self) -> None:
        log = (act("assigned", 9, lead=None), act("assigned", 10, lead="A"))

        assert judged(ASSIGNED, act("arrived", 8), *log).verdict.value == "kept"

    def test_where_all_that_may_count_is_late_it_is_broken(self) -> None:
        late = act("assigned", 24, lead=UNKNOWN)

        assert judged(ASSIGNED, act("arrived", 8), late).verdict.value == "broken"

    def test_where_some_of_it_was_in_time_nobody_knows(self) -> None:
        log = (act("assigned", 23, lead=UNKNOWN), act("assigned", 24, lead="A"))

        assert judged(ASSIGNED, act("arrived", 8), *log).verdict.value == "undecided"


class TestLastResult:
    """The last check before the act decides."""

    RULE = LastResult("scanned", "published", "result", ("clean",))

    @pytest.mark.parametrize(
        ("results", "expected"),
        [
            (("clean",), "kept"),
            (("infected", "clean"), "kept"),
            (("clean", "infected"), "broken"),
            (("clean", UNKNOWN), "undecided"),
            (("clean", None), "broken"),
            ((), "not-applicable"),
        ],
    )
    def test_result(self, results: tuple[Any, ...], expected: str) -> None:
        scans = [act("scanned", 8 + hour, result=found) for hour, found in enumerate(results)]

        outcome = judged(self.RULE, *scans, act("published", 12))

        assert outcome.verdict.value == expected

    def test_nothing_published(self) -> None:
        assert judged(self.RULE, act("scanned", 8)).verdict.value == "not-applicable"
        assert judged(self.RULE, act("scanned", 8), hours=None).verdict.value == "undecided"


class TestForms:
    """Archiving in several forms, each agency by itself."""

    RULE = Forms(("paper", "electronic"))
    SENDER = Document(sender=Party(id="A"))

    def told(self, *events: Event, document: Any = SENDER, hours: float | None = 240) -> str:
        outcome = judged(self.RULE, *events, document=document, hours=hours)
        return "pending" if outcome.pending else outcome.verdict.value

    def test_both_forms(self) -> None:
        log = (act("archived", 9, agency="A", form="paper"),)

        assert self.told(*log) == "broken"
        assert self.told(*log, act("archived", 9, agency="A", form="electronic")) == "kept"

    def test_an_archive_of_nobody_in_particular(self) -> None:
        assert self.told(act("archived", 9, form="paper")) == "undecided"

    def test_a_sender_without_an_id(self) -> None:
        log = act("archived", 9, agency="A", form="paper")

        assert self.told(log, document=Document()) == "undecided"

    def test_one_form_in_a_log_that_was_not_observed(self) -> None:
        log = act("archived", 9, agency="A", form="paper")

        assert self.told(log, hours=None) == "undecided"

    def test_under_the_reading_that_absence_proves_nothing(self) -> None:
        lenient = {**POLICY.profile.readings, "unquantified-absence": "never"}
        given = Case(
            "T",
            (act("archived", 9, agency="A", form="paper"),),
            document=self.SENDER,
            observed=Observed(act("signed", 240).at),
        )
        scene = POLICY.scene(POLICY.view(given))
        scene.readings = lenient

        assert self.RULE.judge(scene, WHOLE).pending is True


class TestAddressees:
    """Arrival is judged for each recipient; the case as a whole has none."""

    def test_no_recipients_known(self) -> None:
        given = Case("T", (act("published", 8), act("arrived", 9, agency="B")))
        view = POLICY.view(given)

        outcome = Addressees().judge(POLICY.scene(view), view.recipients[0])

        assert (outcome.verdict.value, outcome.missing) == ("undecided", ("document.recipients",))


class TestMainFile:
    """A document has a main file."""

    @pytest.mark.parametrize(
        ("files", "expected"),
        [
            ((File(role="main"),), "kept"),
            ((File(name="a.pdf"),), "kept"),
            ((File(name="a.pdf"), File(role="attachment")), "undecided"),
            ((File(role="attachment"),), "broken"),
            (None, "broken"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_files(self, files: Any, expected: str) -> None:
        outcome = judged(MainFile(), document=Document(files=files))

        assert outcome.verdict.value == expected


class TestStatus:
    """The status follows from the log of one recipient."""

    LOG = (act("arrived", 8), act("accepted", 9))

    @pytest.mark.parametrize(
        ("status", "hours", "expected"),
        [
            ("accepted", 240, "kept"),
            ("accepted", None, "undecided"),
            ("arrived", 240, "undecided"),
            ("completed", 240, "broken"),
            ("completed", None, "undecided"),
            ("recalled", 240, "broken"),
            ("recalled", None, "undecided"),
            ("elsewhere", 240, "undecided"),
            ("", 240, "not-applicable"),
        ],
    )
    def test_status(self, status: str, hours: float | None, expected: str) -> None:
        document = Document(status=status, recipients=(Party(id="B"),))

        outcome = judged(StatusFollows(), *self.LOG, document=document, hours=hours)

        assert outcome.verdict.value == expected

    def test_what_never_arrived_has_no_status(self) -> None:
        to_one = Document(status="accepted", recipients=(Party(id="H39.07"),))
        outcome = judged(StatusFollows(), document=to_one)

        assert outcome.verdict.value == "broken"

    def test_to_whom_it_went_must_be_known(self) -> None:
        outcome = judged(StatusFollows(), document=Document(status="accepted"))

        assert (outcome.verdict.value, outcome.missing) == ("undecided", ("document.recipients",))
