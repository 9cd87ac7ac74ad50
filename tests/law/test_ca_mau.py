"""
Decision 837/QĐ-UBND of Cà Mau, article by article, with the text and a calendar in hand.

Office hours, assumed by the profile: 07:00-11:30 and 13:30-17:00, Monday to Friday.  Monday
2 March 2020 opens a week without holidays; a case is observed for thirty days.  Verdicts are
words; ``pending`` is an undecided duty that is still running.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from camau_cases import (
    COMMITTEE,
    RECIPIENT,
    SECOND,
    SENDER,
    addressed,
    hand,
    letter,
    received,
    seal,
    steps,
)
from cases import MONDAY, Bench, at, case, event, party, unobserved

import egovdocs
from egovdocs.policy import reports_due, shipped_instrument
from egovdocs.record import UNKNOWN, Case, Document, Event, File, Party, Signature, Signer

INSTRUMENT = "ca-mau/837-2019"
CA_MAU = Bench.of("ca-mau", INSTRUMENT).alone()

Changes = dict[str, Any]
TUESDAY, WEDNESDAY = "2020-03-03", "2020-03-04"


def exchange(what: Changes, log: Changes, until: str | None = "") -> Case:
    """The complete letter and its complete log, with changes to either."""
    return case(letter(**what), *steps(**log), until=until)


def verdict(rule: str, what: Changes, log: Changes, until: str | None = "") -> str:
    """What *rule* says of :func:`exchange`."""
    return CA_MAU.verdict(exchange(what, log, until), rule)


def step(kind: str, time: str, **fields: Any) -> Event:
    """A further event on the Monday, or on the day that the time names."""
    return event(kind, time if " " in time else f"{MONDAY} {time}", **fields)


def sending() -> tuple[Event, ...]:
    """The sender's steps alone: nobody is said to have received the document."""
    return tuple(part for part in steps() if part.agency is UNKNOWN)


def without(*kinds: str) -> Changes:
    """Leave these steps out of the log."""
    return {kind.replace("-", "_"): None for kind in kinds}


class TestTheCompleteCase:
    """Every step in time and every fact there: nothing is broken, and little is open."""

    def test_nothing_is_broken(self) -> None:
        assert CA_MAU.policy.audit(exchange({}, {})).summary["broken"] == 0

    def test_only_what_has_no_number_is_undecided(self) -> None:
        report = CA_MAU.policy.audit(exchange({}, {}))

        assert [(part.rule.partition("#")[2], part.missing) for part in report.findings()] == [
            ("d5.k3.s1/handled-at-once", ("limit:immediately",)),
            ("d8.k2.a.s1/passed-on", ("limit:immediately",)),
        ]

    def test_what_is_left_keeps_a_clause_from_being_kept(self) -> None:
        rolled = CA_MAU.policy.audit(exchange({}, {})).by_clause()

        assert rolled[f"{INSTRUMENT}#d4.k2"] == "kept-in-part"
        assert rolled[f"{INSTRUMENT}#d7.k2.c"] == "kept"


# -- Điều 1, quyết định ban hành ---------------------------------------------------------------

# fmt: off
SECRECY = [
    # state secret   verdict            because
    (False,          "broken",          "not secret: the Regulation applies"),
    (True,           "not-applicable",  "secret: outside the Regulation"),
    (UNKNOWN,        "undecided",       "nobody knows whether the Regulation applies"),
]
ENCOURAGED = [
    # kind of sender       verdict            because
    ("agency",             "broken",          "a state agency must"),
    ("peoples-committee",  "broken",          "a committee must"),
    ("party",              "not-applicable",  "a Party body is only encouraged"),
    ("organisation",       "not-applicable",  "a mass organisation is only encouraged"),
    (UNKNOWN,              "undecided",       "bound or encouraged: nobody knows"),
]
IN_FORCE = [
    # issued             verdict            because
    ("2019-05-16",       "not-applicable",  "the day before it was signed"),
    ("2019-05-17",       "broken",          "it takes effect on the day of signing"),
    ("2025-06-30",       "broken",          "the last day on which its status was checked"),
    ("2025-07-02",       "broken",          "after that it is applied, with a caution"),
]
# fmt: on


class TestArticle1:
    """State secrets are outside; Party bodies and mass organisations are encouraged."""

    @pytest.mark.parametrize(("secret", "expected", "because"), SECRECY)
    def test_secrecy(self, secret: Any, expected: str, because: str) -> None:
        what = {"state_secret": secret, "abstract": ""}

        assert verdict("d7.k2.e/present", what, {}) == expected, because

    def test_of_a_secret_document_nothing_is_judged(self) -> None:
        summary = CA_MAU.policy.audit(exchange({"state_secret": True}, {})).summary

        assert summary["kept"] == summary["broken"] == summary["undecided"] == 0

    def test_where_secrecy_is_unknown_nothing_is_kept_or_broken(self) -> None:
        report = CA_MAU.policy.audit(exchange({"state_secret": UNKNOWN, "abstract": ""}, {}))

        assert report.summary["kept"] == report.summary["broken"] == 0

    @pytest.mark.parametrize(("kind", "expected", "because"), ENCOURAGED)
    def test_encouraged(self, kind: Any, expected: str, because: str) -> None:
        what = {"sender": party(SENDER, kind), "abstract": ""}

        assert verdict("d7.k2.e/present", what, {}) == expected, because

    def test_agencies_of_other_provinces_are_not_judged(self) -> None:
        other = party("000.00.05.H39")

        assert verdict("d7.k2.e/present", {"sender": other, "abstract": ""}, {}) == "not-applicable"


class TestDecisionArticle2:
    """In force from 17 May 2019, the day of signing; its status was checked to 30 June 2025."""

    @pytest.mark.parametrize(("day", "expected", "because"), IN_FORCE)
    def test_in_force(self, day: str, expected: str, because: str) -> None:
        given = case(letter(date=date.fromisoformat(day), abstract=""), *steps(day))

        assert CA_MAU.verdict(given, "d7.k2.e/present") == expected, because

    def test_after_the_merger_answers_carry_a_caution(self) -> None:
        given = case(letter(), *steps("2025-07-02"))

        found = CA_MAU.finding(given, "d4.k2/through-the-system")

        assert {"after-verified", "caution"} <= {part.code for part in found.assumed}

    def test_the_decision_is_individual_not_normative(self) -> None:
        assert shipped_instrument(INSTRUMENT).normative is False


# -- Điều 3 ------------------------------------------------------------------------------------

UNSURE = (hand(valid=UNKNOWN), seal(valid=UNKNOWN))
INVALID = (hand(valid=False), seal(valid=False))
# fmt: off
VALUES = [
    # signatures         channel    value                   because
    ((hand(), seal()),   "system",  "equivalent-to-paper",  "signed, through the system"),
    ((hand(),),          "system",  "equivalent-to-paper",  "one lawful signature is a signature"),
    ((seal(),),          "axis",    "equivalent-to-paper",  "the provincial axis links the systems"),
    ((),                 "system",  "reference-only",       "not signed"),
    (INVALID,            "system",  "reference-only",       "not signed as the law says"),
    (UNSURE,             "system",  None,                   "signed, nobody knows whether lawfully"),
    (UNKNOWN,            "system",  None,                   "nobody knows whether it is signed"),
    ((hand(), seal()),   "email",   None,                   "neither clause speaks of e-mail"),
    ((hand(), seal()),   UNKNOWN,   None,                   "nobody knows which way it went"),
]
# fmt: on


class TestArticle3:
    """What a document is worth: equal to paper when signed and through the system."""

    @pytest.mark.parametrize(("signatures", "channel", "value", "because"), VALUES)
    def test_value(self, signatures: Any, channel: Any, value: Any, because: str) -> None:
        given = exchange({"signatures": signatures}, {"published": {"channel": channel}})

        assert CA_MAU.policy.value(given).value == value, because


# -- Điều 4 và khoản 1 Điều 6 ------------------------------------------------------------------

HAS = {"on_system": True, "lacks": ()}
# fmt: off
CHANNELS = [
    # channel  sender                     recipient                       d4.k2        d6.k1        because
    ("system", HAS,                       HAS,                            "kept",      "kept",      "through the system"),
    ("axis",   HAS,                       HAS,                            "kept",      "kept",      "through the axis"),
    ("email",  HAS,                       HAS,                            "broken",    "broken",    "both could, neither is excused"),
    ("zalo",   HAS,                       HAS,                            "broken",    "broken",    "a private channel"),
    ("email",  HAS,                       {**HAS, "on_system": False},    "kept",      "broken",    "the recipient has no system; it lacks nothing else"),
    ("email",  {**HAS, "on_system": False}, {"on_system": UNKNOWN, "lacks": UNKNOWN}, "kept", "undecided", "one side is enough"),
    ("email",  {**HAS, "lacks": ("security",)}, HAS,                      "broken",    "kept",      "two clauses, two exceptions"),
    ("email",  HAS,                       {**HAS, "lacks": ("interconnection",)}, "broken", "kept",  "not interconnected"),
    ("email",  HAS,                       {"on_system": UNKNOWN, "lacks": UNKNOWN}, "undecided", "undecided", "nobody knows of the recipient"),
    (UNKNOWN,  HAS,                       HAS,                            "undecided", "undecided", "nobody knows which way it went"),
    ("system", {"on_system": UNKNOWN, "lacks": UNKNOWN}, HAS,             "kept",      "kept",      "an exception is not needed"),
]
REFUSALS = [
    # told            by         until                verdict      because
    ("09:00",         "system",  "",                  "kept",      "at the same time, through the system"),
    ("09:30",         "axis",    "",                  "kept",      "no number: done is done"),
    ("09:00",         "email",   "",                  "broken",    "not through the system"),
    ("09:00",         UNKNOWN,   "",                  "undecided", "nobody knows by which channel"),
    (None,            None,      f"{MONDAY} 09:30",   "pending",   "half an hour after the refusal"),
    (None,            None,      f"{TUESDAY} 23:59",  "pending",   "until the end of the next working day"),
    (None,            None,      f"{WEDNESDAY} 00:00", "broken",   "the next working day has ended"),
    (None,            None,      None,                "undecided", "the log is silent"),
]
# fmt: on


