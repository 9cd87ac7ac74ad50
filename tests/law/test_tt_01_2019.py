"""
Circular 01/2019/TT-BNV, article by article, with the text and a calendar in hand.

Office hours here are 07:00-11:30 and 13:30-17:00.  Monday 2 March 2020 opens a week without
holidays; Decree 30/2020 came into force on Thursday 5 March.  Verdicts are words; ``pending``
is an undecided duty that is still running.
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
    CIRCULAR,
    RECIPIENT,
    SENDER,
    bench,
    by_digitiser,
    complete,
    digitised,
    displayed,
    lacking,
    scan,
    to,
)

from egovdocs.policy import shipped_instrument
from egovdocs.record import UNKNOWN, Event, File, Image, Signature

TT01 = bench(CIRCULAR)
MONDAY = "2020-03-02"


def verdict(rule: str, *events: Event, of: Any = None, **observed: Any) -> str:
    """The verdict of *rule* on a complete document with *events*."""
    return TT01.verdict(case(of or complete(), *events, **observed), rule)


def act(kind: str, time: str, **fields: Any) -> Event:
    """An act of the recipient on Monday, or on a day that *time* names."""
    return event(kind, time if " " in time else f"{MONDAY} {time}", agency=RECIPIENT, **fields)


def issue(**times: str | None) -> tuple[Event, ...]:
    """Issuing in the order of the Circular: signature, number, seal, sending."""
    return sending(MONDAY, **{"registered_out": "07:22", **times})


# -- Điều 1, 2, 23 -----------------------------------------------------------------------------


# fmt: off
WHO_IS_BOUND = [
    # kind                expected
    ("agency",           "broken"),
    ("peoples-council",  "broken"),
    ("party",            "not-applicable"),
    ("organisation",     "not-applicable"),
    ("individual",       "not-applicable"),
    (UNKNOWN,            "undecided"),
]

IN_FORCE = [
    # day            expected
    ("2019-03-09",  "not-applicable"),
    ("2019-03-10",  "broken"),
    ("2025-03-02",  "broken"),
]
# fmt: on


class TestScope:
    """State secrets are outside, others than state bodies invited; in force from 10 March 2019."""

    @pytest.mark.parametrize(
        ("secret", "expected"),
        [(False, "broken"), (True, "not-applicable"), (UNKNOWN, "undecided")],
    )
    def test_state_secrets(self, secret: Any, expected: str) -> None:
        given = complete(state_secret=secret)

        assert verdict("d9.k1/registered", *issue(registered_out=None), of=given) == expected

    @pytest.mark.parametrize(("kind", "expected"), WHO_IS_BOUND)
    def test_who_is_bound(self, kind: Any, expected: str) -> None:
        given = complete(sender=attrs.evolve(party(SENDER), kind=kind))

        assert verdict("d9.k1/registered", *issue(registered_out=None), of=given) == expected

    @pytest.mark.parametrize(("day", "expected"), IN_FORCE)
    def test_in_force(self, day: str, expected: str) -> None:
        acts = sending(day, registered_out=None)

        assert verdict("d9.k1/registered", *acts, of=document(day=day)) == expected


# -- Điều 3, Điều 6: digitising ----------------------------------------------------------------


# fmt: off
SIGNED_BY_WHO_DIGITISED = [
    # signatures                                      expected
    ((by_digitiser(),),                              "kept"),
    ((by_digitiser(valid=False),),                   "broken"),
    ((),                                             "broken"),
    ((by_digitiser(valid=UNKNOWN),),                 "undecided"),
    ((signature("authority"), signature("agency")),  "not-applicable"),
]

THE_STANDARD = [
    # rule                      file                                 expected
    ("d6.k2.b.g1/pdf",         scan(pdf_version="1.4"),             "kept"),
    ("d6.k2.b.g1/pdf",         scan(pdf_version="1.10"),            "kept"),
    ("d6.k2.b.g1/pdf",         scan(pdf_version="2.0"),             "kept"),
    ("d6.k2.b.g1/pdf",         scan(pdf_version="1.3"),             "broken"),
    ("d6.k2.b.g1/pdf",         scan(pdf_version=None),              "broken"),
    ("d6.k2.b.g1/pdf",         scan(pdf_version=UNKNOWN),           "undecided"),
    ("d6.k2.b.g1/pdf",         attrs.evolve(scan(), name="a.tif"),  "broken"),
    ("d6.k2.b.g2/colour",      scan(colour=True),                   "kept"),
    ("d6.k2.b.g2/colour",      scan(colour=False),                  "broken"),
    ("d6.k2.b.g2/colour",      scan(colour=UNKNOWN),                "undecided"),
    ("d6.k2.b.g3/resolution",  scan(dpi=200),                       "kept"),
    ("d6.k2.b.g3/resolution",  scan(dpi=600),                       "kept"),
    ("d6.k2.b.g3/resolution",  scan(dpi=199),                       "broken"),
    ("d6.k2.b.g3/resolution",  scan(dpi=UNKNOWN),                   "undecided"),
    ("d6.k2.b.g4/scale",       scan(scale="100%"),                  "kept"),
    ("d6.k2.b.g4/scale",       scan(scale="100 %"),                 "kept"),
    ("d6.k2.b.g4/scale",       scan(scale="99%"),                   "broken"),
    ("d6.k2.b.g4/scale",       scan(scale=UNKNOWN),                 "undecided"),
    ("d11.k2.p2/digitised",    scan(),                              "kept"),
    ("d11.k2.p2/digitised",    File("a.pdf", "main"),               "undecided"),
]

INCOMING_PAPER = [
    # channel    given                                        scanned            signed
    ("paper",   digitised(),                                 "kept",            "kept"),
    ("paper",   complete(files=(File("a.pdf", scan=None),)),  "broken",          "undecided"),
    ("paper",   complete(files=(), signatures=()),           "broken",          "broken"),
    ("paper",   complete(files=(File("a.pdf"),)),             "undecided",       "undecided"),
    ("system",  complete(),                                  "not-applicable",  "not-applicable"),
]

PLACE_OF_THE_SEAL = [
    # image                                                 expected
    (Image("red", "png", page=1, box=(150, 20, 36, 36)),   "kept"),
    (Image("red", "png", page=1, box=(105, 0, 36, 36)),    "kept"),
    (Image("red", "png", page=1, box=(104.9, 0, 36, 36)),  "broken"),
    (Image("red", "png", page=1, box=(20, 20, 36, 36)),    "broken"),
    (Image("red", "png", page=1, box=(150, 240, 36, 36)),  "broken"),
    (Image("red", "png", page=2, box=(150, 20, 36, 36)),   "broken"),
    (Image("red", "png", page=1),                          "undecided"),
    (UNKNOWN,                                              "undecided"),
    (None,                                                 "not-applicable"),
]

IMAGE_OF_THE_SEAL = [
    # image                   shown         colour             format_
    (Image("red", "png"),    "kept",       "kept",            "kept"),
    (Image("blue", ".PNG"),  "kept",       "broken",          "kept"),
    (Image("red", "jpg"),    "kept",       "kept",            "broken"),
    (Image(),                "kept",       "undecided",       "undecided"),
    (None,                   "broken",     "not-applicable",  "not-applicable"),
    (UNKNOWN,                "undecided",  "undecided",       "undecided"),
]
# fmt: on


class TestDigitising:
    """Paper is scanned to a standard, and the body that did it signs the scan."""

    @pytest.mark.parametrize(("signatures", "expected"), SIGNED_BY_WHO_DIGITISED)
    @pytest.mark.parametrize("rule", ["d3.k9/signed-by-digitiser", "d11.k2.p2/agency-signs"])
    def test_signed_by_who_digitised(
        self, rule: str, signatures: tuple[Signature, ...], expected: str
    ) -> None:
        given = complete(files=(scan(),), signatures=signatures)

        assert verdict(rule, *issue(), of=given) == expected

    @pytest.mark.parametrize(("rule", "file", "expected"), THE_STANDARD)
    def test_the_standard(self, rule: str, file: File, expected: str) -> None:
        assert verdict(rule, *issue(), of=digitised(file)) == expected

    def test_an_electronic_original_was_not_digitised(self) -> None:
        for rule in ("d6.k2.b.g1/pdf", "d6.k2.b.g3/resolution", "d11.k2.p2/digitised"):
            assert verdict(rule, *issue()) == "not-applicable"

    @pytest.mark.parametrize(("channel", "given", "scanned", "signed"), INCOMING_PAPER)
    def test_incoming_paper(self, channel: str, given: Any, scanned: str, signed: str) -> None:
        acts = (act("arrived", "07:40", channel=channel), act("accepted", "08:00"))

        assert verdict("d6.k2.a/digitised", *acts, of=given) == scanned
        assert verdict("d6.k2.a/signed", *acts, of=given) == signed

    @pytest.mark.parametrize(("image", "expected"), PLACE_OF_THE_SEAL)
    def test_place_of_the_seal(self, image: Any, expected: str) -> None:
        given = digitised(None, by_digitiser(image=image))

        assert verdict("d6.k2.c.g1/corner", *issue(), of=given) == expected

    @pytest.mark.parametrize(("image", "shown", "colour", "format_"), IMAGE_OF_THE_SEAL)
    def test_image_of_the_seal(self, image: Any, shown: str, colour: str, format_: str) -> None:
        given = digitised(None, by_digitiser(image=image))

        assert verdict("d6.k2.c.g2/displayed", *issue(), of=given) == shown
        assert verdict("d6.k2.c.g2/red", *issue(), of=given) == colour
        assert verdict("d6.k2.c.g2/png", *issue(), of=given) == format_

    @pytest.mark.parametrize(
        ("day", "expected"), [("2020-03-04", "broken"), ("2020-03-05", "not-applicable")]
    )
    def test_the_decree_does_without_the_image(self, day: str, expected: str) -> None:
        """From 5 March 2020 Decree 30/2020 has no image displayed there."""
        given = digitised(None, by_digitiser(image=None), date=date.fromisoformat(day))

        assert verdict("d6.k2.c.g2/displayed", *sending(day), of=given) == expected

    def test_the_row_names_what_stands_in_its_place(self) -> None:
        clause = shipped_instrument(CIRCULAR).clause("d6.k2.c.g2")

        assert clause is not None
        assert clause.superseded == date(2020, 3, 5)
        assert clause.superseded_by.startswith("vn/30-2020-nd-cp#pl1.p2.")

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [({}, "kept"), ({"at": None}, "broken"), ({"at": UNKNOWN}, "undecided")],
    )
    def test_time_of_signing(self, changes: dict[str, Any], expected: str) -> None:
        given = digitised(None, by_digitiser(**changes))

        assert verdict("d6.k2.c.g3/time", *issue(), of=given) == expected


# -- Điều 4, Điều 5, Điều 6 khoản 1 ------------------------------------------------------------


# fmt: off
REGISTERED = [
    # registered           until                expected
    ("08:02",             "2020-03-05 17:00",  "kept"),
    ("2020-03-05 08:00",  "2020-03-05 17:00",  "kept"),
    (None,                "2020-03-03 23:59",  "pending"),
    (None,                "2020-03-04 00:00",  "broken"),
]

ADDRESSEE = [
    # right     expected
    (True,     "kept"),
    (False,    "kept"),
    (UNKNOWN,  "undecided"),
]

SETTLED = [
    # due                completed            until                expected
    (date(2020, 3, 9),  "2020-03-09 23:59",  "2020-03-20 17:00",  "kept"),
    (date(2020, 3, 9),  "2020-03-10 00:00",  "2020-03-20 17:00",  "broken"),
    (date(2020, 3, 9),  None,                "2020-03-09 23:59",  "pending"),
    (date(2020, 3, 9),  None,                "2020-03-10 00:00",  "broken"),
    (None,              "2020-03-09 10:00",  "2020-03-20 17:00",  "undecided"),
    (None,              None,                "2020-03-20 17:00",  "pending"),
    (UNKNOWN,           "2020-03-09 10:00",  "2020-03-20 17:00",  "undecided"),
    (UNKNOWN,           None,                "2020-03-20 17:00",  "undecided"),
]
# fmt: on


class TestArticle4:
    """Everything that comes in is registered, its addressee settled, its matter settled in time."""

    @pytest.mark.parametrize(("registered", "until", "expected"), REGISTERED)
    def test_registered(self, registered: str | None, until: str, expected: str) -> None:
        acts = exchange(registered_in=registered)

        assert verdict("d4.k1/registered", *acts, until=until) == expected

    def test_what_is_refused_needs_no_registration(self) -> None:
        acts = exchange(registered_in=None, accepted=None, transferred=None)

        assert verdict("d4.k1/registered", *acts, act("refused", "09:00")) == "kept"

    @pytest.mark.parametrize(("right", "expected"), ADDRESSEE)
    def test_addressee(self, right: Any, expected: str) -> None:
        check = act("checked", "08:00", right_addressee=right)

        assert verdict("d4.k3/addressee-settled", *exchange(checked=None), check) == expected

    def test_accepted_without_a_check(self) -> None:
        given = case(complete(), *exchange(checked=None))

        assert TT01.verdict(given, "d4.k3/addressee-settled") == "broken"
        assert TT01.verdict(unobserved(given), "d4.k3/addressee-settled") == "undecided"

    @pytest.mark.parametrize(("due", "completed", "until", "expected"), SETTLED)
    def test_settled(self, due: Any, completed: str | None, until: str, expected: str) -> None:
        done = () if completed is None else (act("completed", completed),)

        found = verdict("d4.k5/settled", *exchange(), *done, of=complete(due=due), until=until)

        assert found == expected

    def test_the_date_of_the_assignment_counts_where_the_document_has_none(self) -> None:
        assigned = act("assigned", "09:00", due=date(2020, 3, 4))
        late = act("completed", "2020-03-05 09:00")

        assert verdict("d4.k5/settled", *exchange(), assigned, late) == "broken"

    def test_a_recall_in_time_ends_it(self) -> None:
        given = complete(due=date(2020, 3, 4))
        recalled = event("recalled", "2020-03-04 10:00")
        too_late = event("recalled", "2020-03-05 10:00")

        assert verdict("d4.k5/settled", *exchange(), recalled, of=given) == "kept"
        assert verdict("d4.k5/settled", *exchange(), too_late, of=given) == "broken"


# fmt: off
SIGNATURES_CHECKED = [
    # authentic  expected
    (True,     "kept"),
    (False,    "kept"),
    (UNKNOWN,  "undecided"),
]

RECEIPT_NOTICE = [
    # arrived                 told                    channel    expected
    ("2020-03-02 07:30:04",  "2020-03-02 07:30:20",  "system",  "kept"),
    ("2020-03-02 07:30:04",  "2020-03-02 23:59:59",  "email",   "kept"),
    ("2020-03-02 07:30:04",  "2020-03-03 00:00",     "system",  "broken"),
    ("2020-03-02 23:00",     "2020-03-02 23:30",     "system",  "kept"),
    ("2020-03-02 23:00",     "2020-03-03 07:00",     "system",  "broken"),
    ("2020-03-07 09:00",     "2020-03-07 10:00",     "axis",    "kept"),
    ("2020-03-02 07:30:04",  "2020-03-02 09:00",     "paper",   "broken"),
    ("2020-03-02 07:30:04",  "2020-03-02 09:00",     UNKNOWN,   "undecided"),
]
# fmt: on


class TestArticle5:
    """Signatures are checked; the sender hears on the same day that the document was received."""

    @pytest.mark.parametrize(("authentic", "expected"), SIGNATURES_CHECKED)
    def test_signatures_checked(self, authentic: Any, expected: str) -> None:
        check = act("checked", "08:00", authentic=authentic)

        assert verdict("d5.k1/signatures-checked", *exchange(checked=None), check) == expected

    def test_accepted_unchecked(self) -> None:
        assert verdict("d5.k1/signatures-checked", *exchange(checked=None)) == "broken"

    def test_without_signatures_there_is_nothing_to_check(self) -> None:
        given = complete(signatures=())

        found = verdict("d5.k1/signatures-checked", *exchange(checked=None), of=given)

        assert found == "not-applicable"

    @pytest.mark.parametrize(("arrived", "told", "channel", "expected"), RECEIPT_NOTICE)
    def test_receipt_notice(self, arrived: str, told: str, channel: Any, expected: str) -> None:
        acts = (
            *sending(),
            act("arrived", arrived, channel="system"),
            act("receipt-notified", told, channel=channel),
        )

        assert verdict("d5.k2.p2/receipt-notice", *acts) == expected

    def test_the_system_may_tell_by_itself(self) -> None:
        acts = (*sending(), *receiving(receipt_notified=None))
        automatic = act("auto-replied", "07:30:05", channel="system")

        assert verdict("d5.k2.p2/receipt-notice", *acts, automatic) == "kept"

    @pytest.mark.parametrize(
        ("until", "expected"), [("2020-03-02 23:59:59", "pending"), ("2020-03-03 00:00", "broken")]
    )
    def test_not_told(self, until: str, expected: str) -> None:
        acts = (*sending(), *receiving(receipt_notified=None))

        assert verdict("d5.k2.p2/receipt-notice", *acts, until=until) == expected

    def test_the_office_may_close_the_day(self) -> None:
        strict = TT01.reading("same-day", "office-close")
        late = case(complete(), *sending(), *receiving(receipt_notified="17:00:01"))

        assert strict.verdict(late, "d5.k2.p2/receipt-notice") == "broken"

    def test_the_time_of_arrival_is_kept(self) -> None:
        assert verdict("d6.k1.c/arrival-kept", *exchange()) == "kept"
        assert verdict("d6.k1.c/arrival-kept", *sending()) == "undecided"


# -- Điều 7, Điều 8 ----------------------------------------------------------------------------


# fmt: off
PASSED_ON = [
    # transferred          until                expected
    ("08:05",             "2020-03-09 17:00",  "kept"),
    ("2020-03-06 08:05",  "2020-03-09 17:00",  "kept"),
    (None,                "2020-03-03 23:59",  "pending"),
    (None,                "2020-03-04 00:00",  "broken"),
]

DISTRIBUTED = [
    # submitted  assigned             expected
    ("08:10",  "09:00",             "kept"),
    ("08:10",  "2020-03-06 09:00",  "kept"),
    ("08:10",  None,                "broken"),
    (None,     None,                "not-applicable"),
]

SEVERAL_CONCERNED = [
    # coordinating        lead          due                expected
    (("Sở Tài chính",),  "Sở Nội vụ",  date(2020, 3, 9),  "kept"),
    (("Sở Tài chính",),  None,         date(2020, 3, 9),  "broken"),
    (("Sở Tài chính",),  "Sở Nội vụ",  None,              "broken"),
    (("Sở Tài chính",),  UNKNOWN,      date(2020, 3, 9),  "undecided"),
    (UNKNOWN,            "Sở Nội vụ",  date(2020, 3, 9),  "undecided"),
    ((),                 None,         None,              "not-applicable"),
]

SETTLEMENT_BEGUN = [
    # begun                expected
    ("09:30",             "kept"),
    ("2020-03-06 09:30",  "kept"),
    ("08:30",             "broken"),
    (None,                "broken"),
]
# fmt: on


class TestArticle7And8:
    """Passed on, distributed, begun: without a number of hours."""

    @pytest.mark.parametrize(("transferred", "until", "expected"), PASSED_ON)
    def test_passed_on(self, transferred: str | None, until: str, expected: str) -> None:
        acts = exchange(transferred=transferred)

        assert verdict("d7.k1/passed-on", *acts, until=until) == expected

    @pytest.mark.parametrize(("submitted", "assigned", "expected"), DISTRIBUTED)
    def test_distributed(self, submitted: str | None, assigned: str | None, expected: str) -> None:
        acts = [
            act(kind, time)
            for kind, time in (("submitted", submitted), ("assigned", assigned))
            if time is not None
        ]

        assert verdict("d7.k2.s1/assigned", *exchange(), *acts) == expected

    @pytest.mark.parametrize(("coordinating", "lead", "due", "expected"), SEVERAL_CONCERNED)
    def test_several_concerned(self, coordinating: Any, lead: Any, due: Any, expected: str) -> None:
        assigned = act("assigned", "09:00", coordinating=coordinating, lead=lead, due=due)

        assert verdict("d7.k2.s2/lead-and-limit", *exchange(), assigned) == expected

    @pytest.mark.parametrize(("begun", "expected"), SETTLEMENT_BEGUN)
    def test_settlement_begun(self, begun: str | None, expected: str) -> None:
        acts = (act("assigned", "09:00"),) + (() if begun is None else (act("processing", begun),))

        assert verdict("d8.k1/settlement-begun", *exchange(), *acts) == expected


# -- Điều 9, Điều 10 ---------------------------------------------------------------------------


# fmt: off
REGISTERED_2 = [
    # registered   expected
    ("07:22",     "kept"),
    ("07:30",     "kept"),
    ("07:30:01",  "kept"),
    (None,        "broken"),
]

WHAT_THE_RECIPIENT_FOUND = [
    # right     intact    acknowledged  reached       whole
    (True,     True,     None,        "kept",       "kept"),
    (UNKNOWN,  True,     "07:30:03",  "undecided",  "kept"),
    (False,    True,     "07:30:03",  "broken",     "kept"),
    (True,     False,    "07:30:03",  "kept",       "broken"),
    (UNKNOWN,  UNKNOWN,  None,        "undecided",  "undecided"),
]
# fmt: on


class TestArticle9:
    """What goes out is registered; it reaches whom it should, intact."""

    @pytest.mark.parametrize(("registered", "expected"), REGISTERED_2)
    def test_registered(self, registered: str | None, expected: str) -> None:
        assert verdict("d9.k1/registered", *sending(registered_out=registered)) == expected

    @pytest.mark.parametrize(
        ("right", "intact", "acknowledged", "reached", "whole"), WHAT_THE_RECIPIENT_FOUND
    )
    def test_what_the_recipient_found(
        self, right: Any, intact: Any, acknowledged: str | None, reached: str, whole: str
    ) -> None:
        check = act("checked", "08:00", right_addressee=right, intact=intact)
        acts = exchange(checked=None, acknowledged=acknowledged)

        assert verdict("d9.k3/right-recipient", *acts, check) == reached
        assert verdict("d9.k4/intact", *acts, check) == whole

    def test_whether_a_number_is_repeated_takes_the_register(self) -> None:
        clause = shipped_instrument(CIRCULAR).clause("d9.k2")

        assert clause is not None
        assert clause.kind == "duty-of-people"


# fmt: off
DRAFTED_FIRST = [
    # drafted   expected
    ("07:01",  "kept"),
    ("07:20",  "kept"),
    ("07:21",  "broken"),
    (None,     "undecided"),
]

FORM_CHECKED_FIRST = [
    # checked      expected
    ("07:10",     "kept"),
    ("07:20",     "kept"),
    ("07:20:01",  "broken"),
    (None,        "broken"),
]

PDF = [
    # files                                                                 expected
    ((File("a.pdf", "main"),),                                             "kept"),
    ((File("a.PDF", "main"),),                                             "kept"),
    ((File("a.docx", "main"),),                                            "broken"),
    ((File("a.pdf", "main"), File("b.xlsx", "attachment", signed=False)),  "kept"),
    ((File(UNKNOWN, "main"),),                                             "undecided"),
    (UNKNOWN,                                                              "undecided"),
]
# fmt: on


class TestArticle10:
    """Drafted, its form checked, made a .pdf file; then signed."""

    @pytest.mark.parametrize(("drafted", "expected"), DRAFTED_FIRST)
    def test_drafted_first(self, drafted: str | None, expected: str) -> None:
        acts = () if drafted is None else (event("drafted", f"{MONDAY} {drafted}"),)

        assert verdict("d10.k1.a/drafted-first", *issue(), *acts) == expected

    @pytest.mark.parametrize(("checked", "expected"), FORM_CHECKED_FIRST)
    def test_form_checked_first(self, checked: str | None, expected: str) -> None:
        acts = () if checked is None else (event("form-checked", f"{MONDAY} {checked}"),)

        assert verdict("d10.k3/form-checked", *issue(), *acts) == expected

    @pytest.mark.parametrize(("files", "expected"), PDF)
    def test_pdf(self, files: Any, expected: str) -> None:
        assert verdict("d10.k4.s1/pdf", *issue(), of=complete(files=files)) == expected


# -- Điều 11, Điều 14, Điều 20 -----------------------------------------------------------------


# fmt: off
WHO_SIGNS = [
    # signatures                                                   authority     own
    ((signature("authority"), signature("agency")),               "kept",       "kept"),
    ((signature("authority"),),                                   "kept",       "broken"),
    ((signature("agency"),),                                      "undecided",  "undecided"),
    ((Signature("authority", valid=False), signature("agency")),  "broken",     "kept"),
    ((Signature("authority"), signature("agency")),               "undecided",  "kept"),
    (UNKNOWN,                                                     "undecided",  "undecided"),
]

ORDER = [
    # signed    numbered  sealed    published  expected
    ("07:20",  "07:22",  "07:24",  "07:30",  ("kept",   "kept",   "kept")),
    ("07:20",  "07:20",  "07:20",  "07:20",  ("kept",   "kept",   "kept")),
    ("07:23",  "07:22",  "07:24",  "07:30",  ("broken", "kept",   "kept")),
    ("07:20",  "07:25",  "07:24",  "07:30",  ("kept",   "broken", "kept")),
    ("07:20",  "07:22",  "07:31",  "07:30",  ("kept",   "kept",   "broken")),
    ("07:20",  None,     "07:24",  "07:30",  ("not-applicable", "broken", "kept")),
]

AUTHORITY_BEFORE_AGENCY = [
    # signed       sealed    expected
    ("07:20",     "07:24",  "kept"),
    ("07:24",     "07:24",  "kept"),
    ("07:24:01",  "07:24",  "broken"),
]

NUMBER_FOLLOWS_THE_SIGNATURE = [
    # signed    numbered  out
    ("07:20",  "07:22",  "kept"),
    ("07:20",  "07:19",  "broken"),
]

ARRIVAL_NUMBER_FOLLOWS_THE_ARRIVAL = [
    # arrived      registered   incoming
    ("07:30:04",  "07:30:04",  "kept"),
    ("07:30:04",  "07:30:03",  "broken"),
]

COPIES_KEPT = [
    # rule                            forms                     until                expected
    ("d11.k1.b/paper-copy-kept",     ("paper",),               "2020-03-10 17:00",  "kept"),
    ("d11.k1.b/paper-copy-kept",     ("paper", "electronic"),  "2020-03-10 17:00",  "kept"),
    ("d11.k1.b/paper-copy-kept",     ("electronic",),          "2020-03-10 17:00",  "broken"),
    ("d11.k1.b/paper-copy-kept",     ("electronic",),          "2020-03-03 17:00",  "pending"),
    ("d11.k1.b/paper-copy-kept",     (),                       "2020-03-10 17:00",  "pending"),
    ("d11.k4/electronic-copy-kept",  ("electronic",),          "2020-03-10 17:00",  "kept"),
    ("d11.k4/electronic-copy-kept",  ("paper",),               "2020-03-10 17:00",  "broken"),
    ("d11.k4/electronic-copy-kept",  (),                       "2020-03-10 17:00",  "pending"),
    ("d11.k4/electronic-copy-kept",  (UNKNOWN,),               "2020-03-10 17:00",  "undecided"),
]
# fmt: on


class TestArticle11Clause1:
    """The authorised person signs, the clerk numbers, the agency signs, the document goes out."""

    @pytest.mark.parametrize(("signatures", "authority", "own"), WHO_SIGNS)
    def test_who_signs(self, signatures: Any, authority: str, own: str) -> None:
        """With only the agency's signature it may be a scan of paper: nobody says."""
        given = complete(signatures=signatures)

        assert verdict("d11.k1.a/authority-signs", *issue(), of=given) == authority
        assert verdict("d11.k1.b/agency-signs", *issue(), of=given) == own

    def test_it_is_known_to_be_no_scan(self) -> None:
        given = complete(signatures=(signature("agency"),), files=(File("a.pdf", scan=None),))

        assert verdict("d11.k1.a/authority-signs", *issue(), of=given) == "broken"

    @pytest.mark.parametrize(("signed", "numbered", "sealed", "published", "expected"), ORDER)
    def test_order(
        self,
        signed: str,
        numbered: str | None,
        sealed: str,
        published: str,
        expected: tuple[str, str, str],
    ) -> None:
        acts = sending(signed=signed, registered_out=numbered, sealed=sealed, published=published)
        rules = ("number-after-signature", "seal-after-number", "sealed-before-issue")

        assert tuple(verdict(f"d11.k1.b/{rule}", *acts) for rule in rules) == expected

    @pytest.mark.parametrize(("signed", "sealed", "expected"), AUTHORITY_BEFORE_AGENCY)
    def test_authority_before_agency(self, signed: str, sealed: str, expected: str) -> None:
        acts = sending(signed=signed, registered_out="07:24", sealed=sealed)

        assert verdict("d14.k3.c/authority-first", *acts) == expected

    def test_a_digitised_document_bears_the_agency_alone(self) -> None:
        given = digitised(None, signature("agency"))

        for rule in ("d11.k1.a/authority-signs", "d14.k3.c/authority-first"):
            assert verdict(rule, *issue(signed=None), of=given) == "not-applicable"

    @pytest.mark.parametrize(("signed", "numbered", "out"), NUMBER_FOLLOWS_THE_SIGNATURE)
    def test_number_follows_the_signature(self, signed: str, numbered: str, out: str) -> None:
        acts = sending(signed=signed, registered_out=numbered)

        assert verdict("d20.k1.đ/number-out", *acts) == out

    @pytest.mark.parametrize(
        ("arrived", "registered", "incoming"), ARRIVAL_NUMBER_FOLLOWS_THE_ARRIVAL
    )
    def test_arrival_number_follows_the_arrival(
        self, arrived: str, registered: str, incoming: str
    ) -> None:
        acts = exchange(arrived=arrived, registered_in=registered)

        assert verdict("d20.k1.đ/number-in", *acts) == incoming

    @pytest.mark.parametrize(("rule", "forms", "until", "expected"), COPIES_KEPT)
    def test_copies_kept(
        self, rule: str, forms: tuple[Any, ...], until: str, expected: str
    ) -> None:
        kept = [event("archived", f"{MONDAY} 09:00", agency=SENDER, form=form) for form in forms]

        assert verdict(rule, *issue(), *kept, until=until) == expected


