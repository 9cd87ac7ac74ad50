"""
The national texts read a second time: every verdict that changed, from the text.

Decree 30/2020 from Monday 9 March 2020 (a week without holidays); Law 80/2015 and Decree
34/2016 on numbers of normative documents.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import attrs
import pytest
from cases import case, event, exchange, party, signature
from decree_cases import (
    ANOTHER,
    DAY,
    DECREE,
    LAW,
    NEXT,
    NUMBERS,
    RECIPIENT,
    SENDER,
    bench,
    decision,
    letter,
    policy,
    to,
)

from egovdocs.record import UNKNOWN, Document, File

ND30, L80, ND34 = bench(DECREE), bench(LAW), bench(NUMBERS)
TYPES = ("transferred", "assigned")
ARRIVED = event("arrived", f"{DAY} 08:00", agency=RECIPIENT, channel="system")
SIGNED = event("signed", f"{DAY} 09:00")
PUBLISHED = event("published", f"{DAY} 09:30", channel="system")


def verdict(rule: str, *events: Any, of: Document | None = None, **observed: Any) -> str:
    """The verdict of a rule of the Decree on a complete letter with *events*."""
    return ND30.verdict(case(of or letter(), *events, **observed), rule)


def acted(kind: str, time: str, by: str = RECIPIENT, **fields: Any) -> Any:
    """An act of an agency at a time of the day."""
    return event(kind, f"{DAY} {time}", agency=by, **fields)


class TestRegisteredAndNotIssued:
    """Article 4, clause 2, point c: an outgoing document is registered and issued in time."""

    @pytest.mark.parametrize(
        ("issued", "found"),
        [
            (f"{NEXT} 23:59:59.999999", "kept"),
            ("2020-03-11 00:00", "broken"),
            (None, "broken"),
        ],
    )
    def test_registration_in_time_does_not_make_up_for_it(
        self, issued: str | None, found: str
    ) -> None:
        registered = event("registered-out", f"{DAY} 09:10")
        sent = () if issued is None else (event("published", issued, channel="system"),)

        assert verdict("d4.k2.c.s1/outgoing", SIGNED, registered, *sent) == "kept"
        assert verdict("d4.k2.c.s1/issued", SIGNED, registered, *sent) == found


class TestKeepingIsTheSendersStep:
    """Article 14, clause 5: what the recipient keeps is no step of the outgoing document."""

    # fmt: off
    ROWS = (
        # who keeps it  when       verdict            because
        (SENDER,        "09:30",   "kept",            "the sender, as it is issued"),
        (SENDER,        "09:29",   "broken",          "the sender, before it is issued"),
        (RECIPIENT,     "10:00",   "not-applicable",  "the recipient alone"),
        (RECIPIENT,     "09:29",   "not-applicable",  "whatever its clock says"),
        (UNKNOWN,       "10:00",   "undecided",       "nobody knows who"),
    )
    # fmt: on

    @pytest.mark.parametrize(("by", "time", "found", "because"), ROWS)
    def test_whose_it_is(self, by: Any, time: str, found: str, because: str) -> None:
        kept = event("archived", f"{DAY} {time}", agency=by, form="electronic")

        assert verdict("d14.k5/after-issue", SIGNED, PUBLISHED, kept) == found, because


class TestRegistrationInformation:
    """Article 16, clause 1, speaks of registration; that there was none is Article 4's business."""

    def test_issued_and_never_registered(self) -> None:
        events = exchange(DAY, registered_out=None)

        assert verdict("d16.k1/information", *events) == "not-applicable"
        assert verdict("d4.k2.b/outgoing", *events) == "broken"

    def test_registered_or_not_is_unknown(self) -> None:
        assert verdict("d16.k1/information", PUBLISHED, until=None) == "undecided"

    def test_registered(self) -> None:
        assert verdict("d16.k1/information", *exchange(DAY)) == "kept"
        assert verdict("d16.k1/information", *exchange(DAY), of=letter(abstract=None)) == "broken"