def refused(told: str | None, by: Any, until: str | None, check: Changes | None = None) -> Case:
    """A refusal at 09:00, and the sender told of it or not."""
    log = steps(
        checked=check or {"intact": False},
        **without(
            "accepted", "receipt-notified", "registered-in", "submitted", "transferred", "assigned"
        ),
    )
    acts = [step("refused", "09:00", agency=RECIPIENT, reason="tệp không mở được")]
    if told is not None:
        acts.append(step("refusal-notified", told, agency=RECIPIENT, channel=by))
    return case(letter(status="refused"), *log, *acts, until=until)


class TestArticle4Clause2AndArticle6Clause1:
    """Through the system; two clauses with the same duty and different exceptions."""

    @pytest.mark.parametrize(("channel", "sender", "recipient", "d4", "d6", "because"), CHANNELS)
    def test_channel(
        self, channel: Any, sender: Changes, recipient: Changes, d4: str, d6: str, because: str
    ) -> None:
        what = {
            "sender": party(SENDER, **sender),
            "recipients": (party(RECIPIENT, **recipient),),
        }
        log = {"published": {"channel": channel}}

        assert verdict("d4.k2/through-the-system", what, log) == d4, because
        assert verdict("d9.k2.a/through-the-system", what, log) == d4, because
        assert verdict("d6.k1/through-the-system", what, log) == d6, because

    def test_a_copy_by_mail_of_what_went_through_the_system_breaks_nothing(self) -> None:
        given = case(letter(), *steps(), step("published", "07:40", channel="email"))

        assert CA_MAU.verdict(given, "d4.k2/through-the-system") == "kept"

    def test_of_paper_alone_the_clause_does_not_speak(self) -> None:
        given = case(letter(), *steps(**without("published")), step("paper-sent", "08:00"))

        assert CA_MAU.verdict(given, "d4.k2/through-the-system") == "not-applicable"

    def test_each_recipient_has_an_exception_of_its_own(self) -> None:
        what = addressed(party(RECIPIENT), party(SECOND, on_system=False))
        given = case(what, *steps(published={"channel": "email"}))

        assert CA_MAU.verdict(given, "d4.k2/through-the-system", RECIPIENT) == "broken"
        assert CA_MAU.verdict(given, "d4.k2/through-the-system", SECOND) == "kept"


class TestArticle4Clause3:
    """Who refuses tells the sender at the same time, through the system."""

    @pytest.mark.parametrize(("told", "by", "until", "expected", "because"), REFUSALS)
    def test_notice(self, told: Any, by: Any, until: Any, expected: str, because: str) -> None:
        assert CA_MAU.verdict(refused(told, by, until), "d4.k3/notice") == expected, because

    def test_read_with_article_8_any_form_will_do(self) -> None:
        lenient = CA_MAU.reading("refusal-channel", "any")

        assert lenient.verdict(refused("09:00", "email", ""), "d4.k3/notice") == "kept"

    def test_nothing_refused(self) -> None:
        assert verdict("d4.k3/notice", {}, {}) == "not-applicable"


# -- Điều 5 ------------------------------------------------------------------------------------

# fmt: off
ASSIGNMENTS = [
    # entry                assigned               verdict      because
    ("2020-03-02 15:30",   "2020-03-02 16:00",    "kept",      "the same day"),
    ("2020-03-02 15:30",   "2020-03-02 23:59:59", "kept",      "the day ends at midnight"),
    ("2020-03-02 15:30",   "2020-03-03 00:00",    "broken",    "midnight is the next day"),
    ("2020-03-02 17:00",   "2020-03-03 23:59",    "kept",      "closing time is outside: received on Tuesday"),
    ("2020-03-02 16:59",   "2020-03-03 07:00",    "broken",    "a minute before closing: received on Monday"),
    ("2020-03-06 17:30",   "2020-03-09 23:59:59", "kept",      "Friday evening: received on Monday"),
    ("2020-03-06 17:30",   "2020-03-07 08:00",    "kept",      "assigned before it counts as received"),
    ("2020-03-06 17:30",   "2020-03-10 00:00",    "broken",    "Monday has ended"),
    ("2020-03-02 05:00",   "2020-03-02 20:00",    "kept",      "before opening: received at 07:00 that day"),
    ("2020-03-02 12:00",   "2020-03-02 18:00",    "kept",      "in the lunch break: received at 13:30 that day"),
    ("2020-04-29 17:30",   "2020-05-04 12:00",    "kept",      "30 April and 1 May are off: received on Monday 4 May"),
    ("2020-04-29 17:30",   "2020-05-05 00:00",    "broken",    "Monday 4 May has ended"),
]
OPEN_ASSIGNMENTS = [
    # until                 verdict      because
    ("2020-03-02 23:59:59", "pending",   "the day has not ended"),
    ("2020-03-03 00:00",    "broken",    "the day has ended"),
    (None,                  "undecided", "the log is silent"),
]
LEADS = [
    # what was assigned                                 verdict      because
    ({"lead": "Phòng Kế hoạch"},                        "kept",      "a lead unit is named"),
    ({"lead": None},                                    "broken",    "an assignment that names no lead unit"),
    ({"lead": UNKNOWN},                                 "undecided", "nobody knows whether one was named"),
    ({"lead": UNKNOWN, "time": "2020-03-03 08:00"},     "broken",    "late in any case"),
]
STATUSES = [
    # status         verdict            because
    ("transferred",  "kept",            "what the last step led to"),
    ("accepted",     "undecided",       "passed: it may have been read then"),
    ("completed",    "broken",          "never reached"),
    ("refused",      "broken",          "never reached"),
    ("đang chờ",     "undecided",       "the list of states is open"),
    (None,           "not-applicable",  "no status at all is the business of the rule that asks for one"),
    (UNKNOWN,        "undecided",       "nobody gave it"),
]
# fmt: on


class TestArticle5Clause2:
    """Both sides enter the document in their registers."""

    def test_both_registers(self) -> None:
        assert verdict("d5.k2/outgoing-register", {}, {}) == "kept"
        assert verdict("d5.k2/incoming-register", {}, {}) == "kept"

    def test_a_register_without_an_entry(self) -> None:
        log = without("registered-out", "registered-in")

        assert verdict("d5.k2/outgoing-register", {}, log) == "broken"
        assert verdict("d5.k2/incoming-register", {}, log) == "broken"
        assert verdict("d5.k2/incoming-register", {}, log, f"{TUESDAY} 17:00") == "pending"
        assert verdict("d5.k2/incoming-register", {}, log, None) == "undecided"


class TestArticle5Clause3:
    """The clerk acts at once; the head names a lead unit within the day of receipt."""

    @pytest.mark.parametrize(("entry", "assigned", "expected", "because"), ASSIGNMENTS)
    def test_lead_unit(self, entry: str, assigned: str, expected: str, because: str) -> None:
        given = case(
            letter(), *steps(entry[:10], published=entry, arrived=entry, assigned=assigned)
        )

        assert CA_MAU.verdict(given, "d5.k3.s2/lead-unit") == expected, because

    @pytest.mark.parametrize(("until", "expected", "because"), OPEN_ASSIGNMENTS)
    def test_not_assigned(self, until: str | None, expected: str, because: str) -> None:
        assert verdict("d5.k3.s2/lead-unit", {}, {"assigned": None}, until) == expected, because

    @pytest.mark.parametrize(("assigned", "expected", "because"), LEADS)
    def test_named(self, assigned: Changes, expected: str, because: str) -> None:
        fields = dict(assigned)
        time = fields.pop("time", "08:30")
        acts = steps(assigned=None)
        given = case(letter(), *acts, step("assigned", time, agency=RECIPIENT, **fields))

        assert CA_MAU.verdict(given, "d5.k3.s2/lead-unit") == expected, because

    def test_within_office_hours_is_another_reading(self) -> None:
        strict = CA_MAU.reading("same-day", "office-close")
        given = exchange({}, {"assigned": "17:00:01"})

        assert strict.verdict(given, "d5.k3.s2/lead-unit") == "broken"
        assert CA_MAU.verdict(given, "d5.k3.s2/lead-unit") == "kept"

    def test_a_refusal_ends_the_duty(self) -> None:
        found = CA_MAU.finding(refused("09:00", "system", ""), "d5.k3.s2/lead-unit")

        assert found.verdict.value == "kept"
        assert found.facts["stopped_at"] == at(f"{MONDAY} 09:00")

    def test_the_limit_is_a_fact(self) -> None:
        found = CA_MAU.finding(exchange({}, {}), "d5.k3.s2/lead-unit")

        assert found.facts["late_after"] == at(f"{MONDAY} 23:59:59.999999")

    def test_at_once_has_no_number(self) -> None:
        found = CA_MAU.finding(exchange({}, {}), "d5.k3.s1/handled-at-once")

        assert found.verdict.value == "undecided"
        assert found.facts["took"] == 30 * 60 + 56, "from 07:30:04 to 08:01"

    def test_at_once_with_a_tolerance(self) -> None:
        tolerant = CA_MAU.reading("immediately", "1 working hour")
        in_time, late = (
            exchange({}, {"accepted": "08:30:04"}),
            exchange(
                {}, {"accepted": "08:30:05", **without("registered-in", "submitted", "transferred")}
            ),
        )

        assert tolerant.verdict(in_time, "d5.k3.s1/handled-at-once") == "kept"
        assert tolerant.verdict(late, "d5.k3.s1/handled-at-once") == "broken"

    def test_nothing_done(self) -> None:
        log = without("accepted", "registered-in", "submitted", "transferred")

        assert verdict("d5.k3.s1/handled-at-once", {}, log, f"{TUESDAY} 23:59") == "pending"
        assert verdict("d5.k3.s1/handled-at-once", {}, log, f"{WEDNESDAY} 00:00") == "broken"