# fmt: off
WHO_CANNOT_RECEIVE = [
    # means                 paper     expected
    (("infrastructure",),  "09:00",  "kept"),
    (("technology",),      "09:00",  "kept"),
    (("technology",),      None,     "broken"),
    (("security",),        None,     "not-applicable"),
    ((),                   None,     "not-applicable"),
]

WHO_NEEDS_IT_BY_LAW = [
    # purposes         paper     expected
    (("other-law",),  "09:00",  "kept"),
    (("other-law",),  None,     "broken"),
    ((),              None,     "not-applicable"),
    (UNKNOWN,         None,     "undecided"),
]
# fmt: on


class TestArticle11Clause3:
    """Paper goes to those who cannot receive and to those who need it by law."""

    @pytest.mark.parametrize(("means", "paper", "expected"), WHO_CANNOT_RECEIVE)
    def test_who_cannot_receive(
        self, means: tuple[str, ...], paper: str | None, expected: str
    ) -> None:
        given = to(party(RECIPIENT), lacking(*means, ident=ANOTHER))
        sent = () if paper is None else (event("paper-sent", f"{MONDAY} {paper}", agency=ANOTHER),)

        found = TT01.verdict(case(given, *issue(), *sent), "d11.k3.a/paper", ANOTHER)

        assert found == expected

    @pytest.mark.parametrize(("purposes", "paper", "expected"), WHO_NEEDS_IT_BY_LAW)
    def test_who_needs_it_by_law(self, purposes: Any, paper: str | None, expected: str) -> None:
        sent = () if paper is None else (event("paper-sent", f"{MONDAY} {paper}"),)

        assert (
            verdict("d11.k3.b/paper", *issue(), *sent, of=complete(purposes=purposes)) == expected
        )