class TestPassedOn:
    """Articles 20 and 24: a document is passed on by a transfer or by an assignment."""

    # fmt: off
    ROWS = (
        # transferred  assigned   processed  verdict       because
        ("08:05",      None,      "08:05",   "kept",       "transferred first"),
        (None,         "08:05",   "08:05",   "kept",       "assigned first"),
        ("08:30",      "08:05",   "08:10",   "kept",       "assigned, handled, then moved on"),
        ("08:30",      "08:20",   "08:10",   "broken",     "handled before either"),
        (None,         None,      "08:10",   "undecided",  "neither was seen"),
    )
    # fmt: on

    @pytest.mark.parametrize("act", ["processing", "completed"])
    @pytest.mark.parametrize(("moved", "given", "time", "found", "because"), ROWS)
    def test_before_it_is_handled(
        self, moved: Any, given: Any, time: str, found: str, because: str, act: str
    ) -> None:
        passed = [acted(kind, at) for kind, at in zip(TYPES, (moved, given), strict=True) if at]

        assert verdict(f"d20.k4/{act}", ARRIVED, *passed, acted(act, time)) == found, because

    def test_an_assignment_that_may_have_been_earlier(self) -> None:
        events = (ARRIVED, acted("processing", "08:10"), acted("transferred", "08:30"))

        assert verdict("d20.k4/processing", *events, until=None) == "undecided"

    @pytest.mark.parametrize("act", TYPES)
    def test_an_urgent_one_is_handled_at_once(self, act: str) -> None:
        urgent = letter(urgency="urgent")
        events = (ARRIVED, acted(act, "08:05"))

        assert verdict("d24.k2.s2/urgent", *events, of=urgent) == "broken"
        begun = acted("processing", "08:06")
        assert verdict("d24.k2.s2/urgent", *events, begun, of=urgent) == "undecided"
        assert verdict("d24.k2.s2/urgent", ARRIVED, of=urgent) == "not-applicable"


class TestUrgentOnes:
    """Article 23, clause 1: an urgent document is submitted and passed on."""

    # fmt: off
    ROWS = (
        # passed on        verdict      because
        ("transferred",    "undecided", "both done; “at once” has no number"),
        ("assigned",       "undecided", "assigned, it is passed on"),
        (None,             "broken",    "submitted and left there"),
    )
    # fmt: on

    @pytest.mark.parametrize(("act", "found", "because"), ROWS)
    def test_submitted_is_not_enough(self, act: str | None, found: str, because: str) -> None:
        passed = () if act is None else (acted(act, "08:20"),)
        events = (ARRIVED, acted("submitted", "08:10"), *passed)

        assert verdict("d23.k1.s3/urgent", *events, of=letter(urgency="express")) == found, because

    def test_still_running(self) -> None:
        given = letter(urgency="express")

        assert verdict("d23.k1.s3/urgent", ARRIVED, of=given, until=f"{NEXT} 23:00") == "pending"


class TestStatusOfOneOfSeveral:
    """Article 23, clause 4: the state of handling is that of one agency."""

    def test_one_recipient(self) -> None:
        events = (ARRIVED, acted("assigned", "08:10", lead="Phòng A", due=None))

        assert verdict("d23.k4.p2.s1/status", *events, of=letter(status="processing")) == "kept"
        assert verdict("d23.k4.p2.s1/status", *events, of=letter(status=None)) == "broken"

    def test_two_recipients(self) -> None:
        events = (ARRIVED, acted("assigned", "08:10", lead="Phòng A", due=None))
        given = case(to(RECIPIENT, ANOTHER, status="processing"), *events)

        assert ND30.verdict(given, "d23.k4.p2.s1/status", RECIPIENT) == "undecided"
        assert ND30.verdict(given, "d23.k4.p2.s1/status", ANOTHER) != "kept"


class TestCheckedBeforeAcceptance:
    """Article 21, clause 2, point a: checked, both ways, and then accepted."""

    # fmt: off
    ROWS = (
        # says both at  verdict      because
        ("08:09",       "kept",      "before it is accepted"),
        ("08:10",       "kept",      "at the same instant"),
        ("08:11",       "undecided", "after it: the check before it spoke of one alone"),
    )
    # fmt: on

    @pytest.mark.parametrize(("time", "found", "because"), ROWS)
    def test_what_was_checked(self, time: str, found: str, because: str) -> None:
        events = (
            ARRIVED,
            acted("checked", "08:05", authentic=True),
            acted("checked", time, authentic=True, intact=True),
            acted("accepted", "08:10"),
        )

        assert verdict("d21.k2.a/found", *events) == found, because