class TestArticle5Clause4:
    """The status that is shown is the one that the steps led to."""

    @pytest.mark.parametrize(("status", "expected", "because"), STATUSES)
    def test_status(self, status: Any, expected: str, because: str) -> None:
        assert verdict("d5.k4/status", {"status": status}, {}) == expected, because

    def test_a_recalled_document(self) -> None:
        given = case(letter(status="recalled"), *steps(), step("recalled", "15:00"))

        assert CA_MAU.verdict(given, "d5.k4/status") == "kept"

    def test_a_silent_log_may_hide_a_later_step(self) -> None:
        assert CA_MAU.verdict(unobserved(exchange({}, {})), "d5.k4/status") == "undecided"

    def test_of_several_recipients_nobody_knows_whose_it_is(self) -> None:
        given = case(addressed(party(RECIPIENT), party(SECOND)), *steps(), *received(to=SECOND))

        assert CA_MAU.verdict(given, "d5.k4/status") == "undecided"


# -- Điều 6 và Danh mục ------------------------------------------------------------------------

# fmt: off
PAPER_LIST = [
    # item      the document                                          on the list
    ("dm.1",    {"kind": "Tờ trình"},                                 True),
    ("dm.2",    {"kind": "Quyết định", "normative": False},           True),
    ("dm.3",    {"kind": "Dự án"},                                    True),
    ("dm.4",    {"kind": "Hợp đồng"},                                 True),
    ("dm.5",    {"kind": "Bản ghi nhớ"},                              True),
    ("dm.6",    {"kind": "Bản cam kết"},                              True),
    ("dm.7",    {"kind": "Bản thỏa thuận"},                           True),
    ("dm.7",    {"kind": "Bản thoả thuận"},                           True),
    ("dm.8",    {"kind": "Giấy chứng nhận"},                          True),
    ("dm.9",    {"kind": "Quyết định", "normative": True},            True),
    ("dm.9",    {"kind": "Nghị quyết", "normative": True},            True),
    ("dm.10",   {"subjects": ("personnel",)},                         True),
    ("dm.10",   {"subjects": ("finance-accounting",)},                True),
    ("dm.10",   {"subjects": ("assets",)},                            True),
    ("dm.10",   {"subjects": ("procurement",)},                       True),
    ("dm.10",   {"subjects": ("complaints",)},                        True),
    ("dm.10",   {"subjects": ("inspection-conclusions",)},            True),
    ("dm.11",   {"purposes": ("other-law",)},                         True),
    ("none",    {"kind": "Công văn"},                                 False),
    ("none",    {"kind": "Báo cáo", "purposes": ("appraisal",)},      False),
    ("open",    {"kind": UNKNOWN},                                    None),
    ("open",    {"kind": "Công văn", "subjects": UNKNOWN},            None),
    ("open",    {"kind": "Công văn", "purposes": UNKNOWN},            None),
    ("open",    {"kind": "Công văn", "normative": UNKNOWN},           None),
    ("dm.1",    {"kind": "Tờ trình", "subjects": UNKNOWN},            True),
]
COMMITTEES = [
    # recipient                                                           paper owed   because
    (party(COMMITTEE, "peoples-committee"),                               True,        "the provincial committee"),
    (party(COMMITTEE, "peoples-committee-chair"),                         True,        "its chair"),
    (party(SECOND, "peoples-committee", "district"),                      False,       "a district committee"),
    (party(RECIPIENT),                                                    False,       "a department"),
    (party("000.00.00.H39", "peoples-committee"),                         False,       "the committee of another province"),
    (attrs.evolve(party(SECOND, "peoples-committee"), level=UNKNOWN),                   None,        "nobody knows of which level"),
    (attrs.evolve(party(SECOND, "peoples-committee"), id=UNKNOWN),                                 None,        "nobody knows of which province"),
]
# fmt: on
OWED = {True: "broken", False: "not-applicable", None: "undecided"}
SENT = {True: "kept", False: "not-applicable", None: "undecided"}


def with_paper(what: Document, *paper: Event, until: str | None = "") -> Case:
    """The document and its log, with paper sent or not."""
    return case(what, *steps(), *paper, until=until)


class TestArticle6Clause2PointA:
    """What goes to the provincial committee or its chair goes with paper."""

    @pytest.mark.parametrize(("recipient", "owed", "because"), COMMITTEES)
    def test_paper(self, recipient: Party, owed: bool | None, because: str) -> None:
        what = addressed(recipient)
        paper = step("paper-sent", "09:00")

        told = [
            CA_MAU.verdict(case(what, *sending(), *sent), "d6.k2.a/paper")
            for sent in ((), (paper,))
        ]

        assert told == [OWED[owed], SENT[owed]], because

    def test_when_the_working_regulation_must_be_at_hand(self) -> None:
        strict = CA_MAU.reading("working-regulation", "undecided")
        given = case(addressed(party(COMMITTEE, "peoples-committee")), *sending())

        assert strict.verdict(given, "d6.k2.a/paper") == "undecided"


class TestArticle6Clause2PointB:
    """Documents on the annexed list of eleven items go with paper."""

    @pytest.mark.parametrize(("item", "what", "listed"), PAPER_LIST)
    def test_list(self, item: str, what: Changes, listed: bool | None) -> None:
        given = letter(**what)
        paper = step("paper-sent", "09:00")

        assert CA_MAU.verdict(with_paper(given), "d6.k2.b/paper") == OWED[listed], item
        assert CA_MAU.verdict(with_paper(given, paper), "d6.k2.b/paper") == SENT[listed], item

    def test_paper_has_no_number_of_days(self) -> None:
        given = letter(kind="Tờ trình")

        def told(until: str | None) -> str:
            return CA_MAU.verdict(with_paper(given, until=until), "d6.k2.b/paper")

        assert told(f"{TUESDAY} 23:59:59") == "pending"
        assert told(f"{WEDNESDAY} 00:00") == "broken"
        assert told(None) == "undecided"

    def test_paper_to_one_recipient_is_not_paper_to_another(self) -> None:
        what = addressed(party(RECIPIENT), party(SECOND), kind="Tờ trình")
        given = with_paper(what, step("paper-sent", "09:00", agency=SECOND))

        assert CA_MAU.verdict(given, "d6.k2.b/paper", SECOND) == "kept"
        assert CA_MAU.verdict(given, "d6.k2.b/paper", RECIPIENT) == "broken"

    def test_the_reason_names_the_item(self) -> None:
        clauses = shipped_instrument(INSTRUMENT).grounds["paper-list"]

        assert [ground.clause.partition("#")[2] for ground in clauses] == [
            f"dm.{item}" for item in range(1, 12)
        ]

    def test_asked_whether_paper_must_go(self) -> None:
        assert CA_MAU.policy.paper(letter(kind="Tờ trình")).value == "required"
        assert CA_MAU.policy.paper(letter()).value == "free", "the province bans no paper itself"
        assert CA_MAU.policy.paper(letter(subjects=UNKNOWN)).value is None


# -- Điều 7 ------------------------------------------------------------------------------------

MAIN, ANNEX = File("412.pdf", "main"), File("phu-luc.xlsx", "attachment")
# fmt: off
FILES = [
    # files                      d7.k1        d7.k2.g      because
    ((MAIN,),                    "kept",      "kept",      "the document"),
    ((MAIN, ANNEX),              "kept",      "kept",      "with its dossier"),
    ((File("412.pdf"),),         "kept",      "kept",      "a single file is the main one"),
    ((ANNEX,),                   "broken",    "kept",      "a dossier without the document"),
    ((),                         "broken",    "kept",      "nothing was sent; that nothing goes with it is said"),
    ((File("a.pdf"), File("b")), "undecided", "kept",      "nobody knows which is the document"),
    (UNKNOWN,                    "undecided", "undecided", "nobody gave the files"),
]
REQUIRED = [
    # clause                  field                          missing
    ("d7.k2.b/present",       "id",                          ""),
    ("d7.k2.c/present",       "number",                      None),
    ("d7.k2.d/present",       "date",                        None),
    ("d7.k2.đ/present",       "kind",                        ""),
    ("d7.k2.e/present",       "abstract",                    ""),
    ("d7.k2.h/state",         "status",                      None),
    ("d7.k2.k/degree",        "urgency",                     None),
    ("d7.k2.m/present",       "recipients",                  ()),
]
SIGNERS = [
    # signer                              verdict      because
    (Signer("Giám đốc", "Lê Văn A"),      "kept",      "position and full name"),
    (Signer("Giám đốc", ""),              "broken",    "no name"),
    (Signer(None, "Lê Văn A"),            "broken",    "no position"),
    (Signer("Giám đốc"),                  "undecided", "nobody gave the name"),
    (UNKNOWN,                             "undecided", "nobody gave either"),
]
URGENCIES = [
    # urgency          verdict      because
    ("normal",         "kept",      "no degree"),
    ("urgent",         "kept",      "khẩn"),
    ("very-urgent",    "kept",      "thượng khẩn"),
    ("express",        "kept",      "hỏa tốc"),
    ("timed-express",  "undecided", "not among the three, and other rules know it"),
    (UNKNOWN,          "undecided", "nobody gave it"),
]
DUE = [
    # due                 verdict      because
    (date(2020, 3, 9),    "kept",      "a day"),
    (None,                "kept",      "there may be none"),
    (UNKNOWN,             "undecided", "nobody said"),
]
AGENCY_IDS = [
    # id                        day            present      readable          generation        because
    ("000.00.05.H12",           "2020-03-02",  "kept",      "kept",           "kept",           "13 characters"),
    ("000.00.05.H12",           "2022-09-15",  "kept",      "kept",           "kept",           "the last day of both"),
    ("000.00.05.H12",           "2022-09-16",  "kept",      "kept",           "undecided",      "837 was not amended, Decision 20/2020 has another form"),
    ("H12.05",                  "2020-09-14",  "kept",      "kept",           "broken",         "the day before it existed"),
    ("H12.05",                  "2020-09-15",  "kept",      "kept",           "kept",           "its first day"),
    ("H12.05",                  "2023-03-02",  "kept",      "kept",           "kept",           "the form of today"),
    ("",                        "2020-03-02",  "broken",    "not-applicable", "not-applicable", "none"),
    (UNKNOWN,                   "2020-03-02",  "undecided", "undecided",      "undecided",      "nobody gave it"),
    ("000.00.5.H12",            "2020-03-02",  "kept",      "broken",         "kept",           "a group of one digit"),
]
IDS = [
    # id                          p3           agency            year              ordinal           dot               hyphen            because
    ("000.00.05.H12-2020.412",    "kept",      "kept",           "kept",           "kept",           "kept",           "kept",           "V1V2V3.Z1Z2.Y1Y2.MX1X2-YYYY.X"),
    ("000.00.05.H12-2020.1",      "kept",      "kept",           "kept",           "kept",           "kept",           "kept",           "the first of the year"),
    ("000.00.05.H12-2020.0",      "broken",    "kept",           "kept",           "broken",         "kept",           "kept",           "ordinals begin at 1"),
    ("000.00.05.H12-2020.0412",   "broken",    "kept",           "kept",           "broken",         "kept",           "kept",           "a natural number, no zeros in front"),
    ("000.00.05.H12-2019.412",    "kept",      "kept",           "broken",         "kept",           "kept",           "kept",           "the document is of 2020"),
    ("000.00.05.H12-20.412",      "broken",    "kept",           "broken",         "kept",           "kept",           "kept",           "four digits"),
    ("000.00.05.H12-2020-412",    "broken",    "kept",           "kept",           "kept",           "broken",         "kept",           "a dot stands between year and ordinal"),
    ("000.00.05.H12/2020.412",    "broken",    "kept",           "kept",           "kept",           "kept",           "broken",         "a hyphen stands before the year"),
    ("000.00.05.H12–2020.412",    "broken",    "kept",           "kept",           "kept",           "kept",           "broken",         "a dash is no hyphen"),
    ("000.00.05.H122020.412",     "broken",    "kept",           "kept",           "kept",           "kept",           "broken",         "no hyphen at all"),
    ("000.00.07.H12-2020.412",    "kept",      "broken",         "kept",           "kept",           "kept",           "kept",           "the id of another agency"),
    ("000.00.05.H12,2020,412",    "broken",    "kept",           "kept",           "kept",           "broken",         "broken",         "the form on the wire"),
    ("0c5f4d8e-7a51-4c1f-9a3b-1f2e3d4c5b6a", "broken", "not-applicable", "not-applicable", "not-applicable", "not-applicable", "not-applicable", "a UUID has no such parts"),
    ("",                          "not-applicable", "not-applicable", "not-applicable", "not-applicable", "not-applicable", "not-applicable", "none: point b of clause 2"),
    (UNKNOWN,                     "undecided", "undecided",      "undecided",      "undecided",      "undecided",      "undecided",      "nobody gave it"),
]
# fmt: on
PARTS = ("d7.k3.g1/agency", "d7.k3.g2/year", "d7.k3.g3/ordinal", "d7.k3.g4/dot", "d7.k3.g5/hyphen")