# -- Điều 12, Điều 13 --------------------------------------------------------------------------

HAND = {"page": 1, "box": (110, 230, 60, 20)}


# fmt: off
IMAGE = [
    # image                                                  shown         colour             format_            place
    (Image("blue", "png", page=1, box=(110, 230, 60, 20)),  "kept",       "kept",            "kept",            "undecided"),
    (Image("blue", "png"),                                  "kept",       "kept",            "kept",            "undecided"),
    (Image("black", "png"),                                 "kept",       "broken",          "kept",            "undecided"),
    (Image("blue", "jpeg"),                                 "kept",       "kept",            "broken",          "undecided"),
    (Image(),                                               "kept",       "undecided",       "undecided",       "undecided"),
    (None,                                                  "broken",     "not-applicable",  "not-applicable",  "broken"),
    (UNKNOWN,                                               "undecided",  "undecided",       "undecided",       "undecided"),
]
# fmt: on


class TestArticle12:
    """The authorised person's signature: where it would stand on paper, blue, a .png file."""

    @pytest.mark.parametrize(("image", "shown", "colour", "format_", "place"), IMAGE)
    def test_image(self, image: Any, shown: str, colour: str, format_: str, place: str) -> None:
        mine = attrs.evolve(signature("authority"), image=image)
        given = complete(signatures=(mine, signature("agency")))
        rules = ("d12.k2/displayed", "d12.k2/blue", "d12.k2/png", "d12.k1/place")

        found = tuple(verdict(rule, *issue(), of=given) for rule in rules)

        assert found == (shown, colour, format_, place)


