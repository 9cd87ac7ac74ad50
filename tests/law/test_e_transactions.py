"""
Numbers of normative documents, and when a data message is sent and received.

Law 51/2005/QH11, Articles 17 and 19, to 30 June 2024; Law 20/2023/QH15, Articles 15 and 17,
from 1 July 2024: both hold only where nothing else was laid down.  Law 80/2015/QH13, Article
10, and Decree 34/2016/NĐ-CP, Articles 58 and 59, from 1 July 2016 to 31 March 2025.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from cases import at, case, event, signature
from decree_cases import (
    ALL,
    LAW,
    NUMBERS,
    RECIPIENT,
    TRANSACTIONS_2005,
    TRANSACTIONS_2023,
    bench,
    decision,
    letter,
    policy,
)

import egovdocs
from egovdocs.policy import shipped_instrument
from egovdocs.policy.view import WHOLE
from egovdocs.record import UNKNOWN, Case, Document

BOTH_LAWS = policy(TRANSACTIONS_2005, TRANSACTIONS_2023)
ND34, L80 = bench(NUMBERS), bench(LAW)
DAY = "2020-03-09"


def received(text: str, channel: str = "system", relation: str | None = None) -> str:
    """When something that entered then was received, as the clock on the wall shows it."""
    answer = BOTH_LAWS.received(at(text), channel=channel, relation=relation)
    return "undecided" if answer.value is None else f"{answer.value:%Y-%m-%d %H:%M:%S}"


# -- received ------------------------------------------------------------------------------------

# fmt: off
RECEIVED = [
    # entry                  received               clause                         because
    ("2020-03-09 10:00:00",  "2020-03-09 10:00:00", f"{TRANSACTIONS_2005}#d19.k1", "in working time"),
    ("2020-03-09 12:00:00",  "2020-03-09 12:00:00", f"{TRANSACTIONS_2005}#d19.k1", "at noon: it does not wait for a session"),
    ("2020-03-14 23:59:59",  "2020-03-14 23:59:59", f"{TRANSACTIONS_2005}#d19.k1", "on a Saturday night"),
    ("2024-06-30 23:59:59",  "2024-06-30 23:59:59", f"{TRANSACTIONS_2005}#d19.k1", "the last second of the law of 2005"),
    ("2024-07-01 00:00:00",  "2024-07-01 00:00:00", f"{TRANSACTIONS_2023}#d17.k1", "the first of the law of 2023"),
    ("2026-05-01 08:00:00",  "2026-05-01 08:00:00", f"{TRANSACTIONS_2023}#d17.k1", "on a holiday"),
]
# fmt: on


class TestReceived:
    """A data message is received when it enters the recipient's system."""

    @pytest.mark.parametrize(("entry", "expected", "clause", "because"), RECEIVED)
    def test_moment(self, entry: str, expected: str, clause: str, because: str) -> None:
        assert received(entry) == expected, because

        steps = BOTH_LAWS.received(at(entry), channel="system").because
        assert clause in [step.clause for step in steps], because

    def test_before_the_law_of_2005_nothing_answers(self) -> None:
        assert received("2006-02-28 10:00") == "undecided"
        assert received("2006-03-01 10:00") == "2006-03-01 10:00:00"

    @pytest.mark.parametrize("channel", ["axis", "email", "sms", "zalo", "portal", "other"])
    def test_by_any_electronic_channel(self, channel: str) -> None:
        assert received("2020-03-09 10:00", channel) == "2020-03-09 10:00:00"

    def test_paper_is_no_data_message(self) -> None:
        assert received("2020-03-09 10:00", "paper") == "undecided"

    def test_between_whom_does_not_matter(self) -> None:
        assert received("2020-03-09 10:00", relation="from-individual") == "2020-03-09 10:00:00"


# -- sent ----------------------------------------------------------------------------------------