class TestArticle7Clause1:
    """The content of the document goes with its whole dossier."""

    @pytest.mark.parametrize(("files", "content", "said", "because"), FILES)
    def test_files(self, files: Any, content: str, said: str, because: str) -> None:
        assert verdict("d7.k1/content", {"files": files}, {}) == content, because
        assert verdict("d7.k2.g/said", {"files": files}, {}) == said, because


class TestArticle7Clause2:
    """The fifteen items of information."""

    @pytest.mark.parametrize(("rule", "field", "missing"), REQUIRED)
    def test_required(self, rule: str, field: str, missing: Any) -> None:
        assert verdict(rule, {}, {}) == "kept"
        assert verdict(rule, {field: missing}, {}) == "broken"
        assert verdict(rule, {field: UNKNOWN}, {}) == "undecided"

    @pytest.mark.parametrize(("signer", "expected", "because"), SIGNERS)
    def test_signer(self, signer: Any, expected: str, because: str) -> None:
        assert verdict("d7.k2.i/present", {"signer": signer}, {}) == expected, because

    @pytest.mark.parametrize(("urgency", "expected", "because"), URGENCIES)
    def test_urgency(self, urgency: Any, expected: str, because: str) -> None:
        assert verdict("d7.k2.k/degree", {"urgency": urgency}, {}) == expected, because

    @pytest.mark.parametrize(("due", "expected", "because"), DUE)
    def test_due(self, due: Any, expected: str, because: str) -> None:
        assert verdict("d7.k2.o/said", {"due": due}, {}) == expected, because

    @pytest.mark.parametrize(
        "state",
        [
            "arrived",
            "accepted",
            "transferred",
            "processing",
            "completed",
            "refused",
            "recalled",
            "deleted",
        ],
    )
    def test_the_eight_states(self, state: str) -> None:
        assert verdict("d7.k2.h/state", {"status": state}, {}) == "kept"

    def test_another_state_is_undecided_because_the_list_is_open(self) -> None:
        assert verdict("d7.k2.h/state", {"status": "đang chờ"}, {}) == "undecided"

    def test_a_sender_by_name_or_by_id(self) -> None:
        named = Party(id=None, name="Sở Tài chính", kind="agency")

        assert verdict("d7.k2.l/present", {"sender": named}, {}) == "kept"
        assert verdict("d7.k2.l/present", {"sender": attrs.evolve(named, name="")}, {}) == "broken"
        assert verdict("d7.k2.l/present", {"sender": Party()}, {}) == "undecided"

    @pytest.mark.parametrize("rule", ["d7.k2.n/time-sent", "d7.k2.p/history-of-sending"])
    def test_the_sending_is_recorded(self, rule: str) -> None:
        assert verdict(rule, {}, {}) == "kept"
        assert verdict(rule, {}, {"published": None}) == "undecided"

    @pytest.mark.parametrize("rule", ["d7.k2.n/time-received", "d7.k2.p/history-of-receipt"])
    def test_the_receipt_is_recorded_or_nobody_knows(self, rule: str) -> None:
        assert verdict(rule, {}, {}) == "kept"
        assert verdict(rule, {}, {"arrived": None}) == "undecided"

    @pytest.mark.parametrize(
        ("ident", "day", "present", "readable", "generation", "because"), AGENCY_IDS
    )
    def test_agency_id(
        self, ident: Any, day: str, present: str, readable: str, generation: str, because: str
    ) -> None:
        what = letter(date=date.fromisoformat(day), sender=party(ident))
        given = case(what, *steps(day))

        assert CA_MAU.verdict(given, "d7.k2.a/present") == present, because
        assert CA_MAU.verdict(given, "d7.k2.a/readable") == readable, because
        assert CA_MAU.verdict(given, "d7.k2.a/generation") == generation, because

    def test_the_two_parts_of_a_document_id(self) -> None:
        agency, ordinal = "d7.k2.b.g1/agency", "d7.k2.b.g2/year-and-ordinal"
        uuid = {"id": "0c5f4d8e-7a51-4c1f-9a3b-1f2e3d4c5b6a"}

        assert verdict(agency, {}, {}) == verdict(ordinal, {}, {}) == "kept"
        assert verdict(agency, {"id": f"{RECIPIENT}-2020.412"}, {}) == "broken"
        assert verdict(agency, uuid, {}) == "broken"
        assert verdict(ordinal, uuid, {}) == "broken"
        assert verdict(ordinal, {"id": UNKNOWN}, {}) == "undecided"


class TestArticle7Clause3:
    """The pattern V1V2V3.Z1Z2.Y1Y2.MX1X2-YYYY.X, part by part."""

    @pytest.mark.parametrize(
        ("ident", "whole", "agency", "year", "ordinal", "dot", "hyphen", "because"), IDS
    )
    def test_id(
        self, ident: Any, whole: str, agency: str, year: str, ordinal: str, dot: str, hyphen: str,
        because: str,
    ) -> None:  # fmt: skip
        told = [verdict(rule, {"id": ident}, {}) for rule in PARTS]

        assert verdict("d7.k3.p3/form", {"id": ident}, {}) == whole, because
        assert told == [agency, year, ordinal, dot, hyphen], because

    def test_without_a_date_the_year_cannot_be_compared(self) -> None:
        assert verdict("d7.k3.g2/year", {"date": UNKNOWN}, {}) == "undecided"
        assert verdict("d7.k3.g2/year", {"date": UNKNOWN, "id": f"{SENDER}-20.412"}, {}) == "broken"

    def test_without_a_sender_the_agency_cannot_be_compared(self) -> None:
        assert (
            verdict("d7.k3.g1/agency", {"sender": attrs.evolve(party(SENDER), id=UNKNOWN)}, {})
            == "undecided"
        )

    @pytest.mark.parametrize(
        ("day", "expected"), [("2020-09-14", "broken"), ("2020-09-15", "kept")]
    )
    def test_the_newer_agency_ids_have_a_first_day(self, day: str, expected: str) -> None:
        what = letter(date=date.fromisoformat(day), id="H12.05-2020.412", sender=party("H12.05"))
        given = case(what, *steps(day))

        assert CA_MAU.verdict(given, "d7.k3.p3/generation") == expected
        assert CA_MAU.verdict(given, "d7.k3.g1/agency") == "kept"


# -- Điều 8 ------------------------------------------------------------------------------------

# fmt: off
CHECKS = [
    # checked     verdict      because
    ("08:00",     "kept",      "before acceptance"),
    ("08:01",     "kept",      "at the moment of acceptance"),
    ("08:01:01",  "broken",    "after it"),
    (None,        "broken",    "not at all"),
]
FAULTS = [
    # what the check found                                  verdict            because
    ({},                                                    "not-applicable",  "nothing wrong"),
    ({"intact": False},                                     "broken",          "not intact, and the sender was not told"),
    ({"authentic": False},                                  "broken",          "not authentic"),
    ({"right_addressee": False},                            "broken",          "sent to the wrong agency"),
    ({"intact": UNKNOWN},                                   "undecided",       "nobody knows what was found"),
]
LEADING = [
    # assigned                                              verdict            because
    ({"coordinating": ("Phòng A",), "lead": "Phòng B"},     "kept",            "lead and supporting units"),
    ({"coordinating": ("Phòng A",), "lead": None},          "broken",          "no lead unit among several"),
    ({"coordinating": ("Phòng A",), "lead": UNKNOWN},       "undecided",       "nobody knows of a lead unit"),
    ({"coordinating": ()},                                  "not-applicable",  "one unit alone"),
    ({"coordinating": UNKNOWN},                             "undecided",       "nobody knows whether several"),
]
RECALLS = [
    # executed   confirmed  by         until              destroyed    confirmed    because
    ("15:10",    "15:11",   "system",  "",                "kept",      "kept",      "destroyed and said so"),
    ("15:10",    None,      None,      "",                "kept",      "broken",    "destroyed, the sender not told"),
    ("15:10",    "15:11",   "email",   "",                "kept",      "broken",    "told otherwise than through the system"),
    (None,       None,      None,      "",                "broken",    "broken",    "neither"),
    (None,       None,      None,      f"{TUESDAY} 23:59", "pending",  "pending",   "until the end of the next working day"),
    (None,       None,      None,      f"{WEDNESDAY} 00:00", "broken", "broken",    "it has ended"),
    (None,       None,      None,      None,              "undecided", "undecided", "the log is silent"),
]
# fmt: on