class TestStatusOfSeveral:
    """Article 4, clause 2, point d: one state does not tell how it stands with each recipient."""

    @pytest.mark.parametrize(
        ("status", "one", "two"),
        [("transferred", "kept", "undecided"), (None, "broken", "broken"),
         (UNKNOWN, "undecided", "undecided")],
    )  # fmt: skip
    def test_status(self, status: Any, one: str, two: str) -> None:
        assert verdict("d4.k2.d/status", PUBLISHED, of=letter(status=status)) == one
        several = to(RECIPIENT, ANOTHER, status=status)
        assert verdict("d4.k2.d/status", PUBLISHED, of=several) == two


class TestValueByAnyChannel:
    """Article 5 speaks of two signatures and of no channel."""

    @pytest.mark.parametrize("channel", ["system", "email-private", "zalo", "sms"])
    def test_value(self, channel: str) -> None:
        sent = event("published", f"{DAY} 09:30", channel=channel)
        answer = policy(DECREE).value(case(letter(), sent))

        assert answer.value == "as-original"


class TestSignedByWhom:
    """Annex I, part I, section III: an appendix in a file of its own is signed by the agency."""

    # fmt: off
    ROWS = (
        # what the file says                                     verdict      because
        ({"signed": True},                                       "undecided", "signed: by whom, nobody knows"),
        ({"signed": False},                                      "broken",    "not signed at all"),
        ({"signatures": (signature("agency", f"{DAY} 09:05"),)}, "kept",      "by the agency"),
        ({"signatures": (signature("authority", f"{DAY} 09:05"),)}, "broken", "by the authority alone"),
    )
    # fmt: on

    @pytest.mark.parametrize(("told", "found", "because"), ROWS)
    def test_a_file(self, told: dict[str, Any], found: str, because: str) -> None:
        files = (File("a.pdf", "main", scan=None), File("pl.pdf", "attachment", scan=None, **told))

        assert verdict("pl1.p1.m3.k1.d.p2/signed", PUBLISHED, of=letter(files=files)) == found, (
            because
        )


class TestElectronicByAnyChannel:
    """Article 3: a data message is an electronic document, whatever channel carries it."""

    @pytest.mark.parametrize("channel", ["system", "email-private", "zalo", "sms", "conference"])
    def test_it_is_signed(self, channel: str) -> None:
        sent = event("published", f"{DAY} 09:30", channel=channel)

        assert verdict("d13.k7/signed", sent) == "kept"
        assert verdict("d13.k7/signed", sent, of=letter(signatures=())) == "broken"

    def test_paper_is_not(self) -> None:
        sent = event("published", f"{DAY} 09:30", channel="paper")

        assert verdict("d13.k7/signed", sent, of=letter(signatures=())) == "not-applicable"


# fmt: off
LENGTHS = [
    # number                       CodeNumber   CodeNotation  because
    ("12345678901/UBND-KT",        "kept",      "kept",       "11 characters"),
    ("123456789012/UBND-KT",       "broken",    "kept",       "12 characters: too long to be a number, and that is the point"),
    ("Số: 000000000837/UBND-KT",   "broken",    "kept",       "12 as it is written, whatever the zeros are worth"),
    ("00000000837/UBND-KT",        "kept",      "kept",       "11 as it is written"),
    ("24/2019/QĐ-UBND",            "kept",      "kept",       "the year is no part of either"),
    ("?",                          "undecided", "undecided",  "no number can be told"),
    (UNKNOWN,                      "undecided", "undecided",  "nobody knows"),
]
# fmt: on


