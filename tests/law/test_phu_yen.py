"""
Decision 03/2022/QĐ-UBND of Phú Yên, article by article, with the text and a calendar in hand.

Office hours since 1 November 2021: 07:30-12:00 and 13:30-17:00, Monday to Friday.  Tuesday
15 March 2022 is in a week without holidays.  Verdicts are words; ``pending`` is an undecided
duty that is still running.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import pytest
from cases import Bench, agency, at, case, document, event, party, signature, unobserved

import egovdocs
from egovdocs.record import UNKNOWN, Case, Document, Event, Message, Party

INSTRUMENT = "phu-yen/03-2022"
PHU_YEN = Bench.of("phu-yen", INSTRUMENT)
TUESDAY = "2022-03-15"
SENDER, RECIPIENT, SECOND = (agency(number, "H45") for number in (0, 7, 21))
DEPARTMENT = party(RECIPIENT)
CITIZEN = Party(UNKNOWN, "Lê Thị Mẫu", "individual", registered_for=())
OFFICIAL_CHANNELS = (
    "system", "axis", "portal", "website", "reporting", "email", "other-official", "sms",
    "conference", "sector-system",
)  # fmt: skip


def letter(**changes: Any) -> Document:
    """A complete signed letter of the provincial committee to one department."""
    return document("H45", TUESDAY, **changes)


def message(relation: Any = "between-agencies", **changes: Any) -> Message:
    """A complete message; its two sides are those of its relation."""
    sides: dict[Any, tuple[Party, Party]] = {
        "to-individual": (party(SENDER), CITIZEN),
        "from-individual": (CITIZEN, DEPARTMENT),
        "inside": (party(SENDER), party(SENDER)),
    }
    sender, recipient = sides.get(relation, (party(SENDER), DEPARTMENT))
    complete: dict[str, Any] = {
        "relation": relation, "sender": sender, "recipients": (recipient,),
        "state_secret": False, "within_competence": True, "purposes": (), "permitted_by": None,
    }  # fmt: skip
    return Message(**{**complete, **changes})


def sent(channel: Any = "system", time: str = f"{TUESDAY} 09:00") -> Event:
    """The issue of a document or message by *channel*."""
    return event("published", time, channel=channel)


def paper(time: str = f"{TUESDAY} 14:00", to: Any = RECIPIENT) -> Event:
    """Paper, sent to *to*."""
    return event("paper-sent", time, agency=to)


def entered(time: str, channel: str = "email", to: str = RECIPIENT) -> Event:
    """The entry of a message into the account of *to*."""
    return event("arrived", time, channel=channel, agency=to)


def agency_case(*events: Event, until: str | None = "", periods: Any = None) -> Case:
    """A case about an agency."""
    return case(None, *events, until=until, about="agency", periods=periods)


# -- Hiệu lực ----------------------------------------------------------------------------------


class TestInForce:
    """In force from 18 February 2022 (Article 2 of the decision)."""

    @pytest.mark.parametrize(
        ("time", "verdict"),
        [
            ("2022-02-17 23:59:59", "not-applicable"),
            ("2022-02-18 00:00", "broken"),
        ],
    )
    def test_a_private_mailbox(self, time: str, verdict: str) -> None:
        given = case(letter(), sent("email-private", time))

        assert PHU_YEN.verdict(given, "d11.k3/no-outside-system") == verdict

    def test_a_ban_follows_the_law_of_the_day_of_the_act(self) -> None:
        given = case(letter(), sent(time="2022-02-17 09:00"), paper("2022-02-18 09:00"))

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "broken"

    @pytest.mark.parametrize(
        ("day", "sessions"),
        [
            ("2021-10-29", ("07:00", "11:30")),
            ("2021-11-01", ("07:30", "12:00")),
        ],
    )
    def test_the_office_hours_moved_on_1_november_2021(
        self, day: str, sessions: tuple[str, str]
    ) -> None:
        opens, closes = (at(f"{day} {time}") for time in sessions)
        calendar = PHU_YEN.policy.calendar

        assert calendar.next_open(at(f"{day} 00:00")) == opens
        assert not calendar.is_open(closes)

    def test_the_merger_of_2025_is_a_caution(self) -> None:
        answer = PHU_YEN.policy.received(
            at("2025-07-01 09:00"), channel="email", relation="between-agencies"
        )

        assert "Đắk Lắk" in answer.cautions[0]

    def test_acts_of_another_province_are_outside_the_profile(self) -> None:
        given = case(letter(sender=party(agency(0, "H39"))), sent("email-private"))

        assert PHU_YEN.verdict(given, "d11.k3/no-outside-system") == "not-applicable"


# -- Điều 4 ------------------------------------------------------------------------------------

# fmt: off
SECRETS = [
    # secret    issued by          verdict       because
    (True,      "system",          "broken",     "the system is the electronic environment"),
    (True,      "email",           "broken",     "so is official e-mail"),
    (True,      "email-private",   "broken",     "and any other electronic means"),
    (True,      "paper",           "kept",       "on paper only: nothing was done electronically"),
    (True,      None,              "kept",       "not issued"),
    (False,     "system",          "kept",       "nothing secret"),
    (UNKNOWN,   "system",          "undecided",  "nobody knows whether it is secret"),
    (UNKNOWN,   "paper",           "kept",       "on paper, secret or not"),
]
# fmt: on


class TestArticle4Clause1:
    """What has state-secret content is not done in the electronic environment."""

    @pytest.mark.parametrize(("secret", "channel", "verdict", "because"), SECRETS)
    def test_document(self, secret: Any, channel: str | None, verdict: str, because: str) -> None:
        events = (event("signed", f"{TUESDAY} 08:00"), *((sent(channel),) if channel else ()))

        given = case(letter(state_secret=secret), *events)

        assert PHU_YEN.verdict(given, "d4.k1/no-state-secret") == verdict, because

    @pytest.mark.parametrize(
        ("secret", "verdict"), [(True, "broken"), (False, "kept"), (UNKNOWN, "undecided")]
    )
    def test_message(self, secret: Any, verdict: str) -> None:
        given = case(message(state_secret=secret), sent("zalo"))

        assert PHU_YEN.verdict(given, "d4.k1/no-secret-message") == verdict

    def test_a_citizen_is_not_the_agency(self) -> None:
        given = case(message("from-individual", state_secret=True), sent("zalo"))

        assert PHU_YEN.verdict(given, "d4.k1/no-secret-message") == "not-applicable"

    def test_an_unseen_issue_of_a_secret_is_unknown(self) -> None:
        given = unobserved(case(letter(state_secret=True), event("signed", f"{TUESDAY} 08:00")))

        assert PHU_YEN.verdict(given, "d4.k1/no-state-secret") == "undecided"


# -- Điều 6 ------------------------------------------------------------------------------------

# fmt: off
ZALO = [
    # purposes                             verdict       because
    (("public-information",),              "kept",       "point a: making policy known"),
    (("feedback",),                        "kept",       "point a: answering feedback"),
    (("procedure-guidance",),              "kept",       "point a: guiding a procedure"),
    (("result-notice",),                   "kept",       "point b"),
    (("appointment",),                     "kept",       "point b"),
    (("feedback", "appointment"),          "kept",       "each under one of the points"),
    (("advertising",),                     "broken",     "under neither point"),
    (("feedback", "advertising"),          "broken",     "one of them under neither point"),
    ((),                                   "broken",     "no permitted purpose at all"),
    (("other-law",),                       "kept",       "special law provides otherwise (Article 11, clause 3)"),
    (UNKNOWN,                              "undecided",  "purposes unknown"),
]

PERMITTED = [
    # permitted by                  verdict       because
    ("peoples-committee",           "kept",       "the provincial committee, case by case"),
    ("peoples-committee-chair",     "kept",       "its chair, case by case"),
    ("agency",                      "broken",     "the head of a department is neither"),
    (None,                          "broken",     "nobody"),
    (UNKNOWN,                       "undecided",  "nobody knows"),
]

REGISTERED = [
    # purpose           registered for        verdict       because
    ("appointment",     ("appointment",),     "kept",       "registered"),
    ("appointment",     (),                   "broken",     "not registered"),
    ("appointment",     ("result-notice",),   "broken",     "registered for something else"),
    ("appointment",     UNKNOWN,              "undecided",  "registration unknown"),
    ("result-notice",   ("result-notice",),   "kept",       "registered"),
    ("result-notice",   (),                   "broken",     "the condition goes with both (reading)"),
    ("result-notice",   UNKNOWN,              "undecided",  "registration unknown"),
]

ZALO_WITH_WHOM = [
    # relation             purposes                            verdict           because
    ("between-agencies",   ("feedback",),                      "broken",         "feedback is that of citizens and non-state bodies"),
    ("inside",             ("appointment",),                   "broken",         "appointments are for citizens"),
    ("between-agencies",   ("result-notice",),                 "broken",         "so are results"),
    ("between-agencies",   ("feedback", "procedure-guidance"), "kept",           "guidance is not tied to whom it is given"),
    ("between-agencies",   ("public-information",),            "not-applicable", "a case of Article 6 whoever reads it"),
    ("to-individual",      ("feedback",),                      "not-applicable", "to a citizen"),
    (UNKNOWN,              ("feedback",),                      "undecided",      "to whom is unknown"),
    ("between-agencies",   UNKNOWN,                            "undecided",      "purposes unknown"),
]

ITEMS = ("account-name", "phone", "domain", "purpose")
ANNOUNCED = [
    # announced               items               verdict       because
    ("2022-03-01 09:00",      ITEMS,              "kept",       "before, with all four"),
    ("2022-03-10 13:59:59",   ITEMS,              "kept",       "one second before"),
    ("2022-03-10 14:00",      ITEMS,              "broken",     "at the same instant is not before"),
    ("2022-03-11 08:00",      ITEMS,              "broken",     "the day after"),
    ("2022-03-01 09:00",      ITEMS[:3],          "broken",     "the purpose is missing"),
    ("2022-03-01 09:00",      (*ITEMS, "other"),  "kept",       "other information, if any"),
    ("2022-03-01 09:00",      UNKNOWN,            "undecided",  "items unknown"),
    (None,                    (),                 "broken",     "never"),
]
# fmt: on


class TestArticle6Clause2:
    """Zalo: what for, to whom, and only after a notice."""

    @pytest.mark.parametrize(("purposes", "verdict", "because"), ZALO)
    def test_purposes(self, purposes: Any, verdict: str, because: str) -> None:
        given = case(message("to-individual", purposes=purposes), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-purpose") == verdict, because

    @pytest.mark.parametrize(("by", "verdict", "because"), PERMITTED)
    def test_permission(self, by: Any, verdict: str, because: str) -> None:
        given = case(message("inside", permitted_by=by), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-purpose") == verdict, because

    def test_a_citizen_may_write_by_zalo(self) -> None:
        given = case(message("from-individual", purposes=UNKNOWN), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-purpose") == "not-applicable"

    def test_other_channels_have_no_list_of_purposes(self) -> None:
        given = case(message("to-individual", purposes=UNKNOWN), sent("sms"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-purpose") == "not-applicable"

    def test_a_document_by_zalo(self) -> None:
        given = case(letter(), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-document") == "broken"

    @pytest.mark.parametrize(("by", "verdict", "because"), PERMITTED)
    def test_a_permitted_document_by_zalo(self, by: Any, verdict: str, because: str) -> None:
        given = case(letter(permitted_by=by), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-document") == verdict, because

    @pytest.mark.parametrize(("relation", "purposes", "verdict", "because"), ZALO_WITH_WHOM)
    def test_some_purposes_are_for_citizens_only(
        self, relation: Any, purposes: Any, verdict: str, because: str
    ) -> None:
        given = case(message(relation, purposes=purposes), sent("zalo"))

        assert PHU_YEN.verdict(given, "d6.k2/zalo-with-the-public") == verdict, because

    @pytest.mark.parametrize("purpose", ["feedback", "appointment", "result-notice"])
    def test_between_agencies_they_are_outside_article_6(self, purpose: str) -> None:
        given = case(message("between-agencies", purposes=(purpose,)), sent("zalo"))

        assert PHU_YEN.verdict(given, "d11.k3/no-zalo-outside-its-cases") == "broken"

    @pytest.mark.parametrize(("purpose", "registered", "verdict", "because"), REGISTERED)
    def test_registration(self, purpose: str, registered: Any, verdict: str, because: str) -> None:
        citizen = Party(UNKNOWN, "Lê Thị Mẫu", "individual", registered_for=registered)
        rule = "registered-appointment" if purpose == "appointment" else "registered-result"

        given = case(
            message("to-individual", purposes=(purpose,), recipients=(citizen,)), sent("zalo")
        )

        assert PHU_YEN.verdict(given, f"d6.k2.b/{rule}") == verdict, because

    @pytest.mark.parametrize(
        ("reading", "verdict"), [("both", "broken"), ("appointment-only", "not-applicable")]
    )
    def test_the_condition_of_registration_can_be_read_two_ways(
        self, reading: str, verdict: str
    ) -> None:
        given = case(message("to-individual", purposes=("result-notice",)), sent("zalo"))

        read = PHU_YEN.reading("zalo-registration", reading)

        assert read.verdict(given, "d6.k2.b/registered-result") == verdict

    @pytest.mark.parametrize(("announced", "items", "verdict", "because"), ANNOUNCED)
    def test_notice(self, announced: str | None, items: Any, verdict: str, because: str) -> None:
        opened = event("account-opened", "2022-03-10 14:00", channel="zalo", agency=RECIPIENT)
        notice = (
            () if announced is None
            else (event("channel-announced", announced, channel="zalo", agency=RECIPIENT, items=items),)
        )  # fmt: skip

        given = agency_case(*notice, opened)

        assert PHU_YEN.verdict(given, "d6.k2.c/announced-first") == verdict, because

    def test_a_silent_log_does_not_say_whether_notice_was_given(self) -> None:
        opened = event("account-opened", "2022-03-10 14:00", channel="zalo", agency=RECIPIENT)

        assert (
            PHU_YEN.verdict(agency_case(opened, until=None), "d6.k2.c/announced-first")
            == "undecided"
        )

    @pytest.mark.parametrize(
        ("about", "verdict", "because"),
        [
            ("zalo", "kept", "about Zalo"),
            ("email", "broken", "about another channel"),
            (UNKNOWN, "undecided", "about which channel is unknown"),
        ],
    )
    def test_the_notice_is_about_zalo(self, about: Any, verdict: str, because: str) -> None:
        opened = event("account-opened", "2022-03-10 14:00", channel="zalo", agency=RECIPIENT)
        notice = event(
            "channel-announced", "2022-03-01 09:00", channel=about, agency=RECIPIENT, items=ITEMS
        )

        given = agency_case(notice, opened)

        assert PHU_YEN.verdict(given, "d6.k2.c/announced-first") == verdict, because

    def test_an_earlier_account_elsewhere_is_not_what_the_notice_must_come_before(self) -> None:
        given = agency_case(
            event("account-opened", "2022-02-21 08:00", channel="system", agency=RECIPIENT),
            event(
                "channel-announced", "2022-03-01 09:00", channel="zalo", agency=RECIPIENT,
                items=ITEMS,
            ),
            event("account-opened", "2022-03-10 14:00", channel="zalo", agency=RECIPIENT),
        )  # fmt: skip

        assert PHU_YEN.verdict(given, "d6.k2.c/announced-first") == "kept"

    def test_an_account_elsewhere_needs_no_notice(self) -> None:
        opened = event("account-opened", "2022-03-10 14:00", channel="system", agency=RECIPIENT)

        assert PHU_YEN.verdict(agency_case(opened), "d6.k2.c/announced-first") == "not-applicable"


# -- Điều 7 ------------------------------------------------------------------------------------


# fmt: off
VALUES = [
    # signed by                   value                    under
    (("authority", "agency"),     "as-original",           "vn/30-2020-nd-cp#d5.k1"),
    (("authority",),              "equivalent-to-paper",   "vn/28-2018-qd-ttg#d4.k1"),
    ((),                          "reference-only",        "vn/28-2018-qd-ttg#d4.k2"),
]
# fmt: on


class TestArticle7:
    """Documents: the value of the national texts; other information: only to be known."""

    def test_a_message_is_for_reference_only(self) -> None:
        given = case(message("to-individual"), sent("sms"))

        assert PHU_YEN.policy.value(given).value == "reference-only"

    @pytest.mark.parametrize(
        ("channel", "value"),
        [("zalo", "reference-only"), ("email", "reference-only"), ("email-private", None),
         ("other", None), (UNKNOWN, None)],
    )  # fmt: skip
    def test_a_message_outside_article_6_is_not_spoken_of(
        self, channel: Any, value: str | None
    ) -> None:
        given = case(message("to-individual"), sent(channel))

        assert PHU_YEN.policy.value(given).value == value

    @pytest.mark.parametrize(("by", "value", "clause"), VALUES)
    def test_a_document(self, by: tuple[str, ...], value: str, clause: str) -> None:
        signatures = tuple(signature(who) for who in by)

        answer = PHU_YEN.policy.value(case(letter(signatures=signatures), sent()))

        assert answer.value == value
        assert clause in [step.clause for step in answer.because]

    def test_of_unknown_signatures_the_value_is_unknown(self) -> None:
        given = case(letter(signatures=UNKNOWN), sent())

        assert PHU_YEN.policy.value(given).value is None

    def test_the_value_of_a_document_is_left_to_the_national_texts(self) -> None:
        answer = PHU_YEN.alone().policy.value(case(letter(), sent()))

        assert answer.value is None
        assert f"{INSTRUMENT}#d7.k1" in [step.clause for step in answer.because]


# -- Điều 8 ------------------------------------------------------------------------------------

# fmt: off
SENT = [
    # channel            relation             issued      success     sent
    ("email",            "to-individual",     "08:00",    "08:00:03", "08:00:03"),
    ("sms",              "to-individual",     "06:00",    "06:00:01", "06:00:01"),
    ("zalo",             "to-individual",     "19:00",    "19:00",    "19:00"),
    ("email",            "between-agencies",  "17:30",    "17:30:02", "17:30:02"),
    ("other-official",   "inside",            "12:30",    "12:30:05", "12:30:05"),
    ("email",            "inside",            "08:00",    None,       None),
    ("sms",              "between-agencies",  "08:00",    "08:00:01", None),
    ("zalo",             "from-individual",   "08:00",    "08:00:01", None),
]
SILENT = [("sms", "between-agencies"), ("zalo", "from-individual")]
# fmt: on


class TestArticle8:
    """Moments of sending and receipt; receipt in full is the table of receipt clocks."""

    @pytest.mark.parametrize(("channel", "relation", "issued", "success", "moment"), SENT)
    def test_sending(
        self, channel: str, relation: str, issued: str, success: str | None, moment: str | None
    ) -> None:
        events = [sent(channel, f"{TUESDAY} {issued}")]
        if success:
            events.append(event("acknowledged", f"{TUESDAY} {success}"))
        policy = PHU_YEN.policy
        view = policy.view(unobserved(case(message(relation), *events)))

        found = policy.scene(view).moment("@sent", view.recipients[0])

        expected = None if moment is None else at(f"{TUESDAY} {moment}")
        instant = egovdocs.timing.from_us(found.us) if found.truth else None
        assert instant == expected

    @pytest.mark.parametrize(("channel", "relation"), SILENT)
    def test_where_it_is_silent_the_law_of_2005_says_when(
        self, channel: str, relation: str
    ) -> None:
        """Law 51/2005, Article 17: on entering a system outside the sender's control."""
        events = [sent(channel, f"{TUESDAY} 08:00"), event("acknowledged", f"{TUESDAY} 08:00:01")]
        policy = egovdocs.load("phu-yen")
        view = policy.view(unobserved(case(message(relation), *events)))

        found = policy.scene(view).moment("@sent", view.recipients[0])

        assert egovdocs.timing.from_us(found.us) == at(f"{TUESDAY} 08:00:01")
        assert found.because == ("vn/51-2005-qh11#d17.k1",)

    def test_receipt_through_the_system_waits_for_decision_55(self) -> None:
        given = case(letter(), sent(), entered(f"{TUESDAY} 09:00:04", "system"))

        found = PHU_YEN.finding(given, "d8.k1/received", RECIPIENT)

        assert found.verdict == "undecided"
        assert found.missing == ("text:phu-yen/55-2019",)

    def test_one_clause_alone_says_that_the_text_is_missing(self) -> None:
        given = case(letter(), sent(), entered(f"{TUESDAY} 09:00:04", "system"))

        assert PHU_YEN.verdict(given, "phu-yen/55-2019#qd/received", RECIPIENT) == "not-applicable"

    def test_before_the_regulation_decision_55_itself_says_so(self) -> None:
        given = case(
            document("H45", "2021-03-16"),
            sent(time="2021-03-16 09:00"),
            entered("2021-03-16 09:00:04", "system"),
        )

        assert PHU_YEN.verdict(given, "phu-yen/55-2019#qd/received", RECIPIENT) == "undecided"
        assert PHU_YEN.verdict(given, "d8.k1/received", RECIPIENT) == "not-applicable"

    def test_nothing_is_left_open_where_nothing_arrived(self) -> None:
        assert (
            PHU_YEN.verdict(case(letter(), sent()), "d8.k1/received", RECIPIENT) == "not-applicable"
        )

    def test_what_came_by_email_is_not_left_to_decision_55(self) -> None:
        given = case(letter(), sent("email"), entered(f"{TUESDAY} 09:00:04", "email"))

        assert PHU_YEN.verdict(given, "d8.k1/received", RECIPIENT) == "not-applicable"


