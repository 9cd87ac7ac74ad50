"""
Decision 28/2018/QĐ-TTg, article by article, with the text and a calendar in hand.

Office hours here are 07:00-11:30 and 13:30-17:00.  Monday 2 March 2020 opens a week without
holidays; Tết 2020 was off from Thursday 23 to Wednesday 29 January.  Verdicts are words;
``pending`` is an undecided duty that is still running.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from cases import (
    case,
    document,
    event,
    exchange,
    party,
    receiving,
    sending,
    signature,
    unobserved,
)
from national_cases import (
    ANOTHER,
    DECISION,
    RECIPIENT,
    SENDER,
    bench,
    complete,
    digitised,
    lacking,
    national,
    to,
)

from egovdocs.record import UNKNOWN, File, Party, Signature, Signer

QD28 = bench(DECISION)
MONDAY = "2020-03-02"
BY_EMAIL = {"channel": "email"}
BY_SYSTEM = {"channel": "system"}

SIGNED = (signature("authority"), signature("agency"))
UNSIGNED: tuple[Signature, ...] = ()


def verdict(rule: str, *events: Any, of: Any = None, **observed: Any) -> str:
    """The verdict of *rule* on a complete document with *events*."""
    return QD28.verdict(case(of or complete(), *events, **observed), rule)


# -- Điều 1, Điều 2 ----------------------------------------------------------------------------


class TestArticle1And2:
    """State secrets are outside; those outside the administration follow where they can."""

    @pytest.mark.parametrize(
        ("secret", "expected"),
        [(False, "broken"), (True, "not-applicable"), (UNKNOWN, "undecided")],
    )
    def test_a_breach_in_a_secret_document(self, secret: Any, expected: str) -> None:
        given = complete(state_secret=secret, abstract="")

        assert verdict("d10.k2.e/abstract", *exchange(), of=given) == expected

    @pytest.mark.parametrize(
        ("kind", "lacks", "expected"),
        [
            # kind of sender, what it lacks, what a breach is
            ("peoples-committee", ("technology",), "broken"),
            ("party", (), "broken"),
            ("party", ("technology",), "not-applicable"),
            ("organisation", ("infrastructure",), "not-applicable"),
            ("party", UNKNOWN, "undecided"),
            (UNKNOWN, ("technology",), "undecided"),
            (UNKNOWN, (), "broken"),
        ],
    )
    def test_who_is_bound(self, kind: Any, lacks: Any, expected: str) -> None:
        sender = attrs.evolve(party(SENDER, kind), lacks=lacks)

        given = complete(sender=sender, abstract="")

        assert verdict("d10.k2.e/abstract", *exchange(), of=given) == expected


# -- Điều 4 ------------------------------------------------------------------------------------


# fmt: off
VALUE = [
    # channel    signatures                               expected
    ("system",  SIGNED,                                  "equivalent-to-paper"),
    ("axis",    SIGNED,                                  "equivalent-to-paper"),
    ("system",  (signature("authority"),),               "equivalent-to-paper"),
    ("system",  (signature("agency"),),                  "equivalent-to-paper"),
    ("system",  UNSIGNED,                                "reference-only"),
    ("axis",    UNSIGNED,                                "reference-only"),
    ("system",  None,                                    "reference-only"),
    ("system",  (Signature("authority", valid=False),),  "reference-only"),
    ("system",  (Signature("digitiser", valid=True),),   "reference-only"),
    ("system",  (Signature("authority"),),               None),
    ("system",  UNKNOWN,                                 None),
    ("email",   SIGNED,                                  None),
    ("email",   UNSIGNED,                                None),
]
# fmt: on


class TestArticle4:
    """What a document is worth: signed it replaces paper, unsigned it is for reference."""

    @pytest.mark.parametrize(("channel", "signatures", "expected"), VALUE)
    def test_value(self, channel: str, signatures: Any, expected: str | None) -> None:
        published = event("published", f"{MONDAY} 07:30", channel=channel)

        answer = national().value(case(complete(signatures=signatures), published))

        assert answer.value == expected

    def test_an_answer_cites_its_clause(self) -> None:
        worth = national().value(case(complete(), *sending()))
        less = national().value(case(complete(signatures=()), *sending()))

        assert [step.clause for step in worth.because] == [f"{DECISION}#d4.k1"]
        assert [step.clause for step in less.because] == [f"{DECISION}#d4.k2"]

    def test_what_is_missing_is_named(self) -> None:
        answer = national().value(case(complete(signatures=UNKNOWN), *sending()))

        assert answer.missing == ("document.signatures",)


# -- Điều 5 and Điều 7 -------------------------------------------------------------------------

UNKNOWN_KIND = attrs.evolve(party(RECIPIENT), kind=UNKNOWN)

# fmt: off
CHANNELS = [
    # channel   sender lacks         recipient lacks        verdict
    ("system",  (),                  (),                    "kept"),
    ("axis",    (),                  (),                    "kept"),
    ("system",  ("security",),       (),                    "kept"),
    ("email",   (),                  (),                    "broken"),
    ("zalo",    (),                  (),                    "broken"),
    ("email",   ("infrastructure",), (),                    "kept"),
    ("email",   (),                  ("technology",),       "kept"),
    ("email",   (),                  ("security",),         "kept"),
    ("email",   ("interconnection",), ("interconnection",), "kept"),
    ("email",   (),                  UNKNOWN,               "undecided"),
    ("email",   UNKNOWN,             ("technology",),       "kept"),
    (UNKNOWN,   (),                  (),                    "undecided"),
]

PAPER = [
    # recipient                          document                                    paper      verdict
    (party(RECIPIENT),                   {},                                         None,      "kept"),
    (party(RECIPIENT),                   {},                                         "08:00",   "broken"),
    (party(RECIPIENT),                   {},                                         "07:30",   "broken"),
    (party(RECIPIENT),                   {},                                         "07:29",   "kept"),
    (party("000.00.00.G22", "government", "central"), {},                            "08:00",   "kept"),
    (party("000.00.00.G22", "prime-minister", "central"), {},                        "08:00",   "kept"),
    (party("000.00.00.G09", "ministry", "central"), {},                              "08:00",   "broken"),
    (party(RECIPIENT),                   {"on_paper_list": True},                    "08:00",   "kept"),
    (party(RECIPIENT),                   {"purposes": ("other-law",)},               "08:00",   "kept"),
    (party(RECIPIENT),                   {"purposes": ("submission",)},              "08:00",   "broken"),
    (party(RECIPIENT),                   {"on_paper_list": UNKNOWN},                 "08:00",   "undecided"),
    (party(RECIPIENT),                   {"on_paper_list": UNKNOWN},                 None,      "kept"),
    (UNKNOWN_KIND,                      {},                                         "08:00",   "undecided"),
    (party(RECIPIENT),                   {"signatures": ()},                         "08:00",   "undecided"),
    (party(RECIPIENT),                   {"signatures": UNKNOWN},                    "08:00",   "undecided"),
]
# fmt: on


class TestArticle5And7Clause1:
    """Everything goes through the system, unless one side still lacks the means."""

    @pytest.mark.parametrize(("channel", "sender", "recipient", "expected"), CHANNELS)
    @pytest.mark.parametrize("rule", ["d5.k2/through-the-system", "d7.k1/through-the-system"])
    def test_channel(
        self, rule: str, channel: Any, sender: Any, recipient: Any, expected: str
    ) -> None:
        given = complete(
            sender=attrs.evolve(party(SENDER, "peoples-committee"), lacks=sender),
            recipients=(attrs.evolve(party(RECIPIENT), lacks=recipient),),
        )
        published = event("published", f"{MONDAY} 07:30", channel=channel)

        assert verdict(rule, published, of=given) == expected

    def test_one_sending_through_the_system_is_enough(self) -> None:
        also = event("published", f"{MONDAY} 07:31", **BY_EMAIL)

        assert verdict("d7.k1/through-the-system", *exchange(), also) == "kept"

    def test_where_sending_was_not_watched_nothing_is_broken(self) -> None:
        given = case(complete(), event("published", f"{MONDAY} 07:30", **BY_EMAIL))

        assert QD28.verdict(unobserved(given), "d7.k1/through-the-system") == "undecided"

    def test_a_sender_without_a_system_lacks_the_means(self) -> None:
        sender = attrs.evolve(party(SENDER, "peoples-committee"), on_system=False)
        published = event("published", f"{MONDAY} 07:30", **BY_EMAIL)

        given = complete(sender=sender)

        assert verdict("d7.k1/through-the-system", published, of=given) == "kept"


class TestArticle5Clause3:
    """No paper after the electronic document, except in the two cases of clause 2, Article 7."""

    @pytest.mark.parametrize(("recipient", "changes", "paper", "expected"), PAPER)
    def test_paper(
        self, recipient: Party, changes: dict[str, Any], paper: str | None, expected: str
    ) -> None:
        sent = () if paper is None else (event("paper-sent", f"{MONDAY} {paper}"),)

        found = verdict("d5.k3/no-paper", *sending(), *sent, of=to(recipient, **changes))

        assert found == expected

    def test_unsigned_then_paper_can_be_read_as_a_breach(self) -> None:
        strict = QD28.reading("unsigned-then-paper", "broken")
        given = case(complete(signatures=()), *sending(), event("paper-sent", f"{MONDAY} 08:00"))

        assert strict.verdict(given, "d5.k3/no-paper") == "broken"

    def test_paper_before_can_be_read_as_a_breach(self) -> None:
        strict = QD28.reading("paper-order", "any")
        given = case(complete(), *sending(), event("paper-sent", f"{MONDAY} 07:29"))

        assert strict.verdict(given, "d5.k3/no-paper") == "broken"

    def test_the_ban_is_about_what_went_through_the_system(self) -> None:
        given = case(
            complete(),
            event("published", f"{MONDAY} 07:30", **BY_EMAIL),
            event("paper-sent", f"{MONDAY} 08:00"),
        )

        assert QD28.verdict(given, "d5.k3/no-paper") == "not-applicable"

    def test_to_one_that_cannot_receive_nothing_electronic_was_sent(self) -> None:
        given = to(party(RECIPIENT), lacking("infrastructure", ident=ANOTHER))
        paper = event("paper-sent", f"{MONDAY} 08:00", agency=ANOTHER)
        arrived = event("arrived", f"{MONDAY} 07:30:04", agency=ANOTHER, **BY_SYSTEM)

        plain = case(given, *exchange(), paper)
        reached = case(given, *exchange(), paper, arrived)

        assert QD28.verdict(plain, "d5.k3/no-paper", RECIPIENT) == "kept"
        assert QD28.verdict(plain, "d5.k3/no-paper", ANOTHER) == "kept"
        assert QD28.verdict(reached, "d5.k3/no-paper", ANOTHER) == "broken"

    def test_unwatched_paper_is_unknown(self) -> None:
        given = unobserved(case(complete(), *sending()))

        assert QD28.verdict(given, "d5.k3/no-paper") == "undecided"


# fmt: off
PAPER_ACCOMPANIES = [
    # paper                until                expected
    ("2020-03-02 07:30",  "2020-03-05 17:00",  "kept"),
    ("2020-03-02 07:00",  "2020-03-05 17:00",  "kept"),
    ("2020-03-04 16:00",  "2020-03-05 17:00",  "kept"),
    (None,                "2020-03-03 23:59",  "pending"),
    (None,                "2020-03-04 00:00",  "broken"),
]

ASKED_ABOUT_PAPER = [
    # given                                                 expected
    (complete(),                                           "forbidden"),
    (complete(on_paper_list=True),                         "required"),
    (complete(purposes=("other-law")),                     "required"),
    (complete(on_paper_list=UNKNOWN),                      None),
    (to(party("000.00.00.G22", "government", "central")),  "required"),
    (complete(signatures=()),                              None),
]
# fmt: on


class TestArticle7Clause2:
    """Two kinds of documents go with paper."""

    GOVERNMENT = party("000.00.00.G22", "government", "central")

    @pytest.mark.parametrize(("paper", "until", "expected"), PAPER_ACCOMPANIES)
    @pytest.mark.parametrize("case_of", ["government", "list"])
    def test_paper_accompanies(
        self, case_of: str, paper: str | None, until: str, expected: str
    ) -> None:
        listed = case_of == "list"
        given = complete(on_paper_list=True) if listed else to(self.GOVERNMENT)
        rule = "d7.k2.b/paper-accompanies" if listed else "d7.k2.a/paper-accompanies"
        sent = () if paper is None else (event("paper-sent", paper),)

        assert verdict(rule, *sending(), *sent, of=given, until=until) == expected

    @pytest.mark.parametrize("rule", ["d7.k2.a/paper-accompanies", "d7.k2.b/paper-accompanies"])
    def test_others_go_without_paper(self, rule: str) -> None:
        assert verdict(rule, *sending()) == "not-applicable"

    def test_a_list_that_is_not_at_hand(self) -> None:
        given = complete(on_paper_list=UNKNOWN)

        assert verdict("d7.k2.b/paper-accompanies", *sending(), of=given) == "undecided"

    def test_the_working_regulation_may_be_asked_for(self) -> None:
        careful = QD28.reading("working-regulation", "undecided")
        given = case(to(self.GOVERNMENT), *sending())

        assert careful.verdict(given, "d7.k2.a/paper-accompanies") == "undecided"

    @pytest.mark.parametrize(("given", "expected"), ASKED_ABOUT_PAPER)
    def test_asked_about_paper(self, given: Any, expected: str | None) -> None:
        assert national().paper(given).value == expected


# fmt: off
REFUSALS = [
    # told              by          watched until       verdict
    ("07:40",           "system",   "2020-03-05 17:00", "kept"),
    ("07:45",           "axis",     "2020-03-05 17:00", "kept"),
    ("2020-03-04 09:00", "system",  "2020-03-05 17:00", "kept"),
    ("07:45",           "email",    "2020-03-05 17:00", "broken"),
    ("07:45",           UNKNOWN,    "2020-03-05 17:00", "undecided"),
    (None,              None,       "2020-03-03 23:59", "pending"),
    (None,              None,       "2020-03-04 00:00", "broken"),
]
# fmt: on


def told(time: str | None, channel: Any, kind: str = "refusal-notified") -> tuple[Any, ...]:
    if time is None:
        return ()
    at = time if " " in time else f"{MONDAY} {time}"
    return (event(kind, at, agency=RECIPIENT, channel=channel),)


class TestArticle5Clause4:
    """Who refuses must at the same time say so, through the system or the axis."""

    @pytest.mark.parametrize(("time", "channel", "until", "expected"), REFUSALS)
    def test_notice(self, time: str | None, channel: Any, until: str, expected: str) -> None:
        refused = event("refused", f"{MONDAY} 07:40", agency=RECIPIENT, reason="unreadable")
        acts = (*sending(), *receiving(accepted=None, registered_in=None, transferred=None))

        found = verdict("d5.k4/notice", *acts, refused, *told(time, channel), until=until)

        assert found == expected

    def test_nothing_was_refused(self) -> None:
        assert verdict("d5.k4/notice", *exchange()) == "not-applicable"


# -- Điều 6 ------------------------------------------------------------------------------------


# fmt: off
WHAT_THE_RECIPIENT_FOUND = [
    # authentic  intact    expected
    (True,     True,     "kept"),
    (False,    True,     "broken"),
    (True,     False,    "broken"),
    (False,    UNKNOWN,  "broken"),
    (True,     UNKNOWN,  "undecided"),
    (UNKNOWN,  UNKNOWN,  "undecided"),
]
# fmt: on


class TestArticle6Clause1:
    """Authentic of origin and intact."""

    @pytest.mark.parametrize(("authentic", "intact", "expected"), WHAT_THE_RECIPIENT_FOUND)
    def test_what_the_recipient_found(self, authentic: Any, intact: Any, expected: str) -> None:
        check = event(
            "checked", f"{MONDAY} 08:00", agency=RECIPIENT, authentic=authentic, intact=intact
        )

        assert verdict("d6.k1/authentic-and-intact", *exchange(checked=None), check) == expected

    def test_an_invalid_signature(self) -> None:
        given = complete(signatures=(signature("authority"), Signature("agency", valid=False)))

        assert verdict("d6.k1/authentic-and-intact", *exchange(), of=given) == "broken"

    def test_signatures_of_which_nobody_knows(self) -> None:
        for signatures in (UNKNOWN, (Signature("authority"),)):
            given = complete(signatures=signatures)

            assert verdict("d6.k1/authentic-and-intact", *exchange(), of=given) == "undecided"

    def test_no_check_shows_nothing(self) -> None:
        assert verdict("d6.k1/authentic-and-intact", *exchange(checked=None)) == "undecided"


# fmt: off
SENT = [
    # signed                published               verdict    because
    ("2020-03-02 07:20",    "2020-03-02 07:30",     "kept",    "at once"),
    ("2020-03-02 07:20",    "2020-03-02 23:59:59",  "kept",    "the same day"),
    ("2020-03-02 07:20",    "2020-03-03 07:00",     "kept",    "the next morning"),
    ("2020-03-02 07:20",    "2020-03-03 11:30",     "kept",    "the last instant of the morning"),
    ("2020-03-02 07:20",    "2020-03-03 11:30:01",  "broken",  "a second after the morning"),
    ("2020-03-02 07:20",    "2020-03-03 13:30",     "broken",  "the afternoon"),
    ("2020-03-02 21:00",    "2020-03-03 11:30",     "kept",    "signed at night: the day is still Monday"),
    ("2020-03-06 16:30",    "2020-03-09 11:30",     "kept",    "Friday: the morning of Monday"),
    ("2020-03-06 16:30",    "2020-03-09 11:30:01",  "broken",  "Friday: past the morning of Monday"),
    ("2020-03-07 09:00",    "2020-03-09 11:30",     "kept",    "Saturday: the morning of Monday"),
    ("2020-03-07 09:00",    "2020-03-09 12:00",     "broken",  "Saturday: noon of Monday"),
    ("2020-01-22 10:00",    "2020-01-30 11:30",     "kept",    "the eve of Tết: the morning after it"),
    ("2020-01-22 10:00",    "2020-01-30 11:31",     "broken",  "the eve of Tết: too late on the day after it"),
    ("2019-04-12 10:00",    "2019-04-16 11:30",     "kept",    "Monday 15 April 2019 was off for the Hùng Kings"),
    ("2019-04-12 10:00",    "2019-04-16 13:30",     "broken",  "the afternoon after the Hùng Kings' day"),
]
# fmt: on
SENT_RULE = "d6.k2.s1/sent"


class TestArticle6Clause2Sentence1:
    """Sent on the day of signing, at the latest in the morning of the next working day."""

    @pytest.mark.parametrize(("signed", "published", "expected", "because"), SENT)
    def test_sending(self, signed: str, published: str, expected: str, because: str) -> None:
        acts = (event("signed", signed), event("published", published, **BY_SYSTEM))

        assert verdict(SENT_RULE, *acts) == expected, because

    @pytest.mark.parametrize(
        ("until", "expected"),
        [("2020-03-03 11:30", "pending"), ("2020-03-03 11:30:01", "broken")],
    )
    def test_not_sent(self, until: str, expected: str) -> None:
        signed = event("signed", f"{MONDAY} 07:20")

        assert verdict(SENT_RULE, signed, until=until) == expected

    def test_by_mail_it_was_not_sent(self) -> None:
        acts = (
            event("signed", f"{MONDAY} 07:20"),
            event("published", f"{MONDAY} 07:30", **BY_EMAIL),
        )

        assert verdict(SENT_RULE, *acts) == "broken"
        assert verdict(SENT_RULE, *acts, of=to(lacking("technology"))) == "kept"

    def test_without_the_event_the_signature_tells_when(self) -> None:
        late = event("published", "2020-03-03 13:30", **BY_SYSTEM)

        assert verdict(SENT_RULE, late) == "broken"

    def test_nobody_knows_when_it_was_signed(self) -> None:
        given = case(
            complete(signatures=UNKNOWN), event("published", f"{MONDAY} 07:30", **BY_SYSTEM)
        )

        assert QD28.verdict(unobserved(given), SENT_RULE) == "undecided"


class TestArticle6Clause2Sentence2:
    """What is worth as much as paper is handled promptly and does not wait for paper."""

    RULE = "d6.k2.s2/handled"

    def test_done_at_once_and_done_later(self) -> None:
        """Promptly has no number: only what is done in the same instant is surely in time."""
        assert verdict(self.RULE, *exchange(accepted="08:01", transferred="08:01")) == "kept"
        assert verdict(self.RULE, *exchange(accepted="08:01", transferred="08:02")) == "undecided"

    def test_a_tolerance_decides(self) -> None:
        tolerant = QD28.reading("immediately", "1 working hour")

        assert (
            tolerant.verdict(case(complete(), *exchange(transferred="09:01")), self.RULE) == "kept"
        )
        assert tolerant.verdict(case(complete(), *exchange(transferred="09:01:01")), self.RULE) == (
            "broken"
        )

    @pytest.mark.parametrize(
        ("until", "expected"), [("2020-03-03 23:59", "pending"), ("2020-03-04 00:00", "broken")]
    )
    def test_not_handled(self, until: str, expected: str) -> None:
        assert verdict(self.RULE, *exchange(transferred=None), until=until) == expected

    def test_unsigned_documents_are_not_meant(self) -> None:
        given = complete(signatures=())

        assert verdict(self.RULE, *exchange(transferred=None), of=given) == "not-applicable"


URGENT = ("urgent", "very-urgent", "express", "timed-express")


# fmt: off
SENT_AS_SOON_AS_SIGNED = [
    # published            expected
    ("07:24",             "kept"),
    ("07:24:01",          "undecided"),
    ("07:30",             "undecided"),
    ("2020-03-03 11:00",  "undecided"),
    (None,                "broken"),
]
# fmt: on


class TestArticle6Clause2Paragraph2:
    """Urgent documents: in priority mode, sent and passed on at once."""

    @pytest.mark.parametrize("urgency", URGENT)
    @pytest.mark.parametrize(
        ("priority", "expected"), [(True, "kept"), (False, "broken"), (UNKNOWN, "undecided")]
    )
    def test_priority(self, urgency: str, priority: Any, expected: str) -> None:
        given = complete(urgency=urgency, priority=priority)

        assert verdict("d6.k2.p2/priority", *exchange(), of=given) == expected

    @pytest.mark.parametrize(("published", "expected"), SENT_AS_SOON_AS_SIGNED)
    def test_sent_as_soon_as_signed(self, published: str | None, expected: str) -> None:
        given = complete(urgency="urgent")

        found = verdict("d6.k2.p2/sent-at-once", *sending(published=published), of=given)

        assert found == expected

    def test_the_time_it_took_is_a_fact(self) -> None:
        given = case(complete(urgency="express"), *sending())

        assert QD28.finding(given, "d6.k2.p2/sent-at-once").facts["took"] == 6 * 60

    @pytest.mark.parametrize("act", ["submitted", "transferred"])
    @pytest.mark.parametrize(("time", "expected"), [("08:01", "kept"), ("08:02", "undecided")])
    def test_passed_on_as_soon_as_accepted(self, act: str, time: str, expected: str) -> None:
        given = complete(urgency="very-urgent", status=act if act == "transferred" else "accepted")
        passed = event(act, f"{MONDAY} {time}", agency=RECIPIENT)

        found = verdict("d6.k2.p2/passed-on-at-once", *exchange(transferred=None), passed, of=given)

        assert found == expected

    def test_never_passed_on(self) -> None:
        given = complete(urgency="very-urgent")

        assert (
            verdict("d6.k2.p2/passed-on-at-once", *exchange(transferred=None), of=given) == "broken"
        )

    @pytest.mark.parametrize("rule", ["priority", "sent-at-once", "passed-on-at-once"])
    @pytest.mark.parametrize(
        ("urgency", "expected"), [("normal", "not-applicable"), (UNKNOWN, "undecided")]
    )
    def test_other_documents(self, rule: str, urgency: Any, expected: str) -> None:
        given = complete(urgency=urgency)

        assert verdict(f"d6.k2.p2/{rule}", *exchange(), of=given) == expected


# fmt: off
STATUS = [
    # status          shown         follows
    ("transferred",  "kept",       "kept"),
    ("arrived",      "kept",       "undecided"),
    ("completed",    "kept",       "broken"),
    ("recalled",     "kept",       "broken"),
    (None,           "broken",     "not-applicable"),
    ("",             "broken",     "not-applicable"),
    (UNKNOWN,        "undecided",  "undecided"),
]
# fmt: on


class TestArticle6Clause3:
    """The system follows the state of sending, receipt and processing."""

    @pytest.mark.parametrize(("status", "shown", "follows"), STATUS)
    def test_status(self, status: Any, shown: str, follows: str) -> None:
        given = complete(status=status)

        assert verdict("d6.k3/status", *exchange(), of=given) == shown
        assert verdict("d6.k3/status-follows", *exchange(), of=given) == follows


# -- Điều 8 ------------------------------------------------------------------------------------


# fmt: off
SIGNED_FIRST = [
    # signed    published    expected
    ("07:20",  "07:30",     "kept"),
    ("07:20",  "07:20",     "kept"),
    ("07:20",  "07:19:59",  "broken"),
]

APPROVED_FIRST = [
    # approved  expected
    ("07:10",  "kept"),
    ("07:30",  "kept"),
    ("07:31",  "broken"),
    (None,     "undecided"),
]

DIGITALLY_SIGNED_FIRST = [
    # sealed    expected
    ("07:24",  "kept"),
    ("07:30",  "kept"),
    ("07:31",  "broken"),
]
# fmt: on


class TestArticle8Clause1:
    """First approved, signed for issue and signed digitally; then sent."""

    @pytest.mark.parametrize(("signed", "published", "expected"), SIGNED_FIRST)
    def test_signed_first(self, signed: str, published: str, expected: str) -> None:
        acts = sending(signed=signed, sealed=None, published=published)

        assert verdict("d8.k1/signed-first", *acts) == expected

    def test_never_signed(self) -> None:
        acts = sending(signed=None, sealed=None)

        assert (
            verdict(
                "d8.k1/signed-first",
                *acts,
                of=complete(signatures=(), files=(File("a.pdf", scan=None),)),
            )
            == "broken"
        )

    def test_a_paper_original_is_signed_by_hand(self) -> None:
        acts = sending(signed=None, sealed=None)

        assert verdict("d8.k1/signed-first", *acts, of=digitised()) == "not-applicable"

    @pytest.mark.parametrize(("approved", "expected"), APPROVED_FIRST)
    def test_approved_first(self, approved: str | None, expected: str) -> None:
        acts = () if approved is None else (event("approved", f"{MONDAY} {approved}"),)

        assert verdict("d8.k1/approved-first", *sending(), *acts) == expected

    @pytest.mark.parametrize(("sealed", "expected"), DIGITALLY_SIGNED_FIRST)
    def test_digitally_signed_first(self, sealed: str, expected: str) -> None:
        assert verdict("d8.k1/digitally-signed-first", *sending(sealed=sealed)) == expected


# fmt: off
RIGHT_RECIPIENT = [
    # acknowledged  right     expected
    ("07:30:03",  True,     "kept"),
    (None,        True,     "kept"),
    ("07:30:03",  UNKNOWN,  "undecided"),
    ("07:30:03",  False,    "broken"),
    (None,        UNKNOWN,  "undecided"),
]

NOTICE_OF_RECALL = [
    # time                 channel    until                expected
    ("09:00",             "system",  "2020-03-05 17:00",  "kept"),
    ("2020-03-04 09:00",  "axis",    "2020-03-05 17:00",  "kept"),
    ("09:00",             "email",   "2020-03-05 17:00",  "broken"),
    (None,                None,      "2020-03-03 23:59",  "pending"),
    (None,                None,      "2020-03-04 00:00",  "broken"),
]
# fmt: on


class TestArticle8Clause2:
    """The sender follows that it reached the right recipient, and tells of a recall."""

    @pytest.mark.parametrize(("acknowledged", "right", "expected"), RIGHT_RECIPIENT)
    def test_right_recipient(self, acknowledged: str | None, right: Any, expected: str) -> None:
        check = event("checked", f"{MONDAY} 08:00", agency=RECIPIENT, right_addressee=right)
        acts = exchange(acknowledged=acknowledged, checked=None)

        assert verdict("d8.k2.s1/right-recipient", *acts, check) == expected

    def test_without_a_check_the_success_of_sending_shows_it(self) -> None:
        given = case(complete(), *exchange(checked=None))

        assert QD28.verdict(given, "d8.k2.s1/right-recipient") == "kept"
        assert QD28.verdict(unobserved(given), "d8.k2.s1/right-recipient") == "undecided"

    @pytest.mark.parametrize(("time", "channel", "until", "expected"), NOTICE_OF_RECALL)
    def test_notice_of_recall(
        self, time: str | None, channel: Any, until: str, expected: str
    ) -> None:
        recalled = event("recalled", f"{MONDAY} 09:00")
        sent = told(time, channel, "recall-sent")

        found = verdict("d8.k2.s2/recall-notice", *exchange(), recalled, *sent, until=until)

        assert found == expected

    def test_nothing_was_recalled(self) -> None:
        assert verdict("d8.k2.s2/recall-notice", *exchange()) == "not-applicable"


# -- Điều 9 ------------------------------------------------------------------------------------


# fmt: off
CHECKED_FIRST = [
    # checked      accepted  expected
    ("08:00",     "08:01",  "kept"),
    ("08:01",     "08:01",  "kept"),
    ("08:01:01",  "08:01",  "broken"),
    (None,        "08:01",  "broken"),
    ("08:00",     None,     "not-applicable"),
]

WHAT_IS_WRONG_IS_REPORTED = [
    # fault                        told_at   expected
    ({"authentic": False},        "08:00",  "kept"),
    ({"authentic": False},        "08:05",  "undecided"),
    ({"intact": False},           "08:05",  "undecided"),
    ({"right_addressee": False},  None,     "broken"),
    ({},                          None,     "not-applicable"),
]
# fmt: on


class TestArticle9Clause1:
    """Check first, then accept; what is wrong is reported."""

    @pytest.mark.parametrize(("checked", "accepted", "expected"), CHECKED_FIRST)
    def test_checked_first(self, checked: str | None, accepted: str | None, expected: str) -> None:
        assert (
            verdict("d9.k1/checked-first", *exchange(checked=checked, accepted=accepted))
            == expected
        )

    def test_a_check_that_was_not_logged(self) -> None:
        given = unobserved(case(complete(), *exchange(checked=None)))

        assert QD28.verdict(given, "d9.k1/checked-first") == "undecided"

    @pytest.mark.parametrize(
        ("intact", "expected"), [(True, "kept"), (False, "broken"), (UNKNOWN, "undecided")]
    )
    def test_accepted_as_found(self, intact: Any, expected: str) -> None:
        check = event("checked", f"{MONDAY} 08:00", agency=RECIPIENT, authentic=True, intact=intact)

        assert verdict("d9.k1/sound-when-accepted", *exchange(checked=None), check) == expected

    @pytest.mark.parametrize(("fault", "told_at", "expected"), WHAT_IS_WRONG_IS_REPORTED)
    def test_what_is_wrong_is_reported(
        self, fault: dict[str, bool], told_at: str | None, expected: str
    ) -> None:
        sound = {"authentic": True, "intact": True, "right_addressee": True}
        check = event("checked", f"{MONDAY} 08:00", agency=RECIPIENT, **{**sound, **fault})
        acts = exchange(checked=None, accepted=None, registered_in=None, transferred=None)

        found = verdict("d9.k1.p2/notice", *acts, check, *told(told_at, "system"))

        assert found == expected


# fmt: off
HANDLED = [
    # transferred          until                expected
    ("08:05",             "2020-03-05 17:00",  "kept"),
    ("2020-03-05 08:00",  "2020-03-05 17:00",  "kept"),
    (None,                "2020-03-03 23:59",  "pending"),
    (None,                "2020-03-04 00:00",  "broken"),
]

AFTER_A_RECALL = [
    # act                  channel    cancelled  confirmed
    ("recall-executed",   UNKNOWN,   "kept",    "broken"),
    ("deleted",           UNKNOWN,   "kept",    "broken"),
    ("recall-confirmed",  "system",  "broken",  "kept"),
    ("recall-confirmed",  "axis",    "broken",  "kept"),
    ("recall-confirmed",  "email",   "broken",  "broken"),
    ("recall-confirmed",  UNKNOWN,   "broken",  "undecided"),
]
# fmt: on


class TestArticle9Clause2:
    """After acceptance it is handled; after a recall it is cancelled."""

    @pytest.mark.parametrize(("transferred", "until", "expected"), HANDLED)
    def test_handled(self, transferred: str | None, until: str, expected: str) -> None:
        acts = exchange(transferred=transferred)

        assert verdict("d9.k2/handled", *acts, until=until) == expected

    def test_a_recall_ends_the_handling(self) -> None:
        recalled = event("recalled", f"{MONDAY} 09:00")

        assert verdict("d9.k2/handled", *exchange(transferred=None), recalled) == "kept"

    @pytest.mark.parametrize(("act", "channel", "cancelled", "confirmed"), AFTER_A_RECALL)
    def test_after_a_recall(self, act: str, channel: Any, cancelled: str, confirmed: str) -> None:
        recall = event("recall-notified", f"{MONDAY} 09:00", agency=RECIPIENT)
        done = event(act, f"{MONDAY} 09:10", agency=RECIPIENT, channel=channel)

        assert verdict("d9.k2.p2/cancelled", *exchange(), recall, done) == cancelled
        assert verdict("d9.k2.p2/confirmed", *exchange(), recall, done) == confirmed

    @pytest.mark.parametrize("rule", ["d9.k2.p2/cancelled", "d9.k2.p2/confirmed"])
    def test_the_day_after_is_the_last(self, rule: str) -> None:
        recall = event("recall-notified", f"{MONDAY} 09:00", agency=RECIPIENT)

        assert verdict(rule, *exchange(), recall, until="2020-03-03 23:59") == "pending"
        assert verdict(rule, *exchange(), recall, until="2020-03-04 00:00") == "broken"
        assert verdict(rule, *exchange()) == "not-applicable"


# -- Điều 10 -----------------------------------------------------------------------------------

NAMELESS = Party(None, "", "peoples-committee", lacks=())

# fmt: off
INFORMATION = [
    # letter              field          given                             missing
    ("d10.k2.b/document-id", "id",       "000.00.00.H39-2020.412",         ""),
    ("d10.k2.c/number",   "number",      "837/UBND-KT",                    None),
    ("d10.k2.d/date",     "date",        date(2020, 3, 2),                 None),
    ("d10.k2.đ/kind",     "kind",        "Công văn",                       ""),
    ("d10.k2.e/abstract", "abstract",    "V/v triển khai kế hoạch",        ""),
    ("d10.k2.h/status",   "status",      "arrived",                        ""),
    ("d10.k2.i/signer",   "signer",      Signer("Phó Chủ tịch", "An"),     Signer("Phó Chủ tịch", "")),
    ("d10.k2.k/urgency",  "urgency",     "express",                        None),
    ("d10.k2.l/sender",   "sender",      Party(name="UBND tỉnh"),          NAMELESS),
    ("d10.k2.m/recipients", "recipients", (party(RECIPIENT),),             ()),
    ("d10.k2.m/recipient", "recipients", (Party(None, "Sở Nội vụ"),),      (Party(None, ""),)),
    ("d10.k1/content",    "files",       (File("a.pdf"),),                 ()),
]

MAY_BE_NONE = [
    # letter                field    values
    ("d10.k2.g/attachments", "files", [(File("a.pdf"),), ()]),
    ("d10.k2.o/due",        "due",    [date(2020, 3, 9), None]),
]

STATUSES = ("arrived", "accepted", "transferred", "processing", "completed", "refused", "recalled", "deleted")

DOCUMENT_IDS = [
    # id                                      agency       year and ordinal
    ("000.00.00.H39-2020.412",                "kept",      "kept"),
    ("000.00.00.H39-2019.412",                "kept",      "broken"),
    ("000.00.07.H39-2020.412",                "broken",    "kept"),
    ("000.00.00.H39,2020,412",                "kept",      "kept"),
    ("000.00.00.H39,2020/03/02,837/UBND-KT",  "kept",      "undecided"),
    ("000.00.00.H39,2019/03/02,837/UBND-KT",  "kept",      "broken"),
    ("7b4f2c1e-8a8f-4e0e-9d2b-3f8a0c1d2e3f",  "undecided", "broken"),
    ("UBND",                                  "undecided", "broken"),
]

AGENCY_IDS = [
    # agency id         day            form      generation
    ("000.00.00.H39",   "2019-05-20",  "kept",   "kept"),
    ("000.06.16.G09",   "2019-05-20",  "kept",   "kept"),
    ("00.00.H39",       "2019-05-20",  "broken", "kept"),
    ("000.0.00.H39",    "2019-05-20",  "broken", "kept"),
    ("H39.07",          "2020-09-14",  "kept",   "broken"),
    ("H39.07",          "2020-09-15",  "kept",   "kept"),
    ("000.00.00.H39",   "2022-09-15",  "kept",   "kept"),
    ("000.00.00.H39",   "2022-09-16",  "kept",   "undecided"),
    ("Sở Nội vụ",       "2019-05-20",  "broken", "not-applicable"),
]
# fmt: on


# fmt: off
DEGREES_OF_URGENCY = [
    # urgency           expected
    ("urgent",         "kept"),
    ("very-urgent",    "kept"),
    ("express",        "kept"),
    ("normal",         "kept"),
    ("timed-express",  "undecided"),
]

BOTH_HAVE_AN_ID = [
    # sender    recipient   own           both
    (SENDER,   RECIPIENT,  "kept",       "kept"),
    (SENDER,   None,       "kept",       "broken"),
    (None,     RECIPIENT,  "broken",     "broken"),
    (UNKNOWN,  RECIPIENT,  "undecided",  "undecided"),
]

TIMES_AND_HISTORY = [
    "d10.k2.n/sent-at",
    "d10.k2.n/received-at",
    "d10.k2.p/sending",
    "d10.k2.p/receipt",
]
# fmt: on


class TestArticle10:
    """What the system must show of a document."""

    @pytest.mark.parametrize(("rule", "field", "present", "absent"), INFORMATION)
    def test_information(self, rule: str, field: str, present: Any, absent: Any) -> None:
        def found(value: Any) -> str:
            return verdict(rule, *exchange(), of=complete(**{field: value}))

        assert found(present) == "kept"
        assert found(absent) == "broken"
        assert found(UNKNOWN) == "undecided"

    @pytest.mark.parametrize(("rule", "field", "values"), MAY_BE_NONE)
    def test_what_there_may_be_none_of(self, rule: str, field: str, values: list[Any]) -> None:
        assert [verdict(rule, *exchange(), of=complete(**{field: value})) for value in values] == (
            ["kept", "kept"]
        )
        assert verdict(rule, *exchange(), of=complete(**{field: UNKNOWN})) == "undecided"

    @pytest.mark.parametrize("status", STATUSES)
    def test_the_eight_states(self, status: str) -> None:
        assert verdict("d10.k2.h/status", *exchange(), of=complete(status=status)) == "kept"

    def test_the_list_of_states_is_open(self) -> None:
        given = complete(status="đang xin ý kiến")

        assert verdict("d10.k2.h/status", *exchange(), of=given) == "undecided"

    @pytest.mark.parametrize(("urgency", "expected"), DEGREES_OF_URGENCY)
    def test_degrees_of_urgency(self, urgency: str, expected: str) -> None:
        assert verdict("d10.k2.k/urgency", *exchange(), of=complete(urgency=urgency)) == expected

    @pytest.mark.parametrize(("ident", "agency", "year"), DOCUMENT_IDS)
    def test_document_id(self, ident: str, agency: str, year: str) -> None:
        given = complete(id=ident)

        assert verdict("d10.k2.b.g1/same-agency", *exchange(), of=given) == agency
        assert verdict("d10.k2.b.g2/year-and-ordinal", *exchange(), of=given) == year

    def test_the_ordinal_is_never_compared_with_the_number(self) -> None:
        given = complete(id="000.00.00.H39-2020.1", number="837/UBND-KT")

        assert verdict("d10.k2.b.g2/year-and-ordinal", *exchange(), of=given) == "kept"

    @pytest.mark.parametrize(("ident", "day", "form", "generation"), AGENCY_IDS)
    def test_agency_id(self, ident: str, day: str, form: str, generation: str) -> None:
        given = document(day=day, sender=party(ident, "peoples-committee"))
        events = exchange(day)

        assert verdict("d10.k2.a.p3/agency-id-form", *events, of=given) == form
        assert verdict("d10.k2.a.p3/thirteen-characters", *events, of=given) == generation

    @pytest.mark.parametrize(("sender", "recipient", "own", "both"), BOTH_HAVE_AN_ID)
    def test_both_have_an_id(self, sender: Any, recipient: Any, own: str, both: str) -> None:
        given = complete(sender=party(sender, "peoples-committee"), recipients=(party(recipient),))
        acts = sending()

        assert verdict("d10.k2.a/agency-id", *acts, of=given) == own
        assert verdict("d10.k2.a.p2/both-have-ids", *acts, of=given) == both

    @pytest.mark.parametrize("rule", TIMES_AND_HISTORY)
    def test_times_and_history(self, rule: str) -> None:
        """The log may show them; its silence proves nothing."""
        assert verdict(rule, *exchange()) == "kept"
        assert verdict(rule, event("signed", f"{MONDAY} 07:20")) == "undecided"


# -- Điều 14 -----------------------------------------------------------------------------------


# fmt: off
ORDER = [
    # arrived      acknowledged  arrival            success
    ("07:30:04",  "07:30:03",  "kept",            "kept"),
    ("07:30",     "07:30",     "kept",            "kept"),
    ("07:29:59",  "07:30:03",  "broken",          "kept"),
    ("07:30:04",  "07:29:59",  "kept",            "broken"),
    (None,        None,        "not-applicable",  "not-applicable"),
]
# fmt: on


class TestArticle14Clause4:
    """One clock for all: nothing arrives before it was sent."""

    @pytest.mark.parametrize(("arrived", "acknowledged", "arrival", "success"), ORDER)
    def test_order(
        self, arrived: str | None, acknowledged: str | None, arrival: str, success: str
    ) -> None:
        acts = exchange(arrived=arrived, acknowledged=acknowledged)

        assert verdict("d14.k4/arrived-after-published", *acts) == arrival
        assert verdict("d14.k4/acknowledged-after-published", *acts) == success


# -- Điều 21, Điều 22 --------------------------------------------------------------------------

# fmt: off
DAYS = [
    # day          a breach is        because
    ("2018-09-05", "not-applicable",  "the eve of its effect"),
    ("2018-09-06", "not-applicable",  "the first day of effect: a pilot"),
    ("2018-12-31", "not-applicable",  "the last day of the pilot"),
    ("2019-01-01", "broken",          "the first day of full application"),
    ("2019-06-30", "broken",          "later"),
]
# fmt: on


class TestArticle21And22:
    """In force from 6 September 2018; a pilot until the end of that year."""

    @pytest.mark.parametrize(("day", "expected", "because"), DAYS)
    def test_a_breach(self, day: str, expected: str, because: str) -> None:
        given = document(day=day, abstract="")

        assert verdict("d10.k2.e/abstract", *exchange(day), of=given) == expected, because

    def test_following_the_pilot_is_kept(self) -> None:
        given = document(day="2018-10-01")

        assert verdict("d10.k2.e/abstract", *exchange("2018-10-01"), of=given) == "kept"

    def test_a_duty_follows_the_law_of_its_trigger(self) -> None:
        """Signed on the last day of the pilot, sent too late in the year of full application."""
        acts = (
            event("signed", "2018-12-31 10:00"),
            event("published", "2019-01-02 15:00", **BY_SYSTEM),
        )

        assert verdict(SENT_RULE, *acts, of=document(day="2018-12-31")) == "not-applicable"