# fmt: off
SENT = [
    # published             success reported       sent                   because
    ("2020-03-09 10:00:00", "2020-03-09 10:00:05", "2020-03-09 10:00:05", "2005: it has entered a system that the originator does not control"),
    ("2024-06-30 23:59:59", "2024-07-01 00:00:05", "2024-07-01 00:00:05", "issued on the last day of the law of 2005"),
    ("2024-07-01 00:00:00", "2024-07-01 00:00:05", "2024-07-01 00:00:00", "2023: it has left the originator's system"),
    ("2025-03-10 10:00:00", "2025-03-10 11:00:00", "2025-03-10 10:00:00", "2023: the report of success does not matter"),
]
# fmt: on


class TestSent:
    """A data message is sent: in 2005 when it enters another's system, in 2023 when it leaves."""

    @pytest.mark.parametrize(("published", "success", "expected", "because"), SENT)
    def test_moment(self, published: str, success: str, expected: str, because: str) -> None:
        answer = BOTH_LAWS.sent(at(published), at(success), channel="system")

        assert answer.value is not None
        assert f"{answer.value:%Y-%m-%d %H:%M:%S}" == expected, because

    def test_without_a_report_of_success_the_law_of_2005_cannot_tell(self) -> None:
        issued = Case("x", (event("published", f"{DAY} 10:00", channel="system"),))

        moment = BOTH_LAWS.scene(BOTH_LAWS.view(issued)).moment("@sent", WHOLE)

        assert moment.truth is None
        assert moment.missing == ("event:acknowledged",)

    def test_the_law_of_2023_needs_none(self) -> None:
        issued = Case("x", (event("published", "2025-03-10 10:00", channel="system"),))

        moment = BOTH_LAWS.scene(BOTH_LAWS.view(issued)).moment("@sent", WHOLE)

        assert moment.truth is True
        assert moment.because == (f"{TRANSACTIONS_2023}#d15.k1",)


class TestDefault:
    """Both laws speak only where nothing else was laid down."""

    @pytest.mark.parametrize(
        ("instrument", "at_"),
        [
            (TRANSACTIONS_2005, "d17.k1"),
            (TRANSACTIONS_2005, "d19.k1"),
            (TRANSACTIONS_2023, "d15.k1"),
            (TRANSACTIONS_2023, "d17.k1"),
        ],
    )
    def test_the_answers_are_defaults(self, instrument: str, at_: str) -> None:
        clause = shipped_instrument(instrument).clause(at_)

        assert clause is not None
        assert clause.answer is not None
        assert clause.answer.default

    @pytest.mark.parametrize(
        ("province", "expected"),
        [("long-an/24-2019", "2020-03-10 07:00:00"), ("thai-binh/17-2019", "undecided")],
    )
    def test_a_province_that_speaks_goes_first(
        self, tmp_path: Path, province: str, expected: str
    ) -> None:
        """Monday 18:00: Long An says the next session; Thái Bình hands it to a text not at hand."""
        path = tmp_path / "both.toml"
        path.write_text(
            f"""
id = "both"
name = {{ vi = "Thử", en = "Trial" }}
instruments = ["{province}", "{TRANSACTIONS_2005}"]

[[hours]]
from = 2016-01-01
days = "mon-fri"
sessions = ["07:00-11:30", "13:30-17:00"]
""",
            encoding="utf-8",
        )

        answer = egovdocs.load(path).received(at(f"{DAY} 18:00"), channel="system")

        found = "undecided" if answer.value is None else f"{answer.value:%Y-%m-%d %H:%M:%S}"
        assert found == expected


# -- numbers of normative documents -----------------------------------------------------------------


def verdicts(number: Any, day: str = DAY, **changes: Any) -> dict[str, str]:
    """The verdicts of every rule on numbers, by its address."""
    signed = f"{day} 08:00"
    given = case(_signed(decision(number, day, **changes), signed), event("signed", signed),
                 event("published", f"{day} 09:00", channel="system"))  # fmt: skip
    return {
        **{rule: ND34.verdict(given, rule) for rule in ND34_RULES},
        **{f"L80 {rule}": L80.verdict(given, rule) for rule in L80_RULES},
    }


def _signed(document: Document, time: str) -> Document:
    return attrs.evolve(document, signatures=(signature("authority", time),))