# -- Điều 9 ------------------------------------------------------------------------------------

# fmt: off
RETURNS = [
    # act                  rule                    verdict           because
    ("refused",            "d9.k1/refusal",        "undecided",       "how to return is in Decision 55/2019"),
    ("receipt-notified",   "d9.k1/acknowledgement", "undecided",      "so is the notice of receipt"),
    ("accepted",           "d9.k1/refusal",        "not-applicable",  "nothing was returned"),
]

REPLIES = [
    # entered by     replied                  until                     verdict           because
    ("email",        "2022-03-17 09:00:01",   "2022-03-17 17:00",       "kept",           "a second later"),
    ("zalo",         "2022-03-17 16:00",      "2022-03-17 17:00",       "kept",           "no number in the text"),
    ("sms",          None,                    "2022-03-17 09:10",       "pending",        "ten minutes ago"),
    ("email",        None,                    "2022-03-18 23:59:59",    "pending",        "the next working day has not ended"),
    ("email",        None,                    "2022-03-19 00:00",       "broken",         "the next working day has ended"),
    ("portal",       None,                    "2022-03-31 17:00",       "not-applicable", "not by SMS, e-mail or Zalo"),
]

DECLINES = [
    # relation            by         entered                 declined                verdict    due                     late after              because
    ("from-individual",   "zalo",    "2022-03-17 11:00",     "2022-03-17 14:30",     "kept",    "2022-03-17 14:30",     "2022-03-17 14:30",     "one hour before noon, one after"),
    ("from-individual",   "zalo",    "2022-03-17 11:00",     "2022-03-17 14:30:01",  "broken",  "2022-03-17 14:30",     "2022-03-17 14:30",     "a second more"),
    ("from-individual",   "email",   "2022-03-17 10:00",     "2022-03-17 13:30",     "kept",    "2022-03-17 12:00",     "2022-03-17 13:30",     "used up at noon, late only after lunch"),
    ("from-individual",   "email",   "2022-03-17 10:00",     "2022-03-17 13:30:01",  "broken",  "2022-03-17 12:00",     "2022-03-17 13:30",     "a second after lunch"),
    ("from-individual",   "sms",     "2022-03-17 06:50",     "2022-03-17 09:30",     "kept",    "2022-03-17 09:30",     "2022-03-17 09:30",     "the office opens at 07:30"),
    ("from-individual",   "sms",     "2022-03-18 16:30",     "2022-03-21 09:00",     "kept",    "2022-03-21 09:00",     "2022-03-21 09:00",     "half an hour on Friday, the rest on Monday"),
    ("from-individual",   "zalo",    "2022-04-08 16:00",     "2022-04-12 08:30",     "kept",    "2022-04-12 08:30",     "2022-04-12 08:30",     "Monday 11 April is off for Hùng Kings' Day"),
    ("between-agencies",  "email",   "2022-03-17 12:15",     "2022-03-18 09:30",     "kept",    "2022-03-18 09:30",     "2022-03-18 09:30",     "received at the opening of Friday"),
    ("between-agencies",  "email",   "2022-03-17 12:15",     "2022-03-18 09:30:01",  "broken",  "2022-03-18 09:30",     "2022-03-18 09:30",     "a second more"),
    ("inside",            "email",   "2022-03-17 08:00",     "2022-03-17 10:00",     "kept",    "2022-03-17 10:00",     "2022-03-17 10:00",     "received at once, in office hours"),
]