def recalled(
    executed: str | None,
    confirmed: str | None,
    by: Any,
    until: str | None,
    log: Changes | None = None,
) -> Case:
    """A recall at 15:00, of which the recipient was told at once."""
    acts = [
        step("recalled", "15:00"),
        step("recall-sent", "15:00", channel="system"),
        step("recall-notified", "15:00:05", agency=RECIPIENT),
    ]
    if executed is not None:
        acts.append(step("recall-executed", executed, agency=RECIPIENT))
    if confirmed is not None:
        acts.append(step("recall-confirmed", confirmed, agency=RECIPIENT, channel=by))
    return case(letter(status="recalled"), *steps(**(log or {})), *acts, until=until)


class TestArticle8Clause1PointA:
    """The clerk checks before accepting, and tells the sender in time of a fault."""

    @pytest.mark.parametrize(("checked", "expected", "because"), CHECKS)
    def test_checked(self, checked: str | None, expected: str, because: str) -> None:
        assert verdict("d8.k1.a.s1/checked", {}, {"checked": checked}) == expected, because

    def test_a_silent_log(self) -> None:
        assert verdict("d8.k1.a.s1/checked", {}, {"checked": None}, None) == "undecided"

    @pytest.mark.parametrize(("found", "expected", "because"), FAULTS)
    def test_fault(self, found: Changes, expected: str, because: str) -> None:
        assert verdict("d8.k1.a.s2/fault-told", {}, {"checked": found}) == expected, because

    @pytest.mark.parametrize("channel", ["system", "email", "paper", UNKNOWN])
    def test_in_time_has_no_number_whatever_the_form(self, channel: Any) -> None:
        found = CA_MAU.finding(refused("09:00", channel, ""), "d8.k1.a.s2/fault-told")

        assert found.verdict.value == "undecided"
        assert found.facts["took"] == 3600, "the fault was found at 08:00"


class TestArticle8Clause1PointB:
    """Every incoming document is registered, with the information of Article 7."""

    def test_entry(self) -> None:
        assert verdict("d8.k1.b/entry", {}, {}) == "kept"
        assert verdict("d8.k1.b/entry", {}, {"registered_in": None}) == "broken"
        assert (
            verdict("d8.k1.b/entry", {}, {"registered_in": None}, f"{TUESDAY} 08:00") == "pending"
        )

    def test_fields(self) -> None:
        assert verdict("d8.k1.b/fields", {}, {}) == "kept"
        assert verdict("d8.k1.b/fields", {"abstract": ""}, {}) == "broken"
        assert verdict("d8.k1.b/fields", {"abstract": UNKNOWN}, {}) == "undecided"
        assert (
            verdict("d8.k1.b/fields", {"abstract": ""}, {"registered_in": None}) == "not-applicable"
        )


class TestArticle8Clause1PointC:
    """The recipient's system answers; on a recall it destroys the document and says so."""

    def test_the_state_is_sent_back(self) -> None:
        assert verdict("d8.k1.c/status-returned", {}, {}) == "kept"

    @pytest.mark.parametrize("answer", [None, "07:59", {"channel": "email"}])
    def test_without_an_answer_by_the_system_after_acceptance_nothing_is_proved(
        self, answer: Any
    ) -> None:
        log = {"receipt_notified": answer}

        assert verdict("d8.k1.c/status-returned", {}, log) == "pending"

    @pytest.mark.parametrize(
        ("executed", "confirmed", "by", "until", "destroyed", "told", "because"), RECALLS
    )
    def test_recall(
        self, executed: Any, confirmed: Any, by: Any, until: Any, destroyed: str, told: str,
        because: str,
    ) -> None:  # fmt: skip
        given = recalled(executed, confirmed, by, until)

        assert CA_MAU.verdict(given, "d8.k1.c.p2/destroyed") == destroyed, because
        assert CA_MAU.verdict(given, "d8.k1.c.p2/confirmed") == told, because

    def test_what_never_arrived_cannot_be_destroyed(self) -> None:
        given = recalled(None, None, None, "", {"arrived": None})

        assert CA_MAU.verdict(given, "d8.k1.c.p2/destroyed") == "not-applicable"

    def test_no_recall(self) -> None:
        assert verdict("d8.k1.c.p2/destroyed", {}, {}) == "not-applicable"


class TestArticle8Clause2:
    """From the register to the head, to the unit, to the official."""

    def test_passed_on_in_time_has_no_number(self) -> None:
        found = CA_MAU.finding(exchange({}, {}), "d8.k2.a.s1/passed-on")

        assert (found.verdict.value, found.facts["took"]) == ("undecided", 120)

    def test_not_passed_on(self) -> None:
        log = without("submitted", "transferred")

        assert verdict("d8.k2.a.s1/passed-on", {}, log) == "broken"
        assert verdict("d8.k2.a.s1/to-the-unit", {}, log) == "broken"
        assert verdict("d8.k2.a.s1/to-the-unit", {}, log, f"{TUESDAY} 17:00") == "pending"

    def test_to_the_unit(self) -> None:
        assert verdict("d8.k2.a.s1/to-the-unit", {}, {}) == "kept"

    def test_the_head_sees_it_before_the_unit(self) -> None:
        assert verdict("d8.k2.a.s1/in-order", {}, {}) == "kept"
        assert verdict("d8.k2.a.s1/in-order", {}, {"submitted": "08:05"}) == "kept"
        assert verdict("d8.k2.a.s1/in-order", {}, {"submitted": "08:06"}) == "broken"
        assert verdict("d8.k2.a.s1/in-order", {}, {"submitted": None}) == "not-applicable"

    def test_the_unit_names_an_official(self) -> None:
        assert verdict("d8.k2.a.s2/official", {}, {}) == "kept"
        assert verdict("d8.k2.a.s2/official", {}, {"assigned": None}) == "broken"
        assert verdict("d8.k2.a.s2/official", {}, {"assigned": None}, None) == "undecided"

    def test_what_the_head_assigned_before_is_not_the_units_assignment(self) -> None:
        assert verdict("d8.k2.a.s2/official", {}, {"assigned": "08:04:30"}) == "broken"

    @pytest.mark.parametrize(("assigned", "expected", "because"), LEADING)
    def test_several_units(self, assigned: Changes, expected: str, because: str) -> None:
        assert verdict("d8.k2.b/lead", {}, {"assigned": assigned}) == expected, because

    @pytest.mark.parametrize(
        ("sender", "trace", "expected"),
        [
            (party(COMMITTEE, "peoples-committee"), True, "undecided"),
            (party(COMMITTEE, "peoples-committee-chair"), True, "undecided"),
            (party(COMMITTEE, "peoples-committee"), False, "undecided"),
            (party(SENDER), True, "not-applicable"),
            (party(SECOND, "peoples-committee", "district"), True, "not-applicable"),
            (party("000.00.00.H39", "peoples-committee"), True, "not-applicable"),
        ],
    )
    def test_progress_of_the_committees_tasks(
        self, sender: Party, trace: bool, expected: str
    ) -> None:
        acts = [step("processing", "10:00", agency=RECIPIENT)] if trace else []
        given = case(letter(sender=sender), *steps(), *acts)

        assert CA_MAU.verdict(given, "d8.k2.c/progress") == expected


# -- Điều 9 ------------------------------------------------------------------------------------

