"""Pages that a script makes: up to date, whole, and true to the law by hand."""

from __future__ import annotations

import importlib.util
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import egovdocs
from egovdocs.policy.instrument import QUESTIONS

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    """A module of the folder ``scripts``, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # attrs looks its classes up there
    spec.loader.exec_module(module)
    return module


CLOCKS: Any = script("clock_comparison")
TABLE: Any = script("question_table")
BANDS: list[Any] = CLOCKS.bands()
SVG = "{http://www.w3.org/2000/svg}"


# Profile and question, and the articles that a reader of the texts would turn to.
# fmt: off
ANSWERED = [
    ("long-an",   "received",        ["d10.k2"]),
    ("long-an",   "sent",            ["d10.k1"]),
    ("long-an",   "transfer",        ["d5.k2.b"]),
    ("long-an",   "paper",           ["d5.k1.c", "d6.k2"]),
    ("long-an",   "refusal",         ["d5.k1.d"]),
    ("long-an",   "outage",          ["d14.k3.a"]),
    ("long-an",   "report",          ["d11.k3", "d14.k4"]),
    ("ca-mau",    "received",        ["d11.k2"]),
    ("ca-mau",    "sent",            ["d11.k1"]),
    ("ca-mau",    "value",           ["d3.k1", "d3.k2"]),
    ("ca-mau",    "assignment",      ["d5.k3.s2", "d8.k2.b"]),
    ("ca-mau",    "recall",          ["d8.k1.c.p2", "d9.k2.b.s2"]),
    ("phu-yen",   "received",        ["d8.k2.b", "d8.k3.b"]),
    ("phu-yen",   "reply",           ["d9.k2.b"]),
    ("phu-yen",   "report",          ["d12.k2.a"]),
    ("thai-binh", "value",           ["d4.k1.p2.s2", "d4.k1.p2.s3"]),
    ("thai-binh", "outage",          ["d8.k1.s1", "d8.k1.s2", "d8.k1.s3", "d8.k1.s4"]),
    ("thai-binh", "report",          ["d12.k7"]),
]
HANDED_ON = [
    ("phu-yen",   "received",        "phu-yen/03-2022#d8.k1",   "phu-yen/55-2019"),
    ("phu-yen",   "recall",          "phu-yen/55-2019#qd",      ""),
    ("phu-yen",   "value",           "phu-yen/03-2022#d7.k1",   "vn/28-2018-qd-ttg#d4"),
    ("thai-binh", "received",        "thai-binh/17-2019#d6",    ""),
    ("thai-binh", "refusal",         "thai-binh/17-2019#d6",    ""),
    ("thai-binh", "recall",          "thai-binh/17-2019#d6",    ""),
]
# fmt: on
# What the four texts say nothing about: searched for word by word.
SILENT = {
    ("long-an", "assignment"),
    ("long-an", "value"),
    ("long-an", "recall"),
    ("phu-yen", "outage"),
    ("thai-binh", "sent"),
    ("thai-binh", "assignment"),
    ("thai-binh", "acknowledgement"),
    ("thai-binh", "reply"),
}
PROFILES = ("ca-mau", "long-an", "phu-yen", "thai-binh")


class TestQuestionTable:
    def test_the_page_is_up_to_date(self) -> None:
        assert TABLE.PAGE.read_text(encoding="utf-8") == TABLE.page()

    def test_no_cell_is_empty(self) -> None:
        rows = [line for line in TABLE.page().splitlines() if line.startswith("|")]
        cells = [cell.strip() for row in rows for cell in row.strip("|").split("|")]
        assert len(rows) == 2 + len(QUESTIONS)
        assert all(cells)

    @pytest.mark.parametrize(("profile", "question", "clauses"), ANSWERED)
    def test_answered(self, profile: str, question: str, clauses: list[str]) -> None:
        found = TABLE.cell(egovdocs.load(profile), question).answered
        own = [address for address in found if address.startswith(profile)]
        assert [address.partition("#")[2] for address in own] == clauses

    def test_what_a_profile_brings_in_is_listed_too(self) -> None:
        """The receipt notice of the day is asked by Decree 30/2020, which Phú Yên cites."""
        found = TABLE.cell(egovdocs.load("phu-yen"), "acknowledgement").answered
        assert "vn/30-2020-nd-cp#d21.k2.c" in found

    @pytest.mark.parametrize(("profile", "question", "clause", "to"), HANDED_ON)
    def test_handed_on(self, profile: str, question: str, clause: str, to: str) -> None:
        assert (clause, to) in TABLE.cell(egovdocs.load(profile), question).handed_on

    def test_silent(self) -> None:
        """Where no clause answers, the text was searched and says nothing."""
        found = {
            (profile, question)
            for profile in PROFILES
            for question in QUESTIONS
            if TABLE.cell(egovdocs.load(profile, national=False), question) == TABLE.Cell()
        }
        assert found == SILENT


# Profile, question, day and the clause that decides: read off the texts, not off the table.
# fmt: off
PREVAILS = [
    ("long-an",   "received", "2020-03-02", "`long-an/24-2019#d10.k2`"),
    ("long-an",   "sent",     "2024-07-01", "`long-an/24-2019#d10.k1`"),
    ("ca-mau",    "received", "2024-07-01", "`ca-mau/837-2019#d11.k2`"),
    ("phu-yen",   "received", "2020-03-02", "undecided"),  # Decision 55/2019 is missing
    ("thai-binh", "received", "2020-03-02", "undecided"),  # Article 6 is missing
    ("thai-binh", "sent",     "2020-03-02", "`vn/51-2005-qh11#d17.k1`"),
    ("thai-binh", "sent",     "2024-07-01", "`vn/20-2023-qh15#d15.k1`"),
]
# fmt: on


class TestWhoAnswers:
    def test_the_page_is_up_to_date(self) -> None:
        assert TABLE.WHO.read_text(encoding="utf-8") == TABLE.who()

    def test_no_cell_is_empty(self) -> None:
        rows = [line for line in TABLE.who().splitlines() if line.startswith("|")]
        cells = [cell.strip() for row in rows for cell in row.strip("|").split("|")]
        assert len(rows) == 5 * (2 + 10)
        assert all(cells)

    @pytest.mark.parametrize(("profile", "question", "day", "clause"), PREVAILS)
    def test_which_clause_applies(self, profile: str, question: str, day: str, clause: str) -> None:
        _, national = TABLE.layers(egovdocs.load(profile, national=True), question)
        (line,) = [part for part in national.split("<br>") if f" {day}: " in part]
        assert clause in line.partition(": ")[2]

    def test_every_question_is_answered_or_handed_on_somewhere(self) -> None:
        """Over the national layer no question of the ten is left to nobody."""
        for profile in PROFILES:
            policy = egovdocs.load(profile, national=True)
            for question in TABLE.WHO_ASKED:
                assert TABLE.cell(policy, question) != TABLE.Cell(), (profile, question)


def band(name: str, where: str) -> Any:
    (found,) = [one for one in BANDS if one.name["en"] == name and one.where[1] == where]
    return found


def minute(day: int, month: int, hour: int, minutes: int = 0) -> int:
    """Minutes since Thursday 25 April 2024, 00:00."""
    days = day - 25 if month == 4 else day + 5
    return (days * 24 + hour) * 60 + minutes


# Working days of the fortnight: 25 and 26 April; 2, 3, 4 (made up), 6, 7 and 8 May.
# fmt: off
RECEIVED = [
    # arrives                 Long An and Cà Mau       Phú Yên, e-mail          because
    (minute(25, 4, 9),        minute(25, 4, 9),        minute(25, 4, 9),        "in office hours"),
    (minute(25, 4, 5),        minute(25, 4, 7),        minute(26, 4, 7, 30),    "before opening"),
    (minute(25, 4, 12, 30),   minute(25, 4, 13, 30),   minute(26, 4, 7, 30),    "over lunch"),
    (minute(25, 4, 11, 30),   minute(25, 4, 13, 30),   minute(25, 4, 11, 30),   "hours differ"),
    (minute(26, 4, 17),       minute(2, 5, 7),         minute(2, 5, 7, 30),     "29/4 to 1/5 off"),
    (minute(30, 4, 10),       minute(2, 5, 7),         minute(2, 5, 7, 30),     "a holiday"),
    (minute(3, 5, 18),        minute(4, 5, 7),         minute(4, 5, 7, 30),     "Saturday made up"),
    (minute(4, 5, 18),        minute(6, 5, 7),         minute(6, 5, 7, 30),     "then Sunday"),
]
# fmt: on
HOURS_OFF = (24 * 14 - 8 * 8) / (24 * 14)  # eight working days of eight hours
MORNINGS_AND_LUNCHES = 8 * (7 + 2) / (24 * 14)


class TestClockComparison:
    @pytest.mark.parametrize("name", ["clock-comparison.md", "clock-comparison.svg"])
    def test_the_files_are_up_to_date(self, name: str) -> None:
        written = (CLOCKS.FOLDER / name).read_text(encoding="utf-8")
        assert written == CLOCKS.generated()[name]

    @pytest.mark.parametrize(("at", "session", "working_day", "because"), RECEIVED)
    def test_receipts(self, at: int, session: int, working_day: int, because: str) -> None:
        """Office hours 07:00-11:30 and 13:30-17:00; of Phú Yên 07:30-12:00, 13:30-17:00."""
        by_session = [band(name, "through the system") for name in ("Long An", "Cà Mau")]
        by_day = band("Phú Yên", "e-mail between agencies")
        assert [one.received[0][at] for one in by_session] == [session, session], because
        assert by_day.received[0][at] == working_day, because

    def test_what_is_handed_on_has_no_clock(self) -> None:
        undetermined = [one.name["en"] for one in BANDS if not one.clock]
        assert undetermined == ["Ninh Bình", "Phú Yên", "Thái Bình"]

    def test_shares_by_hand(self) -> None:
        """With the same hours two clocks differ before opening and over lunch, no more."""
        session = band("Long An", "through the system").received
        day = band("Phú Yên", "e-mail between agencies").received
        raw = band("Phú Yên", "to an individual").received
        share = {
            name: CLOCKS.Difference.of(one, other).minutes / CLOCKS.MINUTES
            for name, one, other in (
                ("session, day", session[1], day[1]),
                ("session, raw", session[1], raw[1]),
                ("session, day by the other reading", session[2], day[2]),
            )
        }
        assert share == pytest.approx(
            {
                "session, day": MORNINGS_AND_LUNCHES,
                "session, raw": HOURS_OFF,
                "session, day by the other reading": 0,
            }
        )

    def test_the_picture_has_a_band_for_each_clock(self) -> None:
        texts = set(drawn(CLOCKS.generated()["clock-comparison.svg"]))
        assert {one.name["vi"] for one in BANDS} <= texts
        assert {"T3 30/04", "T7 04/05", "làm bù", "hoán đổi", "nghỉ lễ"} <= texts


def drawn(svg: str) -> Iterator[str]:
    for part in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        yield part.text or ""
