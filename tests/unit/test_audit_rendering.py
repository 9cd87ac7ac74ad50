"""Findings as text, JSON, CSV and a page; a receipt.  No input can act on who reads them."""

from __future__ import annotations

import csv
import hashlib
import html.parser
import io
import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from egovdocs import __version__
from egovdocs.audit import (
    Acceptance,
    Acceptances,
    BadLine,
    Input,
    Policies,
    Renderer,
    Tally,
    read_cases,
    run,
)
from egovdocs.audit.as_csv import COLUMNS, AsCsv, safe
from egovdocs.audit.as_html import AsHtml
from egovdocs.audit.as_json import AsJson
from egovdocs.audit.as_text import AsText
from egovdocs.audit.problems import EmptyFile
from egovdocs.audit.receipt import receipt
from egovdocs.audit.words import clean, in_order

LIMIT = "long-an/24-2019#d5.k2.b"
TRANSFER = f"{LIMIT}/transfer"
CLERK = "000.00.07.H39"
DAY = "2020-03-02T{}+07:00"
HOSTILE = "\x1b[31m\u202e<script>alert(1)</script>\r\n=1+1"
ACCEPTED = Acceptances((Acceptance(TRANSFER, "LATE", "<b>máy chủ hỏng</b>", date(2021, 1, 1)),))


def case(name: str, passed_on: str | None, watched: str = "17:00:00") -> dict[str, Any]:
    """A document that arrived on Monday 2 March 2020 at 09:00; due at 11:00."""
    events = [{"type": "arrived", "at": DAY.format("09:00:00"), "agency": CLERK,
               "channel": "system"}]  # fmt: skip
    if passed_on:
        events.append({"type": "transferred", "at": DAY.format(passed_on), "agency": CLERK})
    recipients = [{"id": CLERK, "kind": "agency"}]
    return {
        "case": name,
        "profile": "long-an",
        "document": {"state_secret": False, "recipients": recipients},
        "events": events,
        "observed": {"until": DAY.format(watched)},
    }


KEPT, LATE = case("KEPT", "11:00:00"), case("LATE", "11:00:01")
PENDING = case("PENDING", None, "10:00:00")


def lines(
    renderer: Renderer, *rows: dict[str, Any], accepted: Acceptances | None = None
) -> list[str]:
    log = "\n".join(json.dumps(row) for row in rows).encode()
    tally = Tally()
    told = list(renderer.start())
    for done in run(
        read_cases(Input("log", io.BytesIO(log))),
        Policies(national=False),
        renderer,
        tally,
        accepted,
    ):
        assert not isinstance(done, BadLine)
        told.extend(done)
    return [*told, *renderer.end(tally)]