# fmt: off
ORDERS = [
    # rule                              log                                       verdict      because
    ("d9.k1.a/drafted-before-approved", {},                                       "kept",      "drafted, then approved"),
    ("d9.k1.a/drafted-before-approved", {"drafted": "07:11"},                     "broken",    "approved before it was drafted"),
    ("d9.k1.a/drafted-before-approved", {"drafted": None},                        "broken",    "nobody drafted it"),
    ("d9.k1.a/approved-before-signed",  {},                                       "kept",      "approved, then signed"),
    ("d9.k1.a/approved-before-signed",  {"approved": "07:20"},                    "kept",      "the leader approves and signs in one"),
    ("d9.k1.a/approved-before-signed",  {"approved": "07:21"},                    "broken",    "signed before it was approved"),
    ("d9.k1.a/signed-before-published", {},                                       "kept",      "signed, then issued"),
    ("d9.k1.a/signed-before-published", {"signed": "07:31"},                      "broken",    "issued before it was signed"),
    ("d9.k1.b/form-checked",            {},                                       "kept",      "checked before issue"),
    ("d9.k1.b/form-checked",            {"form_checked": "07:30"},                "kept",      "at the moment of issue"),
    ("d9.k1.b/form-checked",            {"form_checked": "07:30:01"},             "broken",    "after it"),
    ("d9.k1.b/form-checked",            {"form_checked": None},                   "broken",    "not at all"),
    ("d9.k1.b/sealed",                  {},                                       "kept",      "signed by the agency before issue"),
    ("d9.k1.b/sealed",                  {"sealed": "07:31"},                      "broken",    "after issue"),
    ("d9.k1.b/sealed",                  {"sealed": None},                         "kept",      "the signature itself says when"),
    ("d9.k1.b/registered-out",          {},                                       "kept",      "registered before issue"),
    ("d9.k1.b/registered-out",          {"registered_out": "07:31"},              "broken",    "after issue"),
    ("d9.k1.b/registered-out",          {"registered_out": None},                 "broken",    "not at all"),
]
SEALS = [
    # signatures                     verdict      because
    ((hand(),),                      "broken",    "the agency did not sign"),
    ((),                             "broken",    "nobody signed"),
    ((hand(), seal(valid=UNKNOWN)),  "kept",      "signed; whether validly is another question"),
    ((hand(), seal(at=UNKNOWN)),     "undecided", "nobody knows when"),
    (UNKNOWN,                        "undecided", "nobody knows whether"),
]
REPLIES = [
    # the document                                                              verdict            because
    ({"reply_requested": True, "reply_by": date(2020, 3, 9)},                   "kept",            "the reply is due on a day"),
    ({"reply_requested": True, "due": date(2020, 3, 9)},                        "kept",            "the time of handling says it too"),
    ({"reply_requested": True},                                                 "broken",          "no day at all"),
    ({"reply_requested": True, "reply_by": UNKNOWN},                            "undecided",       "nobody gave it"),
    ({"reply_requested": False},                                                "not-applicable",  "no reply is asked for"),
    ({"reply_requested": UNKNOWN, "reply_by": date(2020, 3, 9)},                "undecided",       "a date alone asks for nothing"),
]
LINKS = [
    # the document                                            verdict            because
    ({"is_reply": True, "in_reply_to": "000.00.07.H12-2020.3"}, "kept",          "linked"),
    ({"is_reply": True, "in_reply_to": None},                 "broken",          "no link"),
    ({"is_reply": True, "in_reply_to": UNKNOWN},              "undecided",       "nobody knows"),
    ({"is_reply": False},                                     "not-applicable",  "no reply"),
    ({"is_reply": UNKNOWN},                                   "undecided",       "nobody knows whether it is one"),
]
TOLD_OF_RECALL = [
    # notice                                                     until               verdict      because
    (step("recall-sent", "15:01", channel="system"),             "",                 "kept",      "through the system"),
    (step("recall-sent", "15:01", channel="email"),              "",                 "kept",      "or otherwise"),
    (step("recall-notified", "15:01", agency=RECIPIENT),         "",                 "kept",      "the recipient's log proves it"),
    (None,                                                       f"{MONDAY} 15:10",  "pending",   "ten minutes later"),
    (None,                                                       f"{WEDNESDAY} 00:00", "broken",  "the next working day has ended"),
    (None,                                                       None,               "undecided", "the log is silent"),
]
# fmt: on


class TestArticle9Clause1:
    """Drafted, approved, signed; form checked, signed by the agency, registered; then issued."""

    @pytest.mark.parametrize(("rule", "log", "expected", "because"), ORDERS)
    def test_order(self, rule: str, log: Changes, expected: str, because: str) -> None:
        assert verdict(rule, {}, log) == expected, because

    @pytest.mark.parametrize(("signatures", "expected", "because"), SEALS)
    def test_the_agencys_signature(self, signatures: Any, expected: str, because: str) -> None:
        given = case(letter(signatures=signatures), *steps(sealed=None), until=None)

        assert CA_MAU.verdict(given, "d9.k1.b/sealed") == expected, because

    @pytest.mark.parametrize(
        ("rule", "steps_left_out"),
        [
            ("d9.k1.a/drafted-before-approved", ["drafted"]),
            ("d9.k1.a/approved-before-signed", ["approved"]),
            ("d9.k1.b/form-checked", ["form-checked"]),
            ("d9.k1.b/registered-out", ["registered-out"]),
        ],
    )
    def test_a_silent_log(self, rule: str, steps_left_out: list[str]) -> None:
        assert verdict(rule, {}, without(*steps_left_out), None) == "undecided"


class TestArticle9Clause2PointA:
    """When the steps are done it is sent, with the information of Article 7."""

    def test_sent(self) -> None:
        log = without("published", "acknowledged", "arrived")

        assert verdict("d9.k2.a/sent", {}, {}) == "kept"
        assert verdict("d9.k2.a/sent", {}, log, f"{TUESDAY} 17:00") == "pending"
        assert verdict("d9.k2.a/sent", {}, log, f"{WEDNESDAY} 00:00") == "broken"

    def test_fields(self) -> None:
        assert verdict("d9.k2.a/fields", {}, {}) == "kept"
        assert verdict("d9.k2.a/fields", {"number": ""}, {}) == "broken"
        assert verdict("d9.k2.a/fields", {"number": UNKNOWN}, {}) == "undecided"


class TestArticle9Clause2PointB:
    """It reaches the right recipients; of a recall they are told."""

    def test_every_recipient_is_reached(self) -> None:
        what = addressed(party(RECIPIENT), party(SECOND))
        both = case(what, *steps(), *received(to=SECOND))
        one = case(what, *steps())

        assert CA_MAU.verdict(both, "d9.k2.b.s1/right-recipients", SECOND) == "kept"
        assert CA_MAU.verdict(one, "d9.k2.b.s1/right-recipients", RECIPIENT) == "kept"
        assert CA_MAU.verdict(one, "d9.k2.b.s1/right-recipients", SECOND) == "broken"

    def test_in_transit(self) -> None:
        log = {"arrived": None}

        assert verdict("d9.k2.b.s1/right-recipients", {}, log, f"{MONDAY} 07:31") == "pending"
        assert verdict("d9.k2.b.s1/right-recipients", {}, log, None) == "undecided"

    def test_an_agency_that_is_no_recipient(self) -> None:
        given = case(letter(), *steps(), *received(to=SECOND))

        assert CA_MAU.verdict(given, "d9.k2.b.s1/right-recipients", SECOND) == "broken"
        assert CA_MAU.verdict(given, "d9.k2.b.s1/right-recipients", RECIPIENT) == "kept"

    def test_a_recipient_without_an_id_may_be_the_one_reached(self) -> None:
        what = addressed(party(RECIPIENT), Party(name="Sở Nội vụ"))
        given = case(what, *steps(), *received(to=SECOND))

        assert CA_MAU.verdict(given, "d9.k2.b.s1/right-recipients", SECOND) == "undecided"

    @pytest.mark.parametrize(("notice", "until", "expected", "because"), TOLD_OF_RECALL)
    def test_recall(self, notice: Event | None, until: Any, expected: str, because: str) -> None:
        told = () if notice is None else (notice,)
        given = case(letter(), *steps(), step("recalled", "15:00"), *told, until=until)

        assert CA_MAU.verdict(given, "d9.k2.b.s2/recall-told") == expected, because

    def test_nothing_recalled(self) -> None:
        assert verdict("d9.k2.b.s2/recall-told", {}, {}) == "not-applicable"


class TestArticle9Clause2PointsCAndD:
    """Who asks for a reply says by when; a reply is linked to what it answers."""

    @pytest.mark.parametrize(("what", "expected", "because"), REPLIES)
    def test_reply_deadline(self, what: Changes, expected: str, because: str) -> None:
        assert verdict("d9.k2.c/reply-deadline", what, {}) == expected, because

    @pytest.mark.parametrize(("what", "expected", "because"), LINKS)
    def test_link(self, what: Changes, expected: str, because: str) -> None:
        assert verdict("d9.k2.d/link", what, {}) == expected, because


# -- Điều 10 -----------------------------------------------------------------------------------

# fmt: off
IMAGES = [
    # rule              signatures                               verdict            because
    ("d10.k1.a/displayed", (hand(), seal()),                     "kept",            "the signature is shown"),
    ("d10.k1.a/displayed", (hand(image=None), seal()),           "broken",          "nothing is shown"),
    ("d10.k1.a/displayed", (hand(image=UNKNOWN), seal()),        "undecided",       "nobody knows"),
    ("d10.k1.a/displayed", (seal(),),                            "not-applicable",  "no authorised person signed"),
    ("d10.k1.b/colour",    (hand(), seal()),                     "kept",            "blue"),
    ("d10.k1.b/colour",    (hand(colour="black"), seal()),       "broken",          "black"),
    ("d10.k1.b/colour",    (hand(colour=UNKNOWN), seal()),       "undecided",       "nobody knows"),
    ("d10.k1.b/colour",    (hand(image=None), seal()),           "not-applicable",  "no image: the business of point a"),
    ("d10.k1.b/colour",    (hand(), hand(colour="red")),         "broken",          "two signed, one in red"),
    ("d10.k1.b/format",    (hand(), seal()),                     "kept",            "png"),
    ("d10.k1.b/format",    (hand(format=".PNG"), seal()),        "kept",            "in capitals, with its dot"),
    ("d10.k1.b/format",    (hand(format="jpg"), seal()),         "broken",          "jpg"),
    ("d10.k1.b/format",    UNKNOWN,                              "undecided",       "nobody gave the signatures"),
    ("d10.k2.b/colour",    (hand(), seal()),                     "kept",            "red"),
    ("d10.k2.b/colour",    (hand(), seal(colour="blue")),        "broken",          "blue"),
    ("d10.k2.b/colour",    (hand(),),                            "not-applicable",  "the agency did not sign"),
    ("d10.k2.b/format",    (hand(), seal()),                     "kept",            "png"),
    ("d10.k2.b/format",    (hand(), seal(format="gif")),         "broken",          "gif"),
    ("d10.k2.b/format",    (hand(), seal(format=UNKNOWN)),       "undecided",       "nobody knows"),
]
# The signature spans 110 to 170 mm; the seal is 36 mm wide.  A third is 20 mm.
PLACES = [
    # left edge of the seal   verdict      because
    (94,                      "kept",      "covers 110-130: 20 of 60 mm, a third"),
    (89,                      "kept",      "15 of 60 mm: a quarter, the edge of the tolerance"),
    (88.9,                    "broken",    "less than a quarter"),
    (99,                      "kept",      "25 of 60 mm: five twelfths, the other edge"),
    (99.1,                    "broken",    "more than five twelfths"),
    (150,                     "broken",    "a third, on the right"),
    (74,                      "broken",    "touches the signature"),
    (30,                      "broken",    "far from it"),
]
ISSUERS = [
    # issuer                                                verdict      because
    ("Ban Cơ yếu Chính phủ",                                "kept",      "the provider of the Government"),
    ("CN=Cục Chứng thực số và Bảo mật thông tin, C=VN",     "kept",      "its department, as a certificate writes it"),
    ("Công ty chứng thực số công cộng",                     "broken",    "a public provider"),
    (UNKNOWN,                                               "undecided", "nobody gave it"),
]
# fmt: on