ND34_RULES = (
    "d58.k1/parts", "d58.k2/number", "d58.k2/year", "d58.k3/symbol", "d58.k4.a/order",
    "d58.k4.c/leading-zero", "d58.k4.d/capitals", "d58.k4.đ/separators",
)  # fmt: skip
L80_RULES = ("d10.k1/parts", "d10.k2.s1/year", "d10.k3.c/order")
BOTH_PARTS = ("d58.k1/parts", "L80 d10.k1/parts")
BOTH_ORDERS = ("d58.k4.a/order", "L80 d10.k3.c/order")
BOTH_YEARS = ("d58.k2/year", "L80 d10.k2.s1/year")

# fmt: off
WRONG = [
    # number                broken                                                  because
    ("15/2020/QĐ-UBND",     (),                                                     "as it must be"),
    ("05/2020/QĐ-UBND",     (),                                                     "a number below 10 with its zero"),
    ("5/2020/QĐ-UBND",      ("d58.k4.c/leading-zero",),                             "the zero is missing"),
    ("015/2020/QĐ-UBND",    ("d58.k4.c/leading-zero",),                             "one zero too many"),
    ("00/2020/QĐ-UBND",     ("d58.k2/number",),                                     "numbers begin with 01"),
    ("15/2019/QĐ-UBND",     BOTH_YEARS,                                             "the year is not that of its date"),
    ("15/QĐ-UBND",          (*BOTH_PARTS, *BOTH_ORDERS),                            "the year is missing"),
    ("15/2020/qđ-ubnd",     ("d58.k4.d/capitals",),                                 "small letters"),
    ("15/2020/QĐ - UBND",   ("d58.k4.a/order", "d58.k4.đ/separators"),              "spaces"),
    ("15/2020/QĐ–UBND",     ("d58.k4.đ/separators",),                               "a dash is no hyphen"),
    ("15/2020/NQ-HĐND",     ("d58.k3/symbol",),                                     "the abbreviation of a resolution on a decision"),
    ("15/2020/QĐ-UBND-VX",  ("d58.k3/symbol",),                                     "a third group"),
    ("không số",            (*BOTH_PARTS, *BOTH_ORDERS),                            "it cannot be read"),
]
# fmt: on


class TestNumbers:
    """Law 80/2015, Article 10; Decree 34/2016, Article 58: serial/year/kind-issuer."""

    @pytest.mark.parametrize(("number", "wrong", "because"), WRONG)
    def test_what_is_wrong(self, number: str, wrong: tuple[str, ...], because: str) -> None:
        found = verdicts(number)

        assert {rule for rule, verdict in found.items() if verdict == "broken"} == set(wrong), (
            because
        )

    def test_as_it_must_be_every_rule_is_kept(self) -> None:
        assert set(verdicts("15/2020/QĐ-UBND").values()) == {"kept"}

    def test_a_number_that_nobody_gave(self) -> None:
        assert set(verdicts(UNKNOWN).values()) == {"undecided"}

    def test_that_it_is_missing_is_not_a_matter_of_form(self) -> None:
        assert set(verdicts("").values()) == {"not-applicable"}

    def test_the_state_itself_writes_a_title_in_two_cases(self) -> None:
        assert verdicts("28/2018/QĐ-TTg", "2018-07-12")["d58.k4.d/capitals"] == "kept"

    @pytest.mark.parametrize(
        ("normative", "found"),
        [(True, "broken"), (False, "not-applicable"), (UNKNOWN, "undecided")],
    )
    def test_normative_documents_only(self, normative: Any, found: str) -> None:
        given = letter(number="15/QĐ-UBND", kind="Quyết định", normative=normative)

        assert ND34.verdict(case(given, event("signed", f"{DAY} 08:00")), "d58.k1/parts") == found

    def test_of_what_kind_nobody_knows(self) -> None:
        assert verdicts("15/2020/QĐ-UBND", kind=UNKNOWN)["d58.k3/symbol"] == "undecided"

    def test_without_a_date_the_year_is_open(self) -> None:
        assert verdicts("15/2020/QĐ-UBND", date=UNKNOWN)["d58.k2/year"] == "undecided"

    @pytest.mark.parametrize(
        ("day", "found", "because"),
        [
            ("2016-06-30", "not-applicable", "the eve of both"),
            ("2016-07-01", "broken", "their first day"),
            ("2025-03-31", "broken", "their last day"),
            ("2025-04-01", "not-applicable", "Law 64/2025 stands in their place"),
        ],
    )
    def test_in_their_time(self, day: str, found: str, because: str) -> None:
        for rule in BOTH_PARTS:
            assert verdicts("15/QĐ-UBND", day)[rule] == found, because