class TestLengthOfTheNumber:
    """Annex VI, part II: a field has so many characters as are written in it."""

    @pytest.mark.parametrize(("number", "code", "notation", "because"), LENGTHS)
    def test_number_and_symbol(self, number: Any, code: str, notation: str, because: str) -> None:
        given = letter(number=number)

        assert verdict("pl6.p2.m1.4/length", PUBLISHED, of=given) == code, because
        assert verdict("pl6.p2.m1.5/length", PUBLISHED, of=given) == notation, because

    def test_a_long_symbol_after_a_long_number(self) -> None:
        given = letter(number=f"123456789012/UBND-{'K' * 26}")

        assert verdict("pl6.p2.m1.5/length", PUBLISHED, of=given) == "broken"


# fmt: off
NORMATIVE = [
    # number              kind            k1          k3.a              k3.b              k3.c              because
    ("80/2015/QH13",      "Luật",         "kept",     "kept",           "not-applicable", "not-applicable", "a law"),
    ("80/2015/QH",        "Luật",         "kept",     "broken",         "not-applicable", "not-applicable", "no number of the legislature: the law's business, not the ordinance's"),
    ("80/QH13",           "Luật",         "broken",   "broken",         "not-applicable", "not-applicable", "no year"),
    ("43/2020/NQ-QH14",   "Nghị quyết",   "kept",     "broken",         "not-applicable", "not-applicable", "the kind stands before the number, not in it"),
    ("43/2020/QH14",      "Nghị quyết",   "kept",     "kept",           "not-applicable", "not-applicable", "a resolution of the National Assembly"),
    ("43/2020/NQ-QH",     "Nghị quyết",   "kept",     "broken",         "not-applicable", "not-applicable", "the kind in it, and no legislature"),
    ("02/2019/UBTVQH",    "Pháp lệnh",    "kept",     "not-applicable", "broken",         "not-applicable", "no number of the legislature: the ordinance's business"),
    ("24/2019/QĐ-UBND",   "Quyết định",   "kept",     "not-applicable", "not-applicable", "kept",           "any other normative document"),
    ("15/TT-BTC",         "Thông tư",     "broken",   "not-applicable", "not-applicable", "broken",         "no year"),
    ("15/2020/TT",        "Thông tư",     "broken",   "not-applicable", "not-applicable", "broken",         "no issuer"),
]
# fmt: on


class TestNumbersOfNormativeDocuments:
    """Law 80/2015, Article 10: four parts, in the order of the three points."""

    @pytest.mark.parametrize(
        ("number", "kind", "parts", "law", "ordinance", "other", "because"), NORMATIVE
    )
    def test_order(
        self, number: str, kind: str, parts: str, law: str, ordinance: str, other: str, because: str
    ) -> None:
        given = case(decision(number, kind=kind), PUBLISHED)

        assert L80.verdict(given, "d10.k1/parts") == parts, because
        assert L80.verdict(given, "d10.k3.a/order") == law, because
        assert L80.verdict(given, "d10.k3.b/order") == ordinance, because
        assert L80.verdict(given, "d10.k3.c/order") == other, because

    @pytest.mark.parametrize(
        ("number", "found"),
        [("24/2019/QĐ-UBND", "kept"), ("15/TT-BTC", "broken"), ("15/2020/TT", "broken")],
    )
    def test_the_decree_asks_for_the_same_order(self, number: str, found: str) -> None:
        given = case(decision(number, kind=UNKNOWN), PUBLISHED)

        assert ND34.verdict(given, "d58.k4.a/order") == found


class TestSchemes:
    """Decision 20/2020, Article 6, is judged of a recipient outside the administration as well."""

    @pytest.mark.parametrize(
        ("ident", "found"),
        [("Z01ABC", "kept"), ("Z00ABC", "broken"), ("H39.07", "not-applicable")],
    )
    def test_a_recipient_under_a_scheme(self, ident: str, found: str) -> None:
        qd20 = bench("vn/20-2020-qd-ttg")
        day = "2023-03-13"
        given = letter(day, sender=party("H39"), recipients=(party(ident),))
        sent = event("published", f"{day} 09:00", channel="system")

        assert qd20.verdict(case(given, sent), "d6.k2.b/recipient") == found
        alone = attrs.evolve(given, recipients=UNKNOWN)
        assert qd20.verdict(case(alone, sent), "d6.k2.b/recipient") == "undecided"