class TestText:
    def test_a_broken_rule_is_one_line_with_case_clause_and_both_instants(self) -> None:
        found = [line for line in lines(AsText(), LATE) if line.startswith("LATE")]

        (line,) = [line for line in found if LIMIT in line]
        assert line.startswith(f"LATE  trái  {LIMIT}  {CLERK}: ")
        assert "11:00:01" in line
        assert "11:00:00" in line

    def test_in_english(self) -> None:
        told = "\n".join(lines(AsText("en"), LATE))

        assert f"LATE  broken  {LIMIT}" in told
        assert "point b, clause 2, Article 5" in told

    def test_what_is_still_running_has_a_line(self) -> None:
        assert any(f"PENDING  còn hạn  {LIMIT}" in line for line in lines(AsText(), PENDING))

    def test_what_was_kept_has_a_line_only_where_everything_is_asked_for(self) -> None:
        few, every = lines(AsText(), KEPT), lines(AsText(everything=True), KEPT)

        assert not any(line.startswith("KEPT") for line in few)
        assert any(f"KEPT  đúng  {LIMIT}" in line for line in every)

    def test_undecided_findings_are_grouped_by_the_missing_fact(self) -> None:
        unseen = [case(name, None) for name in ("A", "B")]
        for row in unseen:
            del row["observed"]

        told = lines(AsText("en"), *unseen)

        (line,) = [line for line in told if line.startswith("  the event “transferred”")]
        assert line.endswith("rules not judged, in 2 cases")
        assert not any(line.startswith(("A  ", "B  ")) for line in told)

    def test_an_assumption_is_marked_and_said_once(self) -> None:
        told = lines(AsText(), LATE, case("LATER", "11:00:02"))

        assert sum("[giả định: hours" in line for line in told) == 2
        assert sum(line.startswith("  hours: ") for line in told) == 1

    def test_an_accepted_finding_says_so_and_is_still_broken(self) -> None:
        told = lines(AsText(), LATE, accepted=ACCEPTED)

        (line,) = [line for line in told if line.startswith("LATE") and LIMIT in line]
        assert "trái" in line
        assert "[đã chấp nhận: <b>máy chủ hỏng</b>]" in line

    def test_the_summary_by_clause_never_calls_a_part_the_whole(self) -> None:
        (row,) = [line for line in lines(AsText(), KEPT) if line.startswith(f"  {LIMIT} ")]

        assert row.split()[1:4] == [".", "1", "."], "kept, kept in part, broken"

    def test_the_last_line_sums_up(self) -> None:
        told = lines(AsText("en"), KEPT, LATE)

        assert told[-1].startswith("2 cases judged · ")

    def test_nothing_from_the_input_can_move_the_cursor(self) -> None:
        told = lines(AsText(), case(HOSTILE, "11:00:01"))

        assert all(line.isprintable() for line in told)
        assert any("=1+1  trái" in line for line in told)


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\x1b", "\x9b", "\r", "\u202e", "\u2066", "\u200d"]
)
def test_controls_and_reversals_are_replaced(char: str) -> None:
    assert clean(f"a{char}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_vietnamese_is_left_as_it_is() -> None:
    assert clean("Đặng Thị Ngọc Ẩn – “hỏa tốc”") == "Đặng Thị Ngọc Ẩn – “hỏa tốc”"


def test_clauses_stand_in_the_order_of_the_text() -> None:
    shuffled = ["a/1#d10.k1", "a/1#d9.k10", "a/1#d9.k2.b", "a/1#d9.k2", "a/1#d9.k2.a"]

    assert sorted(shuffled, key=in_order) == [
        "a/1#d9.k2", "a/1#d9.k2.a", "a/1#d9.k2.b", "a/1#d9.k10", "a/1#d10.k1",
    ]  # fmt: skip


class TestJson:
    def test_one_object_per_case_in_the_shape_of_the_manual(self) -> None:
        first, second = (json.loads(line) for line in lines(AsJson(), KEPT, LATE))

        assert list(first) == ["case", "profile", "findings", "summary"]
        assert set(first["summary"]) == {"kept", "broken", "undecided", "not-applicable"}
        finding = next(each for each in second["findings"] if each["rule"] == TRANSFER)
        assert finding["clause"] == LIMIT
        assert finding["verdict"] == "broken"
        assert finding["facts"]["late_after"] == "2020-03-02T11:00:00+07:00"
        assert finding["where"] == {"event": 1, "agency": CLERK}
        assert set(finding["message"]) == {"vi", "en"}

    def test_the_summary_is_complete_though_findings_are_left_out(self) -> None:
        (few,) = (json.loads(line) for line in lines(AsJson(), KEPT))
        (every,) = (json.loads(line) for line in lines(AsJson(everything=True), KEPT))

        assert few["summary"] == every["summary"]
        assert sum(every["summary"].values()) == len(every["findings"])
        assert {each["verdict"] for each in few["findings"]} <= {"broken", "undecided"}


FORMULAS = ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\rx"]


class TestCsv:
    @pytest.mark.parametrize("cell", FORMULAS)
    def test_no_cell_is_a_formula(self, cell: str) -> None:
        assert safe(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", ["", "a=b", "LA-0401", "Đúng.", 7])
    def test_other_cells_are_left_as_they_are(self, cell: object) -> None:
        assert safe(cell) == str(cell)

    def test_one_row_per_finding_under_the_names_of_columns(self) -> None:
        log = "\n".join(lines(AsCsv(), LATE | {"case": "=HYPERLINK()"}, accepted=ACCEPTED))

        rows = list(csv.DictReader(io.StringIO(log)))
        (found,) = [row for row in rows if row["rule"] == TRANSFER]
        assert tuple(found) == COLUMNS
        assert found["case"] == "'=HYPERLINK()"
        assert (found["file"], found["line"]) == ("log", "1")
        assert found["citation"].startswith("điểm b khoản 2 Điều 5")
        assert (found["verdict"], found["pending"]) == ("broken", "false")


class Page(html.parser.HTMLParser):
    """The tags of a page, checked to close in order, and what it would load."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestHtml:
    def page(self, lang: Any = "vi") -> str:
        hostile = case(HOSTILE, "11:00:01")
        return "\n".join(lines(AsHtml(lang), hostile, LATE, PENDING, accepted=ACCEPTED))

    def test_the_page_is_whole_and_loads_nothing(self) -> None:
        page = Page(self.page())

        assert page.open == []
        assert page.links == []
        assert not {"script", "b", "link", "img"} & page.tags

    def test_what_came_in_is_escaped(self) -> None:
        text = self.page()

        assert "&lt;script&gt;" in text
        assert "&lt;b&gt;máy chủ hỏng&lt;/b&gt;" in text
        assert "\x1b" not in text

    def test_the_page_says_its_language(self) -> None:
        assert '<html lang="vi">' in self.page()
        assert '<html lang="en">' in self.page("en")

    def test_lines_that_could_not_be_used_are_listed(self) -> None:
        tally = Tally()
        tally.spoil(BadLine("<log>", 0, EmptyFile()))

        assert any("&lt;log&gt;: " in line for line in AsHtml("en").end(tally))


class TestReceipt:
    def test_everything_that_was_read_is_hashed(self) -> None:
        log = b'{"case": "A", "profile": "long-an"}\n'
        source, policies, tally = Input("log", io.BytesIO(log)), Policies(), Tally()
        list(run(read_cases(source), policies, AsJson(), tally))
        folder = files("egovdocs") / "policy"
        ledger = (folder / "instruments" / "long-an-24-2019.toml").read_bytes()

        written = receipt(policies.loaded, [source], tally, {"strict": False}, 0)

        assert written["egovdocs"] == __version__
        assert written["inputs"] == [
            {
                "file": "log",
                "sha256": hashlib.sha256(log).hexdigest(),
                "bytes": len(log),
                "lines": 1,
            }
        ]
        assert [each["id"] for each in written["profiles"]] == ["long-an"]
        instruments = {each["id"]: each["sha256"] for each in written["instruments"]}
        assert instruments["long-an/24-2019"] == hashlib.sha256(ledger).hexdigest()
        assert [each["file"] for each in written["calendars"]] == ["vn-official-days.toml"]
        assert written["counts"]["cases"] == 1

    def test_two_runs_have_one_receipt(self) -> None:
        policies = Policies("long-an")
        policies.get("long-an")

        first, second = (receipt(policies.loaded, [], Tally(), {}, 0) for _ in range(2))

        assert json.dumps(first) == json.dumps(second)