class TestArticle10:
    """How the signatures look, and who issued the certificates."""

    @pytest.mark.parametrize(("rule", "signatures", "expected", "because"), IMAGES)
    def test_image(self, rule: str, signatures: Any, expected: str, because: str) -> None:
        assert verdict(rule, {"signatures": signatures}, {}) == expected, because

    @pytest.mark.parametrize(("left", "expected", "because"), PLACES)
    def test_place(self, left: float, expected: str, because: str) -> None:
        signatures = (hand(), seal(box=(left, 222.0, 36.0, 36.0)))

        assert verdict("d10.k2.a/position", {"signatures": signatures}, {}) == expected, because

    @pytest.mark.parametrize(
        ("signatures", "expected"),
        [
            ((hand(), seal(page=2)), "broken"),
            ((hand(), seal(box=UNKNOWN)), "undecided"),
            ((hand(), seal(page=UNKNOWN)), "undecided"),
            ((hand(), seal(image=None)), "broken"),
            ((hand(image=None), seal()), "not-applicable"),
            ((hand(),), "not-applicable"),
            ((hand(), seal(box=(94.0, 100.0, 36.0, 36.0))), "broken"),
            ((hand(page=2), hand(), seal()), "kept"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_page_and_height(self, signatures: Any, expected: str) -> None:
        assert verdict("d10.k2.a/position", {"signatures": signatures}, {}) == expected

    def test_about_a_third_is_a_reading(self) -> None:
        strict = CA_MAU.reading("seal-overlap", "1/3±1/60")
        given = exchange({"signatures": (hand(), seal(box=(89.0, 222.0, 36.0, 36.0)))}, {})

        assert strict.verdict(given, "d10.k2.a/position") == "broken"

    @pytest.mark.parametrize(("issuer", "expected", "because"), ISSUERS)
    def test_issuer(self, issuer: Any, expected: str, because: str) -> None:
        signatures: tuple[Signature, ...] = (hand(), seal(issuer=issuer))

        assert verdict("d10.k4/issuer", {"signatures": signatures}, {}) == expected, because

    def test_the_clause_speaks_of_state_agencies(self) -> None:
        what = {"sender": party(SENDER, "individual"), "signatures": (hand(issuer="Khác"),)}

        assert verdict("d10.k4/issuer", what, {}) == "not-applicable"


# -- Điều 11 -----------------------------------------------------------------------------------

# fmt: off
RECEIPTS = [
    # entry                  received               because
    ("2020-03-02 09:00",     "2020-03-02 09:00",    "in the morning session"),
    ("2020-03-02 11:29:59",  "2020-03-02 11:29:59", "the last second of the morning"),
    ("2020-03-02 11:30",     "2020-03-02 13:30",    "the end of the morning is outside it"),
    ("2020-03-02 12:00",     "2020-03-02 13:30",    "lunch: office hours next begin at 13:30"),
    ("2020-03-02 13:30",     "2020-03-02 13:30",    "the afternoon begins"),
    ("2020-03-02 17:00",     "2020-03-03 07:00",    "the end of the afternoon"),
    ("2020-03-02 05:00",     "2020-03-02 07:00",    "before opening: that day"),
    ("2020-03-06 18:00",     "2020-03-09 07:00",    "Friday evening: Monday"),
    ("2020-04-30 09:00",     "2020-05-04 07:00",    "30 April and 1 May are off, then a weekend"),
]
SENDINGS = [
    # issued     success      sent         because
    ("07:30",    "07:30:03",  "07:30:03",  "when its success was reported"),
    ("07:30",    "07:30",     "07:30",     "both at once"),
    ("07:30",    "07:29:59",  "07:30",     "clocks that differ: not before it was issued"),
]
CLOCKS = [
    # rule                                 log                         verdict            because
    ("d11.k3/arrived-after-published",     {},                         "kept",            "issued, then arrived"),
    ("d11.k3/arrived-after-published",     {"arrived": "07:30"},       "kept",            "in the same second"),
    ("d11.k3/arrived-after-published",     {"arrived": "07:29"},       "broken",          "arrived before it was issued"),
    ("d11.k3/arrived-after-published",     {"arrived": None},          "not-applicable",  "nothing arrived"),
    ("d11.k3/acknowledged-after-published", {},                        "kept",            "success comes after issuing"),
    ("d11.k3/acknowledged-after-published", {"acknowledged": "07:29"}, "broken",          "success before issuing"),
    ("d11.k3/accepted-after-arrived",      {},                         "kept",            "accepted after arrival"),
    ("d11.k3/accepted-after-arrived",      {"accepted": "07:30:03"},   "broken",          "accepted before arrival"),
]
# fmt: on


class TestArticle11:
    """When a document counts as sent and as received; clocks agree."""

    @pytest.mark.parametrize(("entry", "moment", "because"), RECEIPTS)
    def test_received(self, entry: str, moment: str, because: str) -> None:
        answer = CA_MAU.policy.received(at(entry), channel="system")

        assert answer.value == at(moment), because

    def test_received_by_mail_has_no_clock(self) -> None:
        assert CA_MAU.policy.received(at(f"{MONDAY} 09:00"), channel="email").value is None

    def test_the_closing_instant_is_a_reading(self) -> None:
        inside = CA_MAU.reading("closing-instant", "inside").policy

        assert inside.received(at(f"{MONDAY} 11:30")).value == at(f"{MONDAY} 11:30")

    @pytest.mark.parametrize(("issued", "success", "sent", "because"), SENDINGS)
    def test_sent(self, issued: str, success: str, sent: str, because: str) -> None:
        answer = CA_MAU.policy.sent(at(f"{MONDAY} {issued}"), at(f"{MONDAY} {success}"))

        assert answer.value == at(f"{MONDAY} {sent}"), because

    def test_sent_when_issued_is_a_reading(self) -> None:
        plain = CA_MAU.reading("sent", "published").policy

        assert plain.sent(at(f"{MONDAY} 07:30"), at(f"{MONDAY} 07:31")).value == at(
            f"{MONDAY} 07:30"
        )

    @pytest.mark.parametrize(("rule", "log", "expected", "because"), CLOCKS)
    def test_clocks(self, rule: str, log: Changes, expected: str, because: str) -> None:
        assert verdict(rule, {}, log) == expected, because

    def test_a_silent_log(self) -> None:
        assert verdict("d11.k3/arrived-after-published", {}, {"arrived": None}, None) == "undecided"


# -- Điều 12 -----------------------------------------------------------------------------------

PAPER, ELECTRONIC = "paper", "electronic"
# fmt: off
ARCHIVES = [
    # forms kept                until                verdict      because
    ((PAPER, ELECTRONIC),       "",                  "kept",      "both forms"),
    ((ELECTRONIC,),             "",                  "broken",    "one form only"),
    ((PAPER,),                  "",                  "broken",    "the other form only"),
    ((ELECTRONIC,),             "2020-03-17 23:59",  "pending",   "the other may follow by the end of the next working day"),
    ((ELECTRONIC,),             "2020-03-18 00:00",  "broken",    "it has ended"),
    ((),                        "",                  "pending",   "nothing archived yet, and no date is given"),
    ((),                        None,                "undecided", "the log is silent"),
    ((UNKNOWN,),                "",                  "undecided", "nobody knows in which form"),
]
# fmt: on


class TestArticle12:
    """What goes with paper under the list is archived in both forms."""

    @pytest.mark.parametrize(("forms", "until", "expected", "because"), ARCHIVES)
    @pytest.mark.parametrize(
        ("rule", "agency"),
        [("d12.p1.s2/sender-both-forms", SENDER), ("d12.p1.s2/recipient-both-forms", RECIPIENT)],
    )
    def test_forms(
        self, rule: str, agency: str, forms: Any, until: Any, expected: str, because: str
    ) -> None:
        kept = [step("archived", "2020-03-16 09:00", agency=agency, form=form) for form in forms]
        given = case(
            letter(kind="Tờ trình"), *steps(), step("paper-sent", "09:00"), *kept, until=until
        )

        assert CA_MAU.verdict(given, rule) == expected, because

    def test_what_the_other_side_archived_does_not_count(self) -> None:
        kept = [
            step("archived", "2020-03-16 09:00", agency=SENDER, form=form)
            for form in (PAPER, ELECTRONIC)
        ]
        given = case(letter(kind="Tờ trình"), *steps(), step("paper-sent", "09:00"), *kept)

        assert CA_MAU.verdict(given, "d12.p1.s2/sender-both-forms") == "kept"
        assert CA_MAU.verdict(given, "d12.p1.s2/recipient-both-forms") == "pending"

    @pytest.mark.parametrize(
        ("what", "paper"),
        [({}, True), ({"kind": "Tờ trình"}, False)],
        ids=["not-listed", "no-paper"],
    )
    def test_only_what_is_on_the_list_and_went_with_paper(self, what: Changes, paper: bool) -> None:
        sent = (step("paper-sent", "09:00"),) if paper else ()
        given = case(letter(**what), *steps(), *sent)

        assert CA_MAU.verdict(given, "d12.p1.s2/sender-both-forms") == "not-applicable"


# -- Điều 14, 16, 19, 20 -----------------------------------------------------------------------

# fmt: off
SCANS = [
    # log                                               scanned      clean             because
    ({},                                                "kept",      "kept",           "scanned and clean"),
    ({"scanned": "07:30"},                              "kept",      "kept",           "at the moment of issue"),
    ({"scanned": "07:31"},                              "broken",    "not-applicable", "after issue"),
    ({"scanned": None},                                 "broken",    "not-applicable", "not at all"),
    ({"scanned": {"result": "infected"}},               "kept",      "broken",         "issued although infected"),
    ({"scanned": {"result": UNKNOWN}},                  "kept",      "undecided",      "nobody knows the result"),
]
INCIDENTS = [
    # reported       to                                until               d14.k4            d20.k2.c          because
    ("08:20",        "Sở Thông tin và Truyền thông",   "",                 "undecided",      "kept",           "at once has no number; the department was told"),
    ("08:20",        "cán bộ công nghệ thông tin",     "",                 "undecided",      "broken",         "the officer is enough for one clause, not for the other"),
    ("08:20",        UNKNOWN,                          "",                 "undecided",      "undecided",      "nobody knows who was told"),
    (None,           None,                             f"{TUESDAY} 23:59", "pending",        "pending",        "until the end of the next working day"),
    (None,           None,                             f"{WEDNESDAY} 00:00", "broken",       "broken",         "it has ended"),
    (None,           None,                             None,               "undecided",      "undecided",      "the log is silent"),
]
FIVE = ("incident", "suspension-time", "resumption-time", "interim-measures", "update-measures")
NOTICES = [
    # items of the notices                    notice       items             because
    ([FIVE],                                  "kept",      "kept",           "all five"),
    ([FIVE[:3], FIVE[3:]],                    "kept",      "kept",           "over two notices"),
    ([FIVE[:4]],                              "kept",      "broken",         "how to catch up is missing"),
    ([UNKNOWN],                               "kept",      "undecided",      "nobody knows what it said"),
    ([],                                      "broken",    "not-applicable", "no notice at all"),
]
DEPARTMENT = "Sở Thông tin và Truyền thông"
REPORTS = [
    # period      sent                    until                    verdict            because
    ("2020-H1",   "2020-06-09 23:59:59",  "2020-06-12 17:00",      "kept",            "before 10 June: the 9th is the last day"),
    ("2020-H1",   "2020-06-10 00:00",     "2020-06-12 17:00",      "broken",          "the 10th is not before the 10th"),
    ("2020-H1",   None,                   "2020-06-09 23:59:59",   "pending",         "the 9th has not ended"),
    ("2020-H1",   None,                   "2020-06-10 00:00",      "broken",          "it has"),
    ("2020-H1",   None,                   None,                    "undecided",       "the log is silent"),
    ("2020",      "2020-12-09 16:00",     "2020-12-12 17:00",      "kept",            "before 10 December"),
    ("2020",      "2020-12-10 07:00",     "2020-12-12 17:00",      "broken",          "the 10th of December"),
    ("2019-H1",   "2019-06-07 09:00",     "2019-06-12 17:00",      "kept",            "the first period, 23 days after taking effect"),
    ("2018",      None,                   "2019-12-31 17:00",      "not-applicable",  "before the Regulation"),
    ("2020-H2",   None,                   "2021-12-31 17:00",      "not-applicable",  "no report for the second half alone"),
    ("2020-Q3",   "2020-10-15 09:00",     "2020-10-20 17:00",      "not-applicable",  "no quarterly report"),
]
SUMMARIES = [
    # to                             verdict            because
    ("Ủy ban nhân dân tỉnh",         "kept",            "the department's report to the committee"),
    ("Bộ Thông tin và Truyền thông", "kept",            "or to the ministry"),
    ("Sở Thông tin và Truyền thông", "not-applicable",  "the report of another agency"),
    ("Sở Nội vụ",                    "undecided",       "nobody says whether this is the department"),
    (UNKNOWN,                        "undecided",       "nobody knows to whom"),
]
# fmt: on


def incident(reported: str | None, to: Any, until: str | None) -> Case:
    """A security incident at 08:00 on the Monday."""
    acts = [step("security-incident", "08:00", agency=SENDER, severity="normal")]
    if reported is not None:
        acts.append(step("reported-to-authority", reported, agency=SENDER, to=to))
    return case(None, *acts, about="system", until=until)


def outage(notices: list[Any], until: str = "") -> Case:
    """An outage from 08:00 to 10:00 on the Monday, with its notices."""
    acts = [
        step("outage-began", "08:00", agency=SENDER),
        step("outage-ended", "10:00", agency=SENDER),
    ]
    acts += [
        step("outage-notified", f"08:{10 + number}", agency=SENDER, items=items)
        for number, items in enumerate(notices)
    ]
    return case(None, *acts, about="system", until=until)


def report(period: str, sent: str | None, until: str | None, to: Any = UNKNOWN) -> Case:
    """A report for a period, sent or not."""
    acts = (
        []
        if sent is None
        else [event("report-submitted", sent, agency=SENDER, period=period, to=to)]
    )
    return case(None, *acts, about="agency", periods=(period,), until=until)


class TestArticle14:
    """Scanned before issue and clean; an incident is reported at once."""

    @pytest.mark.parametrize(("log", "scanned", "clean", "because"), SCANS)
    def test_scan(self, log: Changes, scanned: str, clean: str, because: str) -> None:
        assert verdict("d14.k2/scanned", {}, log) == scanned, because
        assert verdict("d14.k2/clean", {}, log) == clean, because

    def test_the_last_scan_before_issue_counts(self) -> None:
        first = step("scanned", "07:27", result="infected")
        given = case(letter(), *steps(), first)

        assert CA_MAU.verdict(given, "d14.k2/clean") == "kept"

    def test_a_silent_log(self) -> None:
        assert verdict("d14.k2/scanned", {}, {"scanned": None}, None) == "undecided"
        assert verdict("d14.k2/clean", {}, {"scanned": None}, None) == "undecided"

    @pytest.mark.parametrize(("reported", "to", "until", "d14", "d20", "because"), INCIDENTS)
    def test_incident(
        self, reported: Any, to: Any, until: Any, d14: str, d20: str, because: str
    ) -> None:
        given = incident(reported, to, until)

        assert CA_MAU.verdict(given, "d14.k4/reported") == d14, because
        assert CA_MAU.verdict(given, "d20.k2.c/department-told") == d20, because

    def test_an_outage_is_no_security_incident(self) -> None:
        assert CA_MAU.verdict(outage([FIVE]), "d14.k4/reported") == "not-applicable"
        assert CA_MAU.verdict(outage([FIVE]), "d20.k2.c/department-told") == "not-applicable"


class TestArticles16And19:
    """Reports: half-yearly before 10 June, yearly before 10 December; the department's summary."""

    @pytest.mark.parametrize(("period", "sent", "until", "expected", "because"), REPORTS)
    def test_report(self, period: str, sent: Any, until: Any, expected: str, because: str) -> None:
        rule = "d19.k4/yearly" if len(period) == 4 else "d19.k4/half-yearly"

        assert CA_MAU.verdict(report(period, sent, until, DEPARTMENT), rule) == expected, because

    @pytest.mark.parametrize(("to", "expected", "because"), SUMMARIES)
    @pytest.mark.parametrize(
        ("rule", "period"),
        [("d16.k8/half-yearly-summary", "2020-H1"), ("d16.k8/yearly-summary", "2020")],
    )
    def test_summary(self, rule: str, period: str, to: Any, expected: str, because: str) -> None:
        given = report(period, "2020-12-20 09:00", "", to)

        assert CA_MAU.verdict(given, rule) == expected, because

    def test_the_reports_of_a_year(self) -> None:
        due = [part for part in reports_due(CA_MAU.policy, 2020) if part.clause.endswith("d19.k4")]

        assert [(part.period, part.late_after) for part in due] == [
            ("2020-H1", at("2020-06-09 23:59:59.999999")),
            ("2020", at("2020-12-09 23:59:59.999999")),
        ]


class TestArticle20:
    """Passwords and accounts; an outage is announced with five items."""

    def test_regularly_has_no_number(self) -> None:
        given = case(None, step("password-changed", "08:00", account="an"), about="agency")

        found = CA_MAU.finding(given, "d20.k1.s2/password")

        assert (found.verdict.value, found.missing) == ("undecided", ("limit:regularly",))

    @pytest.mark.parametrize(
        ("reported", "until", "expected"),
        [
            ("08:15", "", "undecided"),
            (None, f"{TUESDAY} 23:59", "pending"),
            (None, f"{WEDNESDAY} 00:00", "broken"),
            (None, None, "undecided"),
        ],
    )
    def test_a_lost_account(self, reported: str | None, until: str | None, expected: str) -> None:
        acts = [step("account-lost", "08:00", agency=SENDER, account="an")]
        if reported is not None:
            acts.append(step("account-loss-reported", reported, agency=SENDER, account="an"))

        given = case(None, *acts, about="agency", until=until)

        assert CA_MAU.verdict(given, "d20.k1.s3/loss-reported") == expected

    def test_the_report_of_another_account_does_not_count(self) -> None:
        lost = [
            step("account-lost", f"08:0{n}", agency=SENDER, account=name)
            for n, name in enumerate("ab")
        ]

        def told(account: Any) -> str:
            report = step("account-loss-reported", "08:30", agency=SENDER, account=account)
            return CA_MAU.verdict(
                case(None, *lost, report, about="agency"), "d20.k1.s3/loss-reported"
            )

        assert told("a") == "broken", "of b nobody was told"
        assert told(UNKNOWN) == "undecided", "of which one nobody knows"

    @pytest.mark.parametrize(("notices", "notice", "items", "because"), NOTICES)
    def test_outage(self, notices: list[Any], notice: str, items: str, because: str) -> None:
        assert CA_MAU.verdict(outage(notices), "d20.k2.a/notice") == notice, because
        assert CA_MAU.verdict(outage(notices), "d20.k2.a/items") == items, because

    def test_an_outage_of_fifteen_minutes(self) -> None:
        given = case(None, step("outage-began", "08:00"), about="system", until=f"{MONDAY} 08:15")

        assert CA_MAU.verdict(given, "d20.k2.a/notice") == "pending"


class TestTheInstrument:
    """Every clause that asks for a rule has one, or answers, or is a ground."""

    def test_no_clause_of_the_kind_rule_is_empty(self) -> None:
        empty = [
            clause.at
            for clause in shipped_instrument(INSTRUMENT).clauses
            if clause.kind == "rule"
            and not (clause.rules or clause.answer is not None or clause.ground is not None)
        ]

        assert empty == []

    def test_the_profile_says_that_its_hours_are_assumed(self) -> None:
        given = exchange({}, {"assigned": f"{TUESDAY} 08:00"})

        found = CA_MAU.finding(given, "d5.k3.s2/lead-unit")

        assert "hours" in {part.code for part in found.assumed}

    def test_it_is_loaded_by_name(self) -> None:
        assert egovdocs.load("ca-mau").profile.name["vi"] == "Cà Mau"
