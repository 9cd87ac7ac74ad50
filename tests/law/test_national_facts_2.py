"""
Facts of the later national texts, each by its number in the list of testable facts.

They are read from the texts: Decree 30/2020/NĐ-CP, Decree 34/2016/NĐ-CP, Law 80/2015/QH13,
the laws on e-transactions of 2005 and 2023, Decision 20/2020/QĐ-TTg and QCVN 102:2016.
A fact about which a case says nothing is a row of the ledger that says why.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from cases import at, case, event, exchange, party, sending, signature
from decree_cases import (
    DAY,
    DECREE,
    IDENTIFIERS,
    NEXT,
    NUMBERS,
    RECIPIENT,
    SENDER,
    TRANSACTIONS_2005,
    TRANSACTIONS_2023,
    bench,
    decision,
    letter,
    policy,
    scan,
)

from egovdocs.ids import AgencyId, AgencyId20, AgencyId102, DocumentNumber
from egovdocs.policy import shipped_instrument
from egovdocs.policy.instrument import Clause
from egovdocs.record import UNKNOWN, Document, File, Image, Signature

ND30, ND34, QD20 = bench(DECREE), bench(NUMBERS), bench(IDENTIFIERS)
URGENT = ("urgent", "very-urgent", "express")
AUTHORITY = signature("authority", f"{DAY} 07:20")
AGENCY = signature("agency", f"{DAY} 07:24")


def verdict(rule: str, *events: Any, of: Document | None = None, **observed: Any) -> str:
    """The verdict of a rule of Decree 30/2020 on a complete letter with *events*."""
    return ND30.verdict(case(of or letter(), *(events or exchange(DAY)), **observed), rule)


def acted(kind: str, time: str, **fields: Any) -> Any:
    """An act of the usual recipient."""
    return event(kind, time, agency=RECIPIENT, **fields)


def row(address: str, instrument: str = DECREE) -> Clause:
    """The row of the ledger at *address*."""
    clause = shipped_instrument(instrument).clause(address)
    assert clause is not None, address
    return clause


def rows(under: str) -> list[Clause]:
    """The numbered rows right under *under*."""
    found = shipped_instrument(DECREE).clauses
    return [part for part in found if part.at.removeprefix(f"{under}.").isdecimal()]


ARRIVED = acted("arrived", f"{DAY} 08:00", channel="system")
SIGNED = event("signed", f"{DAY} 09:00")


@pytest.mark.parametrize("urgency", URGENT)
def test_t04_urgent_documents_are_handled_at_once(urgency: str) -> None:
    """At once has no number: done is undecided, never done is broken."""
    given = letter(urgency=urgency)

    for rule in ("d4.k2.c.s2/registered", "d4.k2.c.s2/transferred", "d23.k1.s3/urgent"):
        assert verdict(rule, ARRIVED, of=given) == "broken", rule
    passed_on = acted("transferred", f"{DAY} 08:05")
    assert verdict("d23.k1.s3/urgent", ARRIVED, passed_on, of=given) == "undecided"


def test_t10_checked_before_accepted() -> None:
    """Authenticity and integrity are checked before a document is accepted."""
    accepted = acted("accepted", f"{DAY} 08:20")

    assert verdict("d21.k2.a/checked", ARRIVED, accepted) == "broken"
    assert verdict("d21.k2.a/checked") == "kept"


def test_t11_a_recalled_document_is_cancelled_and_the_sender_told() -> None:
    """By the recipient, through the System."""
    notice = acted("recall-notified", f"{DAY} 09:00")
    done = (
        acted("recall-executed", f"{DAY} 09:10"),
        acted("recall-confirmed", f"{DAY} 09:10", channel="system"),
    )

    for rule in ("d18.k4.b/cancelled", "d18.k4.b/sender-told"):
        assert verdict(rule, ARRIVED, notice) == "broken", rule
        assert verdict(rule, ARRIVED, notice, *done) == "kept", rule


def test_t13_three_degrees_of_urgency() -> None:
    """Hỏa tốc, thượng khẩn, khẩn; an older fourth is none of them."""
    rule = "pl1.p1.m3.k2.b.p2.s2/degree"

    assert {verdict(rule, of=letter(urgency=word)) for word in (*URGENT, "normal")} == {"kept"}
    assert verdict(rule, of=letter(urgency="timed-express")) == "broken"


def test_t15_agency_ids_of_2018_have_13_characters_in_four_groups() -> None:
    """QCVN 102 is a reconstructed text: it is a table for reading, and no rule rests on it."""
    found = AgencyId.parse("000.06.16.G09")

    assert isinstance(found, AgencyId102)
    assert not found.problems
    assert len(found.code) == 13
    assert found.code.count(".") == 3
    assert not shipped_instrument("vn/qcvn-102-2016").rules


@pytest.mark.parametrize(
    ("time", "found"), [(f"{DAY} 23:59:59", "kept"), (f"{NEXT} 00:00", "broken")]
)
def test_t20_receipt_is_told_the_same_day(time: str, found: str) -> None:
    """By a function of the System."""
    told = acted("receipt-notified", time, channel="system")

    assert verdict("d21.k2.c/told", ARRIVED, told) == found


@pytest.mark.parametrize(
    ("rule", "worse"),
    [
        ("a/pdf-version", {"pdf_version": "1.3"}),
        ("b/colour", {"colour": False}),
        ("c/dpi", {"dpi": 199}),
        ("d/scale", {"scale": "99%"}),
    ],
)
def test_t21_scans_are_pdf_1_4_in_colour_200_dpi_at_100_percent(rule: str, worse: Any) -> None:
    """Each of the four is a rule of its own."""
    name = f"pl1.p2.m1.k2.{rule}"

    assert verdict(name, of=letter(files=(File("a.pdf", "main", scan=scan()),))) == "kept"
    assert verdict(name, of=letter(files=(File("a.pdf", "main", scan=scan(**worse)),))) == "broken"


def corner(left: int, page: int = 1) -> Signature:
    """A signature of the agency displayed at the top of a page."""
    return attrs.evolve(AGENCY, image=Image("red", "png", page=page, box=(left, 20, 36, 36)))


def test_t23_on_a_digitised_document_the_image_is_not_displayed() -> None:
    """Top right corner of page 1, without an image, since 2020."""
    files = (File("a.pdf", "main", scan=scan()),)
    hidden = attrs.evolve(AGENCY, image=None)

    assert verdict("pl1.p2.m1.k3.b/hidden", of=letter(files=files, signatures=(hidden,))) == "kept"
    shown = letter(files=files, signatures=(corner(150),))
    assert verdict("pl1.p2.m1.k3.b/hidden", of=shown) == "broken"
    assert verdict("pl1.p2.m1.k3.a/place", of=shown) == "kept"
    elsewhere = letter(files=files, signatures=(corner(20),))
    assert verdict("pl1.p2.m1.k3.a/place", of=elsewhere) == "broken"


@pytest.mark.parametrize(
    ("rule", "by", "right", "wrong"),
    [
        ("pl1.p1.m2.k7.d/colour", "authority", {"colour": "blue"}, {"colour": "red"}),
        ("pl1.p1.m2.k7.d/format", "authority", {"format": "png"}, {"format": "jpg"}),
        ("pl1.p1.m2.k7.d/transparent", "authority", {"transparent": True}, {"transparent": False}),
    ],
)
def test_t25_the_image_of_the_signer(rule: str, by: str, right: Any, wrong: Any) -> None:
    """Blue, .png, transparent; its place between position and name a case does not show."""
    for change, found in ((right, "kept"), (wrong, "broken")):
        signed = (attrs.evolve(signature(by), image=Image(**change)),)
        assert verdict(rule, of=letter(signatures=signed)) == found
    assert row("pl1.p1.m2.k7.d").left


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("pl1.p1.m2.k8.a/colour", {"colour": "red"}, {"colour": "blue"}),
        ("pl1.p1.m2.k8.a/format", {"format": "png"}, {"format": "gif"}),
        ("pl1.p1.m2.k8.a/transparent", {"transparent": True}, {"transparent": False}),
    ],
)
def test_t27_the_image_of_the_agency(rule: str, right: Any, wrong: Any) -> None:
    """Red, .png, transparent; its true size a case does not show."""
    for change, found in ((right, "kept"), (wrong, "broken")):
        signed = (AUTHORITY, attrs.evolve(AGENCY, image=Image(**change)))
        assert verdict(rule, of=letter(signatures=signed)) == found
    assert row("pl1.p1.m2.k8.a").left


@pytest.mark.parametrize(
    ("left", "found"), [(84, "kept"), (70, "broken"), (100, "broken"), (150, "broken")]
)
def test_t27_it_covers_about_a_third_of_the_signature_on_the_left(left: int, found: str) -> None:
    """A signature from 100 to 160 mm, a seal 36 mm wide: 20 of 60 mm is a third."""
    hand = Image("blue", "png", page=1, box=(100, 200, 60, 25))
    seal = Image("red", "png", page=1, box=(left, 195, 36, 36))
    signed = (attrs.evolve(AUTHORITY, image=hand), attrs.evolve(AGENCY, image=seal))

    assert verdict("pl1.p1.m2.k8.a/overlap", of=letter(signatures=signed)) == found


def test_t28_appendices_in_files_of_their_own_are_signed_by_the_agency() -> None:
    """At the top right of page 1, without an image."""
    main = File("a.pdf", "main", scan=None)
    hidden = attrs.evolve(AGENCY, image=None)

    def with_(*signatures: Signature) -> Document:
        return letter(files=(main, File("b.pdf", "attachment", scan=None, signatures=signatures)))

    rule = "pl1.p1.m3.k1.d"
    assert verdict(f"{rule}.p2/signed", of=with_(hidden)) == "kept"
    assert verdict(f"{rule}.p2/signed", of=with_()) == "broken"
    assert verdict(f"{rule}.p3/place", of=with_(corner(150))) == "kept"
    assert verdict(f"{rule}.p3/place", of=with_(corner(150, page=2))) == "broken"
    assert verdict(f"{rule}.p4/hidden", of=with_(hidden)) == "kept"
    assert verdict(f"{rule}.p4/hidden", of=with_(corner(150))) == "broken"


def test_t29_an_appendix_in_the_same_file_needs_no_signature() -> None:
    """One file: nothing is asked; that the blanks stay empty no case shows."""
    assert verdict("pl1.p1.m3.k1.d.p2/signed") == "not-applicable"
    assert not row("pl1.p1.m3.k1.d").rules
    assert row("pl1.p1.m3.k1.c.p2").kind == "duty-of-people"


@pytest.mark.parametrize(
    ("registered", "sealed", "order", "seal"),
    [
        ("07:22", "07:24", "kept", "kept"),
        ("07:26", "07:24", "broken", "kept"),
        ("07:18", "07:19", "kept", "broken"),
    ],
)
def test_t30_the_authority_signs_then_the_number_then_the_agency(
    registered: str, sealed: str, order: str, seal: str
) -> None:
    """The authority signs at 07:20."""
    events = sending(DAY, registered_out=registered, sealed=sealed)

    assert verdict("d14.k3/after-registration", *events) == order
    assert verdict("d32.k2.d/signed-first", *events) == seal


@pytest.mark.parametrize(
    ("day", "found"), [("2020-03-04", "not-applicable"), ("2020-03-05", "broken")]
)
def test_t34_decree_30_is_in_force_from_its_signing(day: str, found: str) -> None:
    """5 March 2020."""
    assert verdict("pl1.p1.m1.k4/charset", *exchange(day), of=letter(day, charset="vni")) == found


@pytest.mark.parametrize(
    ("signatures", "value"),
    [((AUTHORITY, AGENCY), "as-original"), ((AUTHORITY,), None), ((AGENCY,), None)],
)
def test_t35_signed_by_the_authority_and_the_agency(signatures: Any, value: Any) -> None:
    """Worth as much as the paper original."""
    given = case(
        letter(signatures=signatures), event("published", f"{DAY} 09:00", channel="system")
    )

    assert policy(DECREE).value(given).value == value


# fmt: off
NEXT_WORKING_DAY = [
    # from                to                     verdict
    ("2020-03-09 09:00",  "2020-03-09 17:00",    "kept"),
    ("2020-03-09 09:00",  "2020-03-10 23:59:59", "kept"),
    ("2020-03-09 09:00",  "2020-03-11 00:00:00", "broken"),
    ("2020-03-13 09:00",  "2020-03-16 23:59:59", "kept"),
    ("2020-04-29 09:00",  "2020-05-04 23:59:59", "kept"),
    ("2020-04-29 09:00",  "2020-05-05 00:00:00", "broken"),
]
# fmt: on


@pytest.mark.parametrize(("start", "end", "found"), NEXT_WORKING_DAY)
def test_t36_issued_on_the_day_of_signing_or_the_next_working_day(
    start: str, end: str, found: str
) -> None:
    """The day of signing, at the latest the next working day."""
    events = (event("signed", start), event("published", end, channel="system"))

    assert verdict("d18.k1.s1/issued", *events) == found


@pytest.mark.parametrize("urgency", URGENT)
def test_t36_urgent_ones_at_once(urgency: str) -> None:
    """At once has no number."""
    issued = event("published", f"{DAY} 09:05", channel="system")
    given = letter(urgency=urgency)

    assert verdict("d18.k1.s2/urgent", SIGNED, issued, of=given) == "undecided"
    assert verdict("d18.k1.s2/urgent", SIGNED, of=given) == "broken"


@pytest.mark.parametrize(("start", "end", "found"), NEXT_WORKING_DAY)
def test_t37_paper_takes_its_number_by_the_next_working_day(
    start: str, end: str, found: str
) -> None:
    """After signing, at the latest the next working day."""
    paper = event("paper-sent", "2020-05-06 08:00", agency=RECIPIENT)
    events = (event("signed", start), event("registered-out", end), paper)

    assert verdict("d15.k2.s1/number", *events) == found


@pytest.mark.parametrize(("start", "end", "found"), NEXT_WORKING_DAY)
def test_t38_registered_and_passed_on_by_the_next_working_day(
    start: str, end: str, found: str
) -> None:
    """Of incoming documents."""
    arrived = acted("arrived", start, channel="system")

    assert verdict("d4.k2.c.s1/incoming", arrived, acted("registered-in", end)) == found
    assert verdict("d4.k2.c.s1/transfer", arrived, acted("transferred", end)) == found


@pytest.mark.parametrize(("start", "end", "found"), NEXT_WORKING_DAY)
def test_t39_submitted_by_the_next_working_day(start: str, end: str, found: str) -> None:
    """To the one with authority."""
    events = (acted("arrived", start, channel="system"), acted("submitted", end))

    assert verdict("d23.k1.s1/submitted", *events) == found


@pytest.mark.parametrize(("number", "found"), [("01/UBND-KT", "kept"), ("00/UBND-KT", "broken")])
def test_t40_numbers_begin_with_01(number: str, found: str) -> None:
    """That they are unique in the year only the whole register shows: the row says so."""
    assert verdict("d15.k1.s1/from-01", of=letter(number=number)) == found
    assert row("d15.k1.s1").left
    assert "sổ đăng ký" in row("d15.k1.s2").why["vi"]


@pytest.mark.parametrize(
    ("at_", "kind"),
    [("d15.k1.a", "informative"), ("d15.k2.s2", "scope"), ("pl1.p1.m2.k3.a.p2", "duty-of-people")],
)
def test_t41_separate_series(at_: str, kind: str) -> None:
    """Each normative kind, secret documents, advisory bodies: one document tells nothing of it."""
    assert row(at_).kind == kind
    assert row(at_).why["vi"]


@pytest.mark.parametrize(
    ("number", "kind", "found"),
    [
        ("05/QĐ-UBND", "Quyết định", "kept"),
        ("05/UBND-VX", "Công văn", "kept"),
        ("05/UBND", "Công văn", "broken"),
        ("05/UBND-VX", "Quyết định", "broken"),
    ],
)
def test_t42_symbols_of_administrative_documents(number: str, kind: str, found: str) -> None:
    """NN/KIND-ISSUER; of an official letter NN/ISSUER-UNIT."""
    assert verdict("pl1.p1.m2.k3.b.p2/symbol", of=letter(number=number, kind=kind)) == found


@pytest.mark.parametrize(
    ("number", "found"), [("15/2020/QĐ-UBND", "kept"), ("15/QĐ-UBND", "broken")]
)
def test_t43_symbols_of_normative_documents(number: str, found: str) -> None:
    """NN/YYYY/KIND-ISSUER."""
    given = case(decision(number), *exchange(DAY))

    assert ND34.verdict(given, "d58.k4.a/order") == found
    assert ND34.verdict(given, "vn/80-2015-qh13#d10.k3.c/order") == found


@pytest.mark.parametrize(
    ("number", "found"), [("05", "kept"), ("5", "broken"), ("10", "kept"), ("010", "broken")]
)
def test_t44_numbers_below_10_take_a_zero(number: str, found: str) -> None:
    """How a date is written a case does not show."""
    administrative = letter(number=f"{number}/UBND-VX")

    assert verdict("pl1.p1.m2.k3.c/written", of=administrative) == found
    normative = case(decision(f"{number}/2020/QĐ-UBND"), *exchange(DAY))
    assert ND34.verdict(normative, "d58.k4.c/leading-zero") == found
    assert row("pl1.p1.m2.k4.b.p2").kind == "duty-of-people"
    assert row("d59.k2.s2", NUMBERS).kind == "duty-of-people"


def test_t45_29_kinds_27_abbreviations_and_3_of_copies() -> None:
    """Article 7 and Annex III."""
    rule = next(part for part in shipped_instrument(DECREE).rules if part.id.endswith("d7.p1/kind"))

    assert len(rule.kind.kinds) == 29  # type: ignore[attr-defined]
    assert len(rows("pl3.m1")) == 27
    assert len(rows("pl3.m1.p2")) == 3


def test_t46_wrong_content_and_wrong_form_are_put_right_in_two_ways() -> None:
    """Which document puts which right no case records."""
    assert row("d18.k3").kind == "duty-of-people"
    assert "công văn" in row("d18.k3").gloss["vi"]


@pytest.mark.parametrize(
    ("found", "returned"),
    [
        ({"authentic": False, "intact": True, "right_addressee": True}, "broken"),
        ({"authentic": True, "intact": False, "right_addressee": True}, "broken"),
        ({"authentic": True, "intact": True, "right_addressee": False}, "broken"),
        ({"authentic": True, "intact": True, "right_addressee": True}, "not-applicable"),
    ],
)
def test_t47_what_must_be_returned(found: Any, returned: str) -> None:
    """Not authentic, not intact, or sent to the wrong place."""
    check = acted("checked", f"{DAY} 08:10", **found)

    assert verdict("d21.k2.b.s1/returned", ARRIVED, check) == returned
    refused = acted("refused", f"{DAY} 09:00")
    if returned == "broken":
        assert verdict("d21.k2.b.s1/returned", ARRIVED, check, refused) == "kept"


# fmt: off
NO_VERDICT = [
    # fact    row                     what it says in numbers
    ("T48",  "d30.k2.a",             ("03 tháng",)),
    ("T48",  "d30.k2.b",             ("01 năm",)),
    ("T48",  "d31.k3.c",             ("05 năm",)),
    ("T48",  "d31.k3.d",             ("02 năm",)),
    ("T49",  "d33.k1.đ",             ("05 tờ",)),
    ("T50",  "pl1.p1.m3.k2.b.p3",    ("30 mm x 8 mm", "40 mm x 8 mm", "20 mm x 8 mm")),
    ("T50",  "pl4.m5",               ("35 mm x 50 mm",)),
    ("T55",  "pl1.p1.m1.k1",         ("A4", "210 mm x 297 mm")),
    ("T55",  "pl1.p1.m1.k3",         ("20 - 25 mm", "30 - 35 mm", "15 - 20 mm")),
]
COLUMNS = [
    # register                      row           columns
    ("outgoing documents",          "pl4.m1.k2",  10),
    ("dispatch by post",            "pl4.m3.k2",  6),
    ("use of kept copies",          "pl4.m4.k2",  9),
    ("incoming documents",          "pl4.m6.k2",  10),
    ("follow-up of incoming ones",  "pl4.m8.k2",  7),
]
FIELDS = [
    # row      characters
    ("3",      100),
    ("4",      11),
    ("5",      30),
    ("7",      200),
    ("8",      500),
    ("12.1",   100),
    ("12.2",   50),
    ("13.1",   13),
    ("13.2",   200),
]
# fmt: on


@pytest.mark.parametrize(("fact", "at_", "numbers"), NO_VERDICT)
def test_t48_t49_t50_t55_facts_on_which_a_case_is_silent(
    fact: str, at_: str, numbers: tuple[str, ...]
) -> None:
    """The ledger has the numbers, and why no rule follows."""
    clause = row(at_)

    assert clause.kind == "duty-of-people", fact
    assert clause.why["vi"]
    assert all(number in clause.gloss["vi"] for number in numbers), fact


@pytest.mark.parametrize(("register", "at_", "columns"), COLUMNS)
def test_t51_columns_of_registers(register: str, at_: str, columns: int) -> None:
    """A row for each column of the form."""
    assert len(rows(at_)) == columns, register


@pytest.mark.parametrize(("at_", "most"), FIELDS)
def test_t52_lengths_of_fields(at_: str, most: int) -> None:
    """A limit of characters is in the gloss and in the rule, inclusive."""
    clause = row(f"pl6.p2.m1.{at_}")

    assert f"tối đa {most} ký tự" in clause.gloss["vi"]
    assert [part.kind.most for part in clause.rules] == [most]  # type: ignore[attr-defined]


def test_t52_the_abstract_of_501_characters() -> None:
    """500 are allowed."""
    for length, found in ((500, "kept"), (501, "broken")):
        given = letter(abstract="ệ" * length)
        assert verdict("pl6.p2.m1.8/length", of=given) == found, length


def test_t53_what_repeats_only_many_documents_show() -> None:
    """The same id, or the same number, symbol and issuer."""
    clause = row("pl6.p1.m3.k1.h")

    assert not clause.rules
    assert "nhiều văn bản" in clause.why["vi"]
    assert DocumentNumber.parse("05/QĐ-UBND") == DocumentNumber.parse("Số: 5/QĐ-UBND")


@pytest.mark.parametrize(
    ("at_", "ways"), [("d25.k1", "ba hướng"), ("d25.k2.a", "ba hướng"), ("d25.k3.a", "bốn hướng")]
)
def test_t54_directions_of_copies(at_: str, ways: str) -> None:
    """Of these a log shows one: paper that was digitised and signed by the agency."""
    assert ways in row(at_).gloss["vi"]


def test_t54_paper_to_electronic() -> None:
    """Digitised, and signed by the agency."""
    files = (File("a.pdf", "main", scan=scan()),)

    assert verdict("d25.k1.c/signed", of=letter(files=files, signatures=(AGENCY,))) == "kept"
    assert verdict("d25.k1.c/signed", of=letter(files=files, signatures=())) == "broken"


@pytest.mark.parametrize(
    ("charset", "found"), [("unicode", "kept"), ("viscii", "broken"), (UNKNOWN, "undecided")]
)
def test_t55_unicode(charset: Any, found: str) -> None:
    """TCVN 6909:2001."""
    assert verdict("pl1.p1.m1.k4/charset", of=letter(charset=charset)) == found


@pytest.mark.parametrize(
    ("day", "sent", "received"),
    [
        ("2024-06-30", f"{TRANSACTIONS_2005}#d17.k1", f"{TRANSACTIONS_2005}#d19.k1"),
        ("2024-07-01", f"{TRANSACTIONS_2023}#d15.k1", f"{TRANSACTIONS_2023}#d17.k1"),
    ],
)
def test_t57_which_law_says_when_sent_and_received(day: str, sent: str, received: str) -> None:
    """To 30 June 2024 the law of 2005, from 1 July 2024 that of 2023."""
    laws = policy(TRANSACTIONS_2005, TRANSACTIONS_2023)
    moment = at(f"{day} 10:00")

    assert sent in [step.clause for step in laws.sent(moment, moment, channel="system").because]
    arrival = laws.received(moment, channel="system")
    assert received in [step.clause for step in arrival.because]
    assert arrival.value == moment


@pytest.mark.parametrize(
    ("ident", "found"),
    [("H39.07", "kept"), ("H39." + "A" * 31, "kept"), ("H39." + "A" * 32, "broken")],
)
def test_t58_agency_ids_of_2020_have_at_most_35_characters(ident: str, found: str) -> None:
    """Level 1 leftmost: a letter and two digits."""
    day = "2023-03-13"
    given = case(letter(day, sender=party(ident)), *exchange(day))

    assert QD20.verdict(given, "d4.k1/sender") == found
    assert QD20.verdict(given, "d4.k2/sender") == "kept"
    assert isinstance(AgencyId.parse("H39.07"), AgencyId20)


def test_t58_in_force_from_15_september_2020() -> None:
    """And the transition of 24 months ends on 15 September 2022."""
    assert shipped_instrument(IDENTIFIERS).in_force.start == date(2020, 9, 15)
    for day, found in (("2022-09-15", "kept"), ("2022-09-16", "broken")):
        given = case(letter(day, sender=party(SENDER)), *exchange(day))
        assert QD20.verdict(given, "d4.k1/sender") == found, day