# fmt: off
ASSEMBLY = [
    # number                 kind            d10.k3.a           d10.k3.b           d10.k3.c           because
    ("80/2015/QH13",         "Luật",         "kept",            "not-applicable",  "not-applicable",  "a law"),
    ("80/2015/L-CTN",        "Luật",         "broken",          "not-applicable",  "kept",            "a law under another symbol"),
    ("01/2020/UBTVQH14",     "Pháp lệnh",    "not-applicable",  "kept",            "not-applicable",  "an ordinance of the Standing Committee"),
    ("15/2020/QĐ-UBND",      "Quyết định",   "not-applicable",  "not-applicable",  "kept",            "neither of the two issued it"),
    ("15/2020/QĐ-UBND",      UNKNOWN,        "undecided",       "undecided",       "kept",            "a law or not: nobody knows"),
]
# fmt: on


class TestAssembly:
    """Law 80/2015, Article 10, clause 3: texts of the National Assembly, and all others."""

    @pytest.mark.parametrize(("number", "kind", "law", "ordinance", "others", "because"), ASSEMBLY)
    def test_order(
        self, number: str, kind: Any, law: str, ordinance: str, others: str, because: str
    ) -> None:
        given = case(
            letter(number=number, kind=kind, normative=True), event("signed", f"{DAY} 08:00")
        )

        found = [L80.verdict(given, f"d10.k3.{point}/order") for point in "abc"]

        assert found == [law, ordinance, others], because

    def test_without_the_number_of_the_legislature(self) -> None:
        given = case(
            letter(number="80/2015/QH", kind="Luật", normative=True),
            event("signed", f"{DAY} 08:00"),
        )

        assert L80.verdict(given, "d10.k3.a/order") == "broken"

    def test_series_over_a_term_have_no_rule_and_say_why(self) -> None:
        clause = shipped_instrument(LAW).clause("d10.k2.s2")

        assert clause is not None
        assert clause.kind == "informative"
        assert clause.why["vi"]


# fmt: off
DATES = [
    # date               signed                  verdict      because
    (date(2020, 3, 9),   "2020-03-09 23:59:59",  "kept",      "the day of signing"),
    (date(2020, 3, 10),  "2020-03-09 23:59:59",  "broken",    "dated after it was signed"),
    (date(2020, 3, 8),   "2020-03-09 00:00:00",  "undecided", "it may have been adopted the day before"),
    (UNKNOWN,            "2020-03-09 08:00:00",  "undecided", "nobody gave the date"),
]
# fmt: on


class TestDate:
    """Decree 34/2016, Article 59, clause 2: the date is the day of adoption or of signing."""

    @pytest.mark.parametrize(("dated", "signed", "found", "because"), DATES)
    def test_date(self, dated: Any, signed: str, found: str, because: str) -> None:
        given = _signed(decision("15/2020/QĐ-UBND", date=dated), signed)

        assert ND34.verdict(case(given, event("signed", signed)), "d59.k2.s1/date") == found, (
            because
        )

    def test_signed_when_nobody_knows(self) -> None:
        given = decision("15/2020/QĐ-UBND", signatures=UNKNOWN)
        arrival = event("arrived", f"{DAY} 09:00", agency=RECIPIENT, channel="system")

        assert ND34.verdict(case(given, arrival, until=None), "d59.k2.s1/date") == "undecided"


def test_the_trial_profile_names_all_of_them() -> None:
    """What these tests load is what they speak of."""
    assert {part.id for part in policy(*ALL).instruments} == set(ALL)