OPEN_DECLINES = [
    # within competence   declined              until                   verdict           because
    (False,               None,                 "2022-03-17 10:00",     "pending",        "two hours are not over two hours"),
    (False,               None,                 "2022-03-17 10:00:01",  "broken",         "over"),
    (False,               None,                 None,                   "undecided",      "a silent log"),
    (True,                None,                 "2022-03-31 17:00",     "not-applicable", "the matter is the agency's own"),
    (UNKNOWN,             None,                 "2022-03-31 17:00",     "undecided",      "nobody knows whose it is"),
    (UNKNOWN,             "2022-03-17 09:00",   "2022-03-31 17:00",     "kept",           "by declining the agency says so itself"),
    (UNKNOWN,             "2022-03-17 10:01",   "2022-03-31 17:00",     "broken",         "it says so, and late"),
]
# fmt: on


class TestArticle9:
    """Notices of receipt and return, automatic replies, the reply within two working hours."""

    @pytest.mark.parametrize(("act", "rule", "verdict", "because"), RETURNS)
    def test_through_the_system(self, act: str, rule: str, verdict: str, because: str) -> None:
        given = case(
            letter(),
            sent(),
            entered(f"{TUESDAY} 09:00:04", "system"),
            event(act, f"{TUESDAY} 10:00", agency=RECIPIENT),
        )

        assert PHU_YEN.verdict(given, rule, RECIPIENT) == verdict, because

    @pytest.mark.parametrize(("channel", "replied", "until", "verdict", "because"), REPLIES)
    def test_automatic_reply(
        self, channel: str, replied: str | None, until: str, verdict: str, because: str
    ) -> None:
        events = [entered("2022-03-17 09:00", channel)]
        if replied:
            events.append(event("auto-replied", replied, agency=RECIPIENT))

        given = case(message("from-individual"), *events, until=until)

        assert PHU_YEN.verdict(given, "d9.k2.a/auto-reply", RECIPIENT) == verdict, because

    @pytest.mark.parametrize(
        ("relation", "verdict"),
        [("to-individual", "not-applicable"), ("from-individual", "broken"),
         ("between-agencies", "broken"), (UNKNOWN, "undecided")],
    )  # fmt: skip
    def test_a_citizen_need_not_reply_automatically(self, relation: Any, verdict: str) -> None:
        """The account that receives is that of an agency."""
        whom = CITIZEN if relation == "to-individual" else DEPARTMENT
        given = case(
            message(relation, recipients=(whom,)),
            event("arrived", "2022-03-17 09:00", channel="sms"),
        )

        assert PHU_YEN.verdict(given, "d9.k2.a/auto-reply") == verdict

    def test_a_citizen_need_not_decline(self) -> None:
        given = case(
            message("to-individual", within_competence=False),
            event("arrived", "2022-03-17 09:00", channel="sms"),
        )

        assert PHU_YEN.verdict(given, "d9.k2.b/decline-from-entry") == "not-applicable"

    @pytest.mark.parametrize(
        ("declined", "verdict"), [("2022-03-17 09:30", "kept"), ("2022-03-17 09:30:01", "broken")]
    )
    def test_from_another_province_the_hours_run_from_the_entry(
        self, declined: str, verdict: str
    ) -> None:
        """Clause 3 of Article 8, and its next working day, is for agencies of the province."""
        given = case(
            message(sender=party(agency(7, "H39")), within_competence=False),
            entered("2022-03-17 06:00"),
            event("declined", declined, agency=RECIPIENT),
        )

        assert PHU_YEN.verdict(given, "d9.k2.b/decline", RECIPIENT) == "not-applicable"
        assert PHU_YEN.verdict(given, "d9.k2.b/decline-from-entry", RECIPIENT) == verdict

    def test_whether_a_silent_log_replied_is_unknown(self) -> None:
        given = case(message("from-individual"), entered("2022-03-17 09:00"), until=None)

        assert PHU_YEN.verdict(given, "d9.k2.a/auto-reply", RECIPIENT) == "undecided"

    def test_a_reply_before_the_message_is_not_its_reply(self) -> None:
        given = case(
            message("from-individual"),
            event("auto-replied", "2022-03-17 08:59", agency=RECIPIENT),
            entered("2022-03-17 09:00"),
        )

        assert PHU_YEN.verdict(given, "d9.k2.a/auto-reply", RECIPIENT) == "broken"

    @pytest.mark.parametrize(
        ("relation", "channel", "time", "declined", "verdict", "due", "late", "because"), DECLINES
    )
    def test_two_hours(
        self, relation: str, channel: str, time: str, declined: str, verdict: str, due: str,
        late: str, because: str,
    ) -> None:  # fmt: skip
        to = SENDER if relation == "inside" else RECIPIENT
        rule = "decline-from-entry" if relation == "from-individual" else "decline"

        given = case(
            message(relation, within_competence=False),
            entered(time, channel, to),
            event("declined", declined, agency=to),
        )
        found = PHU_YEN.finding(given, f"d9.k2.b/{rule}", to)

        assert found.verdict == verdict, because
        assert (found.facts["due"], found.facts["late_after"]) == (at(due), at(late))

    @pytest.mark.parametrize(("own", "declined", "until", "verdict", "because"), OPEN_DECLINES)
    def test_without_a_reply(
        self, own: Any, declined: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [entered("2022-03-17 08:00", "zalo")]
        if declined:
            events.append(event("declined", declined, agency=RECIPIENT))

        given = case(message("from-individual", within_competence=own), *events, until=until)

        assert PHU_YEN.verdict(given, "d9.k2.b/decline-from-entry", RECIPIENT) == verdict, because

    def test_each_recipient_answers_for_itself(self) -> None:
        both = (DEPARTMENT, party(SECOND))
        given = case(
            message(within_competence=False, recipients=both),
            entered("2022-03-17 08:00", "email", RECIPIENT),
            entered("2022-03-17 08:00", "email", SECOND),
            event("declined", "2022-03-17 09:30", agency=RECIPIENT),
            event("declined", "2022-03-17 10:30", agency=SECOND),
        )

        assert PHU_YEN.verdict(given, "d9.k2.b/decline", RECIPIENT) == "kept"
        assert PHU_YEN.verdict(given, "d9.k2.b/decline", SECOND) == "broken"

    def test_a_recall_ends_the_duty(self) -> None:
        given = case(
            message(within_competence=False),
            entered("2022-03-17 08:00"),
            event("recalled", "2022-03-17 09:00"),
        )

        assert PHU_YEN.verdict(given, "d9.k2.b/decline", RECIPIENT) == "kept"


# -- Điều 10 -----------------------------------------------------------------------------------

# fmt: off
MANDATORY = [
    # channel            verdict       because
    ("system",           "kept",       "the document system"),
    ("axis",             "kept",       "how the system reaches others"),
    ("email",            "kept",       "the official mailbox"),
    ("email-private",    "broken",     "not the mailbox that was issued"),
    ("zalo",             "broken",     "neither of the two"),
    ("sms",              "broken",     "nowhere foreseen between agencies"),
    ("other",            "broken",     "neither of the two"),
    ("other-official",   "undecided",  "Article 8 clause 3 recognises it between agencies"),
    ("reporting",        "undecided",  "Article 6 clause 1 gives it for reports"),
    ("conference",       "undecided",  "Article 6 clause 1 gives it"),
    ("sector-system",    "undecided",  "Article 6 clause 1 gives it"),
    (UNKNOWN,            "undecided",  "channel unknown"),
]

LOSSES = [
    # reported               until                    verdict       because
    ("2022-04-05 08:20",     "2022-04-08 17:00",      "undecided",  "“promptly” has no number"),
    (None,                   "2022-04-05 08:10",      "pending",    "ten minutes ago"),
    (None,                   "2022-04-06 23:59:59",   "pending",    "the next working day has not ended"),
    (None,                   "2022-04-07 00:00",      "broken",     "the next working day has ended"),
    (None,                   None,                    "undecided",  "a silent log"),
]
# fmt: on


class TestArticle10:
    """Staff: the mandatory channels, and the loss of an account."""

    @pytest.mark.parametrize(("channel", "verdict", "because"), MANDATORY)
    @pytest.mark.parametrize("relation", ["inside", "between-agencies"])
    def test_message(self, relation: str, channel: Any, verdict: str, because: str) -> None:
        given = case(message(relation), sent(channel))

        assert PHU_YEN.verdict(given, "d10.k2.s1/official-message") == verdict, because

    @pytest.mark.parametrize(("channel", "verdict", "because"), MANDATORY)
    def test_document(self, channel: Any, verdict: str, because: str) -> None:
        given = case(letter(), sent(channel))

        assert PHU_YEN.verdict(given, "d10.k2.s1/official-channel", RECIPIENT) == verdict, because

    @pytest.mark.parametrize("relation", ["to-individual", "from-individual"])
    def test_outside_the_state_system_the_sentence_is_silent(self, relation: str) -> None:
        given = case(message(relation), sent("zalo"))

        assert PHU_YEN.verdict(given, "d10.k2.s1/official-message") == "not-applicable"

    def test_an_unknown_relation_leaves_it_open(self) -> None:
        given = case(message(UNKNOWN), sent("zalo"))

        assert PHU_YEN.verdict(given, "d10.k2.s1/official-message") == "undecided"

    def test_a_document_to_another_province(self) -> None:
        other = agency(7, "H39")
        given = case(letter(recipients=(party(other),)), sent("other"))

        assert PHU_YEN.verdict(given, "d10.k2.s1/official-channel", other) == "not-applicable"

    @pytest.mark.parametrize(("reported", "until", "verdict", "because"), LOSSES)
    def test_loss(
        self, reported: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = [event("account-lost", "2022-04-05 08:00", agency=RECIPIENT)]
        if reported:
            events.append(event("account-loss-reported", reported, agency=RECIPIENT))

        given = agency_case(*events, until=until)

        assert PHU_YEN.verdict(given, "d10.k3.s2/loss-reported") == verdict, because

    def test_a_tolerance_decides_what_is_prompt(self) -> None:
        given = agency_case(
            event("account-lost", "2022-04-05 08:00", agency=RECIPIENT, account="vanthu.snv"),
            event(
                "account-loss-reported", "2022-04-05 10:00:01", agency=RECIPIENT,
                account="vanthu.snv",
            ),
        )  # fmt: skip

        read = PHU_YEN.reading("immediately", "2 working hours")

        assert read.verdict(given, "d10.k3.s2/loss-reported") == "broken"

    @pytest.mark.parametrize(
        ("reported", "verdict", "because"),
        [
            (("vanthu.snv",), "broken", "of two lost accounts one was not reported"),
            (("vanthu.snv", "ldmau.snv"), "undecided", "both were; “promptly” has no number"),
            ((UNKNOWN,), "undecided", "which of the two was reported is unknown"),
        ],
    )
    def test_every_lost_account_is_reported(
        self, reported: tuple[Any, ...], verdict: str, because: str
    ) -> None:
        lost = [
            event("account-lost", "2022-04-05 08:00", agency=RECIPIENT, account=name)
            for name in ("vanthu.snv", "ldmau.snv")
        ]
        told = [
            event("account-loss-reported", "2022-04-05 08:20", agency=RECIPIENT, account=name)
            for name in reported
        ]

        given = agency_case(*lost, *told)

        assert PHU_YEN.verdict(given, "d10.k3.s2/loss-reported") == verdict, because

    @pytest.mark.parametrize(("by", "verdict", "because"), PERMITTED)
    def test_a_permitted_channel_is_no_breach(self, by: Any, verdict: str, because: str) -> None:
        """What Article 11 clause 3 permits case by case its staff may use, documents too."""
        document = case(letter(permitted_by=by), sent("other"))
        about = case(message(permitted_by=by), sent("other"))

        assert PHU_YEN.verdict(document, "d10.k2.s1/official-channel", RECIPIENT) == verdict, (
            because
        )
        assert PHU_YEN.verdict(about, "d10.k2.s1/official-message") == verdict, because


# -- Điều 11 -----------------------------------------------------------------------------------

# fmt: off
OUTSIDE = [
    # channel           permitted by                 purposes          verdict       because
    ("email-private",   None,                        (),               "broken",     "outside Article 6"),
    ("other",           None,                        (),               "broken",     "outside Article 6"),
    ("other",           "peoples-committee",         (),               "kept",       "permitted by the committee"),
    ("other",           "peoples-committee-chair",   (),               "kept",       "permitted by its chair"),
    ("other",           "agency",                    (),               "broken",     "permitted by somebody else"),
    ("other",           UNKNOWN,                     (),               "undecided",  "permission unknown"),
    ("other",           None,                        ("other-law",),   "kept",       "special law"),
    ("other",           None,                        UNKNOWN,          "undecided",  "special law unknown"),
    ("zalo",            None,                        (),               "kept",       "Zalo is judged by its purposes"),
    (UNKNOWN,           None,                        (),               "undecided",  "channel unknown"),
]

ZALO_OUTSIDE = [
    # purposes             verdict       because
    (("feedback",),        "kept",       "a case of Article 6 clause 2"),
    (("appointment",),     "kept",       "a case of Article 6 clause 2"),
    (("advertising",),     "broken",     "outside the cases of Article 6"),
    ((),                   "broken",     "outside the cases of Article 6"),
    (UNKNOWN,              "undecided",  "purposes unknown"),
]

ZALO_DOCUMENT = [
    # purposes             verdict       because
    (("feedback",),        "kept",       "a case of Article 6 clause 2"),
    (("result-notice",),   "kept",       "a case of Article 6 clause 2"),
    (("other-law",),       "kept",       "special law says otherwise"),
    (("approval",),        "broken",     "outside the cases of Article 6"),
    ((),                   "broken",     "outside the cases of Article 6"),
    (UNKNOWN,              "undecided",  "purposes unknown"),
]

PAPER_ONLY = [
    # secret   on system   lacks                  purposes         verdict       because
    (False,    True,       (),                    (),              "broken",     "done on paper without a reason"),
    (True,     True,       (),                    (),              "kept",       "secret: Article 4 forbids doing it electronically"),
    (False,    False,      (),                    (),              "kept",       "the recipient has no system"),
    (False,    True,       ("infrastructure",),   (),              "kept",       "the recipient lacks what it takes"),
    (False,    True,       (),                    ("other-law",),  "kept",       "another law asks for paper"),
    (UNKNOWN,  True,       (),                    (),              "undecided",  "secrecy unknown"),
    (False,    UNKNOWN,    (),                    (),              "undecided",  "the recipient's system unknown"),
    (False,    True,       UNKNOWN,               (),              "undecided",  "the recipient's means unknown"),
    (False,    True,       (),                    UNKNOWN,         "undecided",  "other law unknown"),
]

NO_PAPER = [
    # signed    on list    purposes         verdict           because
    ("valid",   False,     (),              "broken",         "signed, sent, and paper all the same"),
    ("valid",   True,      (),              "kept",           "on the list of Decision 28/2018"),
    ("valid",   False,     ("other-law",),  "kept",           "special law"),
    ("valid",   False,     ("approval",),   "broken",         "approval is no exception here"),
    ("valid",   UNKNOWN,   (),              "undecided",      "list unknown"),
    ("valid",   False,     UNKNOWN,         "undecided",      "special law unknown"),
    ("none",    False,     (),              "not-applicable", "only what was signed replaces paper"),
    ("unknown", False,     (),              "undecided",      "signature unknown"),
]
# fmt: on

SIGNED: dict[str, Any] = {"valid": (signature(),), "none": (), "unknown": UNKNOWN}


class TestArticle11:
    """Agencies: electronic work, permitted systems, no paper."""

    @pytest.mark.parametrize("channel", OFFICIAL_CHANNELS)
    def test_every_system_of_article_6_is_permitted(self, channel: str) -> None:
        given = case(message("to-individual"), sent(channel))

        assert PHU_YEN.verdict(given, "d11.k3/no-outside-system-for-messages") == "kept"

    @pytest.mark.parametrize(("channel", "by", "purposes", "verdict", "because"), OUTSIDE)
    def test_outside_systems(
        self, channel: Any, by: Any, purposes: Any, verdict: str, because: str
    ) -> None:
        given = case(message("to-individual", permitted_by=by, purposes=purposes), sent(channel))

        assert PHU_YEN.verdict(given, "d11.k3/no-outside-system-for-messages") == verdict, because

    @pytest.mark.parametrize(("purposes", "verdict", "because"), ZALO_DOCUMENT)
    def test_a_document_by_zalo(self, purposes: Any, verdict: str, because: str) -> None:
        given = case(letter(purposes=purposes), sent("zalo"))

        name = "d11.k3/no-zalo-document-outside-its-cases"
        assert PHU_YEN.verdict(given, name) == verdict, because

    @pytest.mark.parametrize(
        ("by", "verdict"),
        [
            (None, "broken"),
            ("peoples-committee", "kept"),
            ("agency", "broken"),
            (UNKNOWN, "undecided"),
        ],
    )
    def test_a_document_may_be_permitted_case_by_case(self, by: Any, verdict: str) -> None:
        """By the provincial committee or its chair, and by nobody else."""
        given = case(letter(permitted_by=by), sent("email-private"))

        assert PHU_YEN.verdict(given, "d11.k3/no-outside-system") == verdict

    def test_one_wrong_channel_among_several_is_enough(self) -> None:
        given = case(letter(), sent("email"), sent("email-private", f"{TUESDAY} 09:05"))

        found = PHU_YEN.finding(given, "d11.k3/no-outside-system")

        assert found.verdict == "broken"
        assert found.where["event"] == 1

    @pytest.mark.parametrize(("purposes", "verdict", "because"), ZALO_OUTSIDE)
    def test_zalo_outside_its_cases(self, purposes: Any, verdict: str, because: str) -> None:
        given = case(message("to-individual", purposes=purposes), sent("zalo"))

        assert PHU_YEN.verdict(given, "d11.k3/no-zalo-outside-its-cases") == verdict, because

    @pytest.mark.parametrize(
        ("secret", "on_system", "lacks", "purposes", "verdict", "because"), PAPER_ONLY
    )
    def test_paper_only(
        self, secret: Any, on_system: Any, lacks: Any, purposes: Any, verdict: str, because: str
    ) -> None:
        recipient = party(RECIPIENT, on_system=on_system, lacks=lacks)
        what = letter(state_secret=secret, purposes=purposes, recipients=(recipient,))

        given = case(what, paper())

        assert PHU_YEN.verdict(given, "d11.k1/works-electronically", RECIPIENT) == verdict, because

    def test_paper_beside_an_electronic_issue_is_judged_by_clause_4_only(self) -> None:
        given = case(letter(), sent(), paper())

        assert PHU_YEN.verdict(given, "d11.k1/works-electronically", RECIPIENT) == "kept"
        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "broken"

    @pytest.mark.parametrize(("signed", "listed", "purposes", "verdict", "because"), NO_PAPER)
    def test_no_paper(
        self, signed: str, listed: Any, purposes: Any, verdict: str, because: str
    ) -> None:
        what = letter(signatures=SIGNED[signed], on_paper_list=listed, purposes=purposes)

        given = case(what, sent(), paper())

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == verdict, because

    @pytest.mark.parametrize("channel", OFFICIAL_CHANNELS)
    def test_any_system_of_article_6_replaces_paper(self, channel: str) -> None:
        given = case(letter(), sent(channel), paper())

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "broken"

    def test_without_paper_it_is_kept_even_where_the_list_is_unknown(self) -> None:
        given = case(letter(on_paper_list=UNKNOWN, purposes=UNKNOWN), sent())

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "kept"

    @pytest.mark.parametrize(
        ("time", "reading", "verdict"),
        [
            (f"{TUESDAY} 08:59:59", "after", "kept"),
            (f"{TUESDAY} 09:00", "after", "broken"),
            (f"{TUESDAY} 08:59:59", "any", "broken"),
        ],
    )
    def test_paper_that_went_first(self, time: str, reading: str, verdict: str) -> None:
        given = case(letter(), sent(), paper(time))

        read = PHU_YEN.reading("paper-order", reading)

        assert read.verdict(given, "d11.k4/no-paper", RECIPIENT) == verdict

    def test_paper_to_one_of_two(self) -> None:
        what = letter(recipients=(DEPARTMENT, party(SECOND)))
        given = case(what, sent(), paper(to=SECOND))

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "kept"
        assert PHU_YEN.verdict(given, "d11.k4/no-paper", SECOND) == "broken"

    @pytest.mark.parametrize(
        ("recipient", "because"),
        [
            (party(agency(7, "H39")), "an agency of another province"),
            (party("000.00.00.G22", "government", "central"), "the Government"),
            (CITIZEN, "a citizen is no agency"),
        ],
    )
    def test_paper_to_others_than_agencies_of_the_province(
        self, recipient: Party, because: str
    ) -> None:
        given = case(letter(recipients=(recipient,)), sent(), paper(to=recipient.id))

        found = PHU_YEN.findings(given, "d11.k4/no-paper")

        assert [part.verdict for part in found] == ["not-applicable"], because

    def test_a_silent_log_does_not_say_whether_paper_went(self) -> None:
        given = unobserved(case(letter(), sent()))

        assert PHU_YEN.verdict(given, "d11.k4/no-paper", RECIPIENT) == "undecided"

    @pytest.mark.parametrize(
        ("listed", "answer"), [(False, "forbidden"), (True, "free"), (UNKNOWN, None)]
    )
    def test_asked_about_paper(self, listed: Any, answer: str | None) -> None:
        assert PHU_YEN.alone().policy.paper(letter(on_paper_list=listed)).value == answer


# -- Điều 12 -----------------------------------------------------------------------------------

# fmt: off
MONTHS = [
    # period      reported             until                    verdict           because
    ("2022-03",   "2022-03-31 16:00",  "2022-04-30 17:00",      "kept",           "on the last day"),
    ("2022-03",   "2022-04-05 09:00",  "2022-04-30 17:00",      "kept",           "the clause names no last day"),
    ("2022-03",   None,                "2022-03-20 17:00",      "pending",        "the month is not over"),
    ("2022-03",   None,                "2022-04-01 23:59:59",   "pending",        "Friday 1 April, the next working day"),
    ("2022-03",   None,                "2022-04-02 00:00",      "broken",         "that day has ended"),
    ("2022-03",   None,                None,                    "undecided",      "a silent log"),
    ("2022-02",   None,                "2022-04-30 17:00",      "broken",         "February ended under the Regulation"),
    ("2022-01",   None,                "2022-04-30 17:00",      "not-applicable", "January ended before it"),
    ("2022-Q1",   None,                "2022-04-30 17:00",      "not-applicable", "a quarter is no month"),
]
# fmt: on


class TestArticle12Clause2PointA:
    """Home Affairs reports every month."""

    @pytest.mark.parametrize(("period", "reported", "until", "verdict", "because"), MONTHS)
    def test_month(
        self, period: str, reported: str | None, until: str | None, verdict: str, because: str
    ) -> None:
        events = (
            () if reported is None
            else (event("report-submitted", reported, agency=RECIPIENT, period=period),)
        )  # fmt: skip

        given = agency_case(*events, until=until, periods=(period,))

        assert PHU_YEN.verdict(given, "d12.k2.a/monthly-report") == verdict, because