# fmt: off
PLACE = [
    # box                  expected      because
    ((94, 222, 36, 36),   "kept",       "20 of 60 mm: one third"),
    ((89, 222, 36, 36),   "kept",       "15 of 60 mm: one quarter, the edge of the tolerance"),
    ((99, 222, 36, 36),   "kept",       "25 of 60 mm: five twelfths, the other edge"),
    ((88, 222, 36, 36),   "broken",     "14 of 60 mm"),
    ((100, 222, 36, 36),  "broken",     "26 of 60 mm"),
    ((150, 222, 36, 36),  "broken",     "one third on the right"),
    ((20, 222, 36, 36),   "broken",     "it does not touch it"),
    (UNKNOWN,             "undecided",  "nobody knows where it stands"),
]

IMAGE_2 = [
    # image                  shown      colour             format_
    (Image("red", "png"),   "kept",    "kept",            "kept"),
    (Image("blue", "png"),  "kept",    "broken",          "kept"),
    (Image("red", "gif"),   "kept",    "kept",            "broken"),
    (Image(),               "kept",    "undecided",       "undecided"),
    (None,                  "broken",  "not-applicable",  "not-applicable"),
]
# fmt: on


class TestArticle13:
    """The agency's signature: over a third of the person's, on the left, red, a .png file."""

    @pytest.mark.parametrize(("box", "expected", "because"), PLACE)
    def test_place(self, box: Any, expected: str, because: str) -> None:
        given = complete(
            signatures=(displayed("authority", **HAND), displayed("agency", page=1, box=box))
        )

        assert verdict("d13.k1/third-on-the-left", *issue(), of=given) == expected, because

    @pytest.mark.parametrize(("image", "shown", "colour", "format_"), IMAGE_2)
    def test_image(self, image: Any, shown: str, colour: str, format_: str) -> None:
        seal = attrs.evolve(signature("agency"), image=image)
        given = complete(signatures=(signature("authority"), seal))
        rules = ("d13.k2/displayed", "d13.k2/red", "d13.k2/png")

        assert tuple(verdict(rule, *issue(), of=given) for rule in rules) == (
            shown,
            colour,
            format_,
        )

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [({}, "kept"), ({"at": None}, "broken"), ({"at": UNKNOWN}, "undecided")],
    )
    def test_time(self, changes: dict[str, Any], expected: str) -> None:
        seal = attrs.evolve(signature("agency"), **changes)
        given = complete(signatures=(signature("authority"), seal))

        assert verdict("d13.k3/time", *issue(), of=given) == expected


# -- Điều 17 -----------------------------------------------------------------------------------


# fmt: off
HANDED_OVER = [
    # forms             expected
    (("electronic",),  "kept"),
    (("paper",),       "broken"),
    ((),               "pending"),
]
# fmt: on


class TestArticle17Clause2:
    """Electronic records are handed to the archive; when, is another text's business."""

    @pytest.mark.parametrize(("forms", "expected"), HANDED_OVER)
    def test_handed_over(self, forms: tuple[str, ...], expected: str) -> None:
        done = act("completed", "10:00")
        archived = [act("archived", "11:00", form=form) for form in forms]

        assert verdict("d17.k2/handed-over", *exchange(), done, *archived) == expected

    def test_nothing_was_completed(self) -> None:
        assert verdict("d17.k2/handed-over", *exchange()) == "not-applicable"
