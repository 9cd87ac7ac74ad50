"""
The testable facts of the national texts, each by its number in the notes of the reader.

A fact is checked where it acts: on a case, on an answer, or on the head of its instrument.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from cases import Bench, case, document, event, exchange, party, receiving, sending, signature
from national_cases import (
    ANOTHER,
    CIRCULAR,
    DECISION,
    RECIPIENT,
    SENDER,
    bench,
    by_digitiser,
    complete,
    digitised,
    displayed,
    lacking,
    national,
    scan,
    to,
)

from egovdocs.ids import AgencyId
from egovdocs.policy import shipped_instrument
from egovdocs.policy.instrument import Clause, Instrument
from egovdocs.record import UNKNOWN, VOCABULARIES, Document, Event, File, Image, Signature
from egovdocs.timing import Limit

MONDAY = "2020-03-02"
QD28 = bench(DECISION)
TT01 = bench(CIRCULAR)


def verdict(of: Bench, rule: str, given: Document, *events: Event) -> str:
    """The verdict of *rule* on *given* with *events*."""
    return of.verdict(case(given, *events), rule)


def instrument(of: Bench) -> Instrument:
    return shipped_instrument(of.instrument)


def clause(of: Bench, at: str) -> Clause:
    found = instrument(of).clause(at)
    assert found is not None, at
    return found


def limits(of: Bench, at: str) -> list[Limit | None]:
    """The limits of the rules of a clause."""
    return [getattr(rule.kind, "limit", None) for rule in clause(of, at).rules]


# -- Decision 28/2018 --------------------------------------------------------------------------


def test_t1_signed_12_july_and_in_force_from_6_september_2018() -> None:
    head = instrument(QD28)

    assert (head.signed, head.in_force.first) == (date(2018, 7, 12), date(2018, 9, 6))


# fmt: off
T2 = [
    # signed on Monday at 07:20, sent      verdict
    ("2020-03-02 23:59:59",                "kept"),
    ("2020-03-03 11:30",                   "kept"),
    ("2020-03-03 11:30:01",                "broken"),
]
# fmt: on


@pytest.mark.parametrize(("sent", "expected"), T2)
def test_t2_the_same_day_at_the_latest_the_next_morning(sent: str, expected: str) -> None:
    acts = (event("signed", f"{MONDAY} 07:20"), event("published", sent, channel="system"))

    assert limits(QD28, "d6.k2.s1") == [Limit.parse("morning of next working day")]
    assert verdict(QD28, "d6.k2.s1/sent", complete(), *acts) == expected


def test_t3_urgent_sent_at_once_in_priority_mode_degree_stated() -> None:
    given = complete(urgency="urgent", priority=True)

    assert verdict(QD28, "d6.k2.p2/priority", given, *exchange()) == "kept"
    assert verdict(QD28, "d6.k2.p2/sent-at-once", given, *sending(published="07:24")) == "kept"
    assert verdict(QD28, "d6.k2.p2/sent-at-once", given, *sending()) == "undecided"
    assert verdict(QD28, "d6.k2.p2/sent-at-once", given, *sending(published=None)) == "broken"


def test_t4_urgent_passed_on_at_once_when_accepted() -> None:
    given = complete(urgency="express", priority=True)
    rule = "d6.k2.p2/passed-on-at-once"

    assert verdict(QD28, rule, given, *exchange(transferred="08:01")) == "kept"
    assert verdict(QD28, rule, given, *exchange(transferred="08:05")) == "undecided"
    assert verdict(QD28, rule, given, *exchange(transferred=None)) == "broken"


@pytest.mark.parametrize("channel", ["system", "axis"])
def test_t5_signed_and_sent_through_the_system_replaces_paper(channel: str) -> None:
    published = event("published", f"{MONDAY} 07:30", channel=channel)

    answer = national().value(case(complete(), published))

    assert answer.value == "equivalent-to-paper"


def test_t6_unsigned_through_the_system_is_for_reference() -> None:
    answer = national().value(case(complete(signatures=()), *sending()))

    assert answer.value == "reference-only"


def test_t7_no_paper_after_the_electronic_document() -> None:
    paper = event("paper-sent", f"{MONDAY} 09:00")

    assert verdict(QD28, "d5.k3/no-paper", complete(), *sending()) == "kept"
    assert verdict(QD28, "d5.k3/no-paper", complete(), *sending(), paper) == "broken"


@pytest.mark.parametrize("kind", ["government", "prime-minister"])
def test_t8_paper_goes_with_documents_to_the_government(kind: str) -> None:
    given = to(party("000.00.00.G22", kind, "central"))

    assert national().paper(given).value == "required"


def test_t8_paper_goes_with_documents_on_the_list() -> None:
    assert national().paper(complete(on_paper_list=True)).value == "required"
    assert national().paper(complete(on_paper_list=False)).value == "forbidden"


@pytest.mark.parametrize("means", sorted(VOCABULARIES["lack"].words))
def test_t9_only_missing_means_excuse_from_the_system(means: str) -> None:
    by_mail = event("published", f"{MONDAY} 07:30", channel="email")
    sender = attrs.evolve(party(SENDER, "peoples-committee"), lacks=(means,))
    rule = "d7.k1/through-the-system"

    assert verdict(QD28, rule, to(lacking(means)), by_mail) == "kept"
    assert verdict(QD28, rule, complete(sender=sender), by_mail) == "kept"
    assert verdict(QD28, rule, complete(), by_mail) == "broken"


def test_t10_checks_come_before_acceptance() -> None:
    assert verdict(QD28, "d9.k1/checked-first", complete(), *exchange()) == "kept"
    assert verdict(QD28, "d9.k1/checked-first", complete(), *exchange(checked="08:02")) == "broken"


def test_t11_a_recall_is_told_cancelled_and_reported_back() -> None:
    told = (
        event("recalled", f"{MONDAY} 09:00"),
        event("recall-sent", f"{MONDAY} 09:00", channel="system"),
        event("recall-notified", f"{MONDAY} 09:01", agency=RECIPIENT),
        event("recall-executed", f"{MONDAY} 09:10", agency=RECIPIENT),
        event("recall-confirmed", f"{MONDAY} 09:11", agency=RECIPIENT, channel="system"),
    )
    rules = ("d8.k2.s2/recall-notice", "d9.k2.p2/cancelled", "d9.k2.p2/confirmed")

    done = [verdict(QD28, rule, complete(), *exchange(), *told) for rule in rules]
    undone = [verdict(QD28, rule, complete(), *exchange(), told[0], told[2]) for rule in rules]

    assert done == ["kept"] * 3
    assert undone == ["broken"] * 3


STATES = ("đã đến", "đã tiếp nhận", "đã chuyển xử lý", "đang xử lý", "đã hoàn thành",
          "từ chối nhận (trả lại)", "thu hồi", "xóa")  # fmt: skip


def test_t12_eight_states_and_an_open_list() -> None:
    known = VOCABULARIES["state"]

    assert len(STATES) == len(known.words) == 8
    for state in STATES:
        given = complete(status=known.get(state))
        assert verdict(QD28, "d10.k2.h/status", given, *exchange()) == "kept", state
    other = complete(status="chờ ý kiến")
    assert verdict(QD28, "d10.k2.h/status", other, *exchange()) == "undecided"


@pytest.mark.parametrize(
    ("degree", "word"),
    [("khẩn", "urgent"), ("thượng khẩn", "very-urgent"), ("hỏa tốc", "express")],
)
def test_t13_three_degrees_of_urgency(degree: str, word: str) -> None:
    assert VOCABULARIES["urgency"].get(degree) == word
    assert verdict(QD28, "d10.k2.k/urgency", complete(urgency=word), *exchange()) == "kept"


def test_t14_sixteen_lettered_items() -> None:
    letters = [
        row.at.removeprefix("d10.k2.")
        for row in instrument(QD28).clauses
        if row.at.startswith("d10.k2.") and row.at.count(".") == 2 and row.at[-1].isalpha()
    ]

    assert letters == list("abcdđeghiklmnopq")
    assert [at for at in letters if not clause(QD28, f"d10.k2.{at}").rules] == ["q"]


# fmt: off
T15 = [
    # id               form
    ("000.06.16.G09",  "kept"),
    ("000.00.00.H39",  "kept"),
    ("00.06.16.G09",   "broken"),
    ("000.06.G09",     "broken"),
]
# fmt: on


@pytest.mark.parametrize(("ident", "expected"), T15)
def test_t15_thirteen_characters_in_four_groups(ident: str, expected: str) -> None:
    given = complete(sender=party(ident, "peoples-committee"))

    assert verdict(QD28, "d10.k2.a.p3/agency-id-form", given, *exchange()) == expected


def test_t16_agency_year_and_ordinal() -> None:
    right = complete(id="000.00.00.H39-2020.412")
    wrong_agency = complete(id="000.00.01.H39-2020.412")
    wrong_year = complete(id="000.00.00.H39-2019.412")

    def found(given: Document) -> tuple[str, str]:
        return (
            verdict(QD28, "d10.k2.b.g1/same-agency", given, *exchange()),
            verdict(QD28, "d10.k2.b.g2/year-and-ordinal", given, *exchange()),
        )

    assert found(right) == ("kept", "kept")
    assert found(wrong_agency) == ("broken", "kept")
    assert found(wrong_year) == ("kept", "broken")


def test_t17_one_clock_in_vietnam_time() -> None:
    arrived = national().audit(case(complete(), *exchange())).all_findings()
    at = next(part for part in arrived if part.rule.endswith("d6.k2.s1/sent")).facts["done"]

    assert at.isoformat().endswith("+07:00")
    early = exchange(arrived="07:29")
    assert verdict(QD28, "d14.k4/arrived-after-published", complete(), *early) == "broken"


@pytest.mark.parametrize(
    ("day", "expected"), [("2018-12-31", "not-applicable"), ("2019-01-01", "broken")]
)
def test_t18_a_pilot_to_the_end_of_2018(day: str, expected: str) -> None:
    """The dates of connecting, 30 June 2019 and 2020, leave nothing in a log of exchanges."""
    given = document(day=day, abstract="")

    assert verdict(QD28, "d10.k2.e/abstract", given, *exchange(day)) == expected
    assert [clause(QD28, at).kind for at in ("d21.k1.p2", "d21.k2")] == ["duty-of-people"] * 2


# -- Circular 01/2019 --------------------------------------------------------------------------


def test_t19_signed_24_january_and_in_force_from_10_march_2019() -> None:
    head = instrument(TT01)

    assert (head.signed, head.in_force.first) == (date(2019, 1, 24), date(2019, 3, 10))


# fmt: off
T20 = [
    # arrived Monday 07:30:04, told   verdict
    ("07:30:20",                      "kept"),
    ("23:59:59",                      "kept"),
    ("2020-03-03 00:00",              "broken"),
]
# fmt: on


@pytest.mark.parametrize(("told", "expected"), T20)
def test_t20_receipt_is_told_the_same_day(told: str, expected: str) -> None:
    acts = (*sending(), *receiving(receipt_notified=told))

    assert limits(TT01, "d5.k2.p2") == [Limit.parse("same day")]
    assert verdict(TT01, "d5.k2.p2/receipt-notice", complete(), *acts) == expected


# fmt: off
T21 = [
    # rule                     exactly to the standard   just below it
    ("d6.k2.b.g1/pdf",         {"pdf_version": "1.4"},   {"pdf_version": "1.3"}),
    ("d6.k2.b.g2/colour",      {"colour": True},         {"colour": False}),
    ("d6.k2.b.g3/resolution",  {"dpi": 200},             {"dpi": 199}),
    ("d6.k2.b.g4/scale",       {"scale": "100%"},        {"scale": "99%"}),
]
# fmt: on


@pytest.mark.parametrize(("rule", "enough", "below"), T21)
def test_t21_the_standard_of_scans(
    rule: str, enough: dict[str, Any], below: dict[str, Any]
) -> None:
    assert verdict(TT01, rule, digitised(scan(**enough)), *sending()) == "kept"
    assert verdict(TT01, rule, digitised(scan(**below)), *sending()) == "broken"


def test_t22_the_seal_on_a_scan() -> None:
    right = digitised(None, by_digitiser())
    wrong = digitised(
        None, by_digitiser(image=Image("blue", "jpg", page=1, box=(20, 20, 36, 36)), at=None)
    )
    rules = ("d6.k2.c.g1/corner", "d6.k2.c.g2/red", "d6.k2.c.g2/png", "d6.k2.c.g3/time")

    assert [verdict(TT01, rule, right, *sending()) for rule in rules] == ["kept"] * 4
    assert [verdict(TT01, rule, wrong, *sending()) for rule in rules] == ["broken"] * 4


def signed_with(authority: Signature, agency: Signature) -> Document:
    return complete(signatures=(authority, agency))


def test_t24_the_authoritys_image_is_blue_and_png() -> None:
    right = signed_with(signature("authority"), signature("agency"))
    wrong = signed_with(displayed("authority", colour="red", format="bmp"), signature("agency"))
    rules = ("d12.k2/blue", "d12.k2/png")

    assert [verdict(TT01, rule, right, *sending()) for rule in rules] == ["kept"] * 2
    assert [verdict(TT01, rule, wrong, *sending()) for rule in rules] == ["broken"] * 2


def test_t26_the_agencys_image_is_red_and_over_a_third_on_the_left() -> None:
    hand = displayed("authority", page=1, box=(110, 230, 60, 20))
    left = signed_with(hand, displayed("agency", page=1, box=(94, 222, 36, 36)))
    right = signed_with(hand, displayed("agency", page=1, box=(150, 222, 36, 36), colour="blue"))
    rules = ("d13.k1/third-on-the-left", "d13.k2/red")

    assert [verdict(TT01, rule, left, *sending()) for rule in rules] == ["kept"] * 2
    assert [verdict(TT01, rule, right, *sending()) for rule in rules] == ["broken"] * 2


# fmt: off
T30 = [
    # signed   numbered  sealed    authority first, number after it, seal after the number
    ("07:20",  "07:22",  "07:24",  ("kept",   "kept",   "kept")),
    ("07:20",  "07:26",  "07:24",  ("kept",   "kept",   "broken")),
    ("07:23",  "07:22",  "07:24",  ("kept",   "broken", "kept")),
    ("07:25",  "07:22",  "07:24",  ("broken", "broken", "kept")),
]
# fmt: on


@pytest.mark.parametrize(("signed", "numbered", "sealed", "expected"), T30)
def test_t30_person_then_number_then_agency(
    signed: str, numbered: str, sealed: str, expected: tuple[str, ...]
) -> None:
    acts = sending(signed=signed, registered_out=numbered, sealed=sealed)
    rules = (
        "d14.k3.c/authority-first",
        "d11.k1.b/number-after-signature",
        "d11.k1.b/seal-after-number",
    )

    assert tuple(verdict(TT01, rule, complete(), *acts) for rule in rules) == expected


def test_t31_a_draft_is_pdf_before_it_is_signed() -> None:
    word = complete(files=(File("837.docx", "main"),))

    assert verdict(TT01, "d10.k4.s1/pdf", complete(), *sending()) == "kept"
    assert verdict(TT01, "d10.k4.s1/pdf", word, *sending()) == "broken"


def test_t32_one_paper_copy_is_kept_and_paper_goes_to_who_cannot_receive() -> None:
    kept = event("archived", f"{MONDAY} 09:00", agency=SENDER, form="paper")
    given = to(party(RECIPIENT), lacking("technology", ident=ANOTHER))
    paper = event("paper-sent", f"{MONDAY} 09:00", agency=ANOTHER)

    assert verdict(TT01, "d11.k1.b/paper-copy-kept", complete(), *sending(), kept) == "kept"
    sent, unsent = case(given, *sending(), paper), case(given, *sending())
    assert TT01.verdict(sent, "d11.k3.a/paper", ANOTHER) == "kept"
    assert TT01.verdict(unsent, "d11.k3.a/paper", ANOTHER) == "broken"
    assert TT01.verdict(unsent, "d11.k3.a/paper", RECIPIENT) == "not-applicable"


def test_t33_a_file_code_begins_with_the_id_of_the_agency() -> None:
    """A definition: a case carries no file code."""
    code = "000.06.16.G09.2010.01.TH"

    agency = AgencyId.parse(code[:13])

    assert (str(agency), agency.problems) == ("000.06.16.G09", ())
    assert code[13:].split(".") == ["", "2010", "01", "TH"]
    assert not clause(TT01, "d16.k3").rules


@pytest.mark.parametrize("of", [QD28, TT01], ids=["Decision 28", "Circular 01"])
def test_t59_state_secrets_are_outside_both(of: Bench) -> None:
    def judged(secret: Any) -> set[str]:
        report = national().audit(case(complete(state_secret=secret), *exchange()))
        mine = (part for part in report.all_findings() if part.rule.startswith(of.instrument))
        return {part.verdict.value for part in mine}

    assert judged(True) == {"not-applicable"}
    assert judged(UNKNOWN) == {"undecided", "not-applicable"}
    assert "kept" in judged(False)
