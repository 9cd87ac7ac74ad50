"""Register books: Decree 30/2020 Articles 15 and 22, and the columns of its annex IV."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from egovdocs.audit.problems import EmptyFile
from egovdocs.audit.reading import Input
from egovdocs.audit.register_book import SENTENCES, BookReport, NotRegister, Numbering, read_book
from egovdocs.audit.row_errors import MissingColumn
from egovdocs.cli import main

HEAD = (
    "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký;"
    "Nơi nhận văn bản;Đơn vị, người nhận bản lưu;Số lượng bản;Ngày chuyển;Ký nhận;Ghi chú"
)
INCOMING = (
    "Ngày đến;Số đến;Tác giả;Số, ký hiệu văn bản;Ngày tháng văn bản;"
    "Tên loại và trích yếu nội dung văn bản;Đơn vị hoặc người nhận;Ngày chuyển;Ký nhận;Ghi chú"
)


def book(text: str, numbering: Numbering = "kind", **columns: str) -> BookReport:
    return read_book(Input("so.csv", io.BytesIO(text.encode())), columns, numbering)


def outgoing(*rows: str) -> str:
    """Rows of number and day, the rest of the columns filled."""
    return "\n".join([HEAD, *(f"{row};Về việc A;Nguyễn Văn A;B;VT;1;;;" for row in rows)])


def incoming(*rows: str) -> str:
    """Rows of day of arrival and serial."""
    return "\n".join([INCOMING, *(f"{row};Sở A;12/SA-VP;02/01/2024;Về việc;B;;;" for row in rows)])


def told(report: BookReport) -> list[tuple[str, str]]:
    return [(each.code, each.value) for each in report.findings]


# fmt: off
OUTGOING = [
    ("from 1, consecutive", ["01/QĐ-UBND;02/01/2024", "02/QĐ-UBND;03/01/2024"], []),
    ("in any order of rows", ["02/QĐ-UBND;03/01/2024", "01/QĐ-UBND;02/01/2024"], []),
    ("a gap of one", ["01/QĐ-UBND;02/01/2024", "03/QĐ-UBND;03/01/2024"], [("gap", "2")]),
    ("gaps are ranges", ["03/QĐ-UBND;02/01/2024", "07/QĐ-UBND;03/01/2024"],
        [("gap", "1-2"), ("gap", "4-6")]),
    ("a repeat", ["01/QĐ-UBND;02/01/2024", "01/QĐ-UBND;02/01/2024"], [("repeat", "1")]),
    ("repeats are ranges", ["01/QĐ-UBND;02/01/2024", "02/QĐ-UBND;02/01/2024"] * 2,
        [("repeat", "1-2")]),
    ("30 and 30a are two numbers", ["01/QĐ-UBND;02/01/2024", "01a/QĐ-UBND;02/01/2024"], []),
    ("each kind has its own", ["01/QĐ-UBND;02/01/2024", "01/TTr-UBND;02/01/2024"], []),
    ("each year begins again", ["01/QĐ-UBND;31/12/2023", "01/QĐ-UBND;01/01/2024"], []),
    ("normative decisions are counted apart",
        ["01/QĐ-UBND;02/01/2024", "01/2024/QĐ-UBND;02/01/2024"], []),
    ("the year in the number", ["01/2023/QĐ-UBND;02/01/2024"], [("year", "01/2023/QĐ-UBND")]),
    ("a day before that of a lower number",
        ["01/QĐ-UBND;05/01/2024", "02/QĐ-UBND;04/01/2024", "03/QĐ-UBND;05/01/2024"],
        [("order", "2")]),
    ("one day for two numbers", ["01/QĐ-UBND;05/01/2024", "02/QĐ-UBND;05/01/2024"], []),
    ("no day of the calendar", ["01/QĐ-UBND;30/02/2024"], [("day", "30/02/2024")]),
    ("an ISO day is read", ["01/QĐ-UBND;2024-01-05"], []),
    ("an empty day", ["01/QĐ-UBND;"], [("empty", "Ngày tháng văn bản")]),
    ("an empty number", [";02/01/2024"], [("empty", "Số, ký hiệu văn bản")]),
]
# fmt: on


@pytest.mark.parametrize(("what", "rows", "found"), OUTGOING, ids=[row[0] for row in OUTGOING])
def test_an_outgoing_book(what: str, rows: list[str], found: list[tuple[str, str]]) -> None:
    report = book(outgoing(*rows))

    assert report.book == "outgoing"
    assert told(report) == found, what


def test_how_a_number_is_written_is_told() -> None:
    report = book(outgoing("1/QĐ-UBND;02/01/2024"))

    assert [(each.code, each.expected) for each in report.findings] == [("written", "01/QĐ-UBND")]


@pytest.mark.parametrize(
    ("numbering", "found"),
    [("kind", []), ("common", [("repeat", "1")])],
)
def test_who_heads_the_agency_says_how_administrative_kinds_are_numbered(
    numbering: Numbering, found: list[tuple[str, str]]
) -> None:
    """Article 15, clause 1, point c."""
    text = outgoing("01/QĐ-UBND;02/01/2024", "01/TTr-UBND;02/01/2024")

    assert told(book(text, numbering)) == found


def test_normative_kinds_stay_apart_in_a_common_series() -> None:
    """Article 15, clause 1, point a."""
    text = outgoing("01/QĐ-UBND;02/01/2024", "01/2024/QĐ-UBND;02/01/2024")

    assert told(book(text, "common")) == []


def test_a_column_of_kinds_is_compared_with_the_symbol() -> None:
    text = f"Loại văn bản;{outgoing('01/QĐ-UBND;02/01/2024')}".replace("\n", "\nTờ trình;")

    assert told(book(text)) == [("kind", "01/QĐ-UBND")]


def test_agencies_are_counted_apart() -> None:
    rows = "A;01/QĐ-UBND;02/01/2024\nB;01/QĐ-UBND;02/01/2024"
    report = book(f"Cơ quan;Số ký hiệu;Ngày văn bản\n{rows}")

    assert [series.name for series in report.series] == ["A Quyết định 2024", "B Quyết định 2024"]
    assert "repeat" not in {each.code for each in report.findings}


def test_every_column_of_the_annex_is_asked_for() -> None:
    report = book("Số ký hiệu;Ngày văn bản\n01/QĐ-UBND;02/01/2024")

    assert [each.clause.rpartition(".")[2] for each in report.findings] == list(
        map(str, range(3, 11))
    )


# fmt: off
ARRIVED = [
    ("from 1, consecutive", ["02/01/2024;1", "02/01/2024;2"], []),
    ("zeros before do not matter", ["02/01/2024;01", "02/01/2024;002"], []),
    ("a gap", ["02/01/2024;1", "02/01/2024;4"], [("gap", "2-3")]),
    ("a repeat", ["02/01/2024;1", "02/01/2024;1"], [("repeat", "1")]),
    ("zero", ["02/01/2024;0", "02/01/2024;1"], [("below-one", "0")]),
    ("no number", ["02/01/2024;x"], [("serial", "x")]),
    ("a day before that of a lower number", ["03/01/2024;1", "02/01/2024;2"], [("order", "2")]),
]
# fmt: on


@pytest.mark.parametrize(("what", "rows", "found"), ARRIVED, ids=[row[0] for row in ARRIVED])
def test_an_incoming_book(what: str, rows: list[str], found: list[tuple[str, str]]) -> None:
    report = book(incoming(*rows))

    assert report.book == "incoming"
    assert told(report) == found, what


def test_a_column_may_have_any_name() -> None:
    text = outgoing("01/QĐ-UBND;02/01/2024").replace("Số, ký hiệu văn bản", "Mã VB")

    assert told(book(text, number="Mã VB")) == []


def test_a_named_column_must_be_there() -> None:
    with pytest.raises(MissingColumn):
        book(outgoing("01/QĐ-UBND;02/01/2024"), number="Mã VB")


def test_what_is_no_register_is_an_error() -> None:
    with pytest.raises(NotRegister):
        book("a;b\n1;2")


def test_an_empty_file_is_an_error() -> None:
    with pytest.raises(EmptyFile):
        book("")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so.csv"
    path.write_text(outgoing("01/QĐ-UBND;02/01/2024", "04/QĐ-UBND;02/01/2024"), encoding="utf-8")

    assert main(["register", str(path)]) == 1
    assert "Thiếu số 2-3 trong dãy Quyết định 2024." in capsys.readouterr().out
    assert main(["register", str(path), "--format", "json"]) == 1
    written = json.loads(capsys.readouterr().out)
    assert written["findings"][0]["clause"] == "vn/30-2020-nd-cp#d15.k1.s1"
    assert written["series"] == [
        {"agency": "", "kind": "Quyết định", "year": 2024, "count": 2, "last": 4}
    ]


def test_the_command_says_zero_where_nothing_departs(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(outgoing("01/QĐ-UBND;02/01/2024"), encoding="utf-8")

    assert main(["register", str(path), "--lang", "en"]) == 0


@pytest.mark.parametrize(
    "more", [[], ["--column", "number"], ["--column", "numbr=Số"], ["--format", "json"]]
)
def test_what_cannot_be_read_is_two(more: list[str], tmp_path: Path) -> None:
    assert main(["register", str(tmp_path / "none.csv"), *more]) == 2


def test_both_sentences_use_the_same_fields() -> None:
    for vi, en in SENTENCES.values():
        assert vi != en
        assert ("{value}" in vi, "{expected}" in vi) == ("{value}" in en, "{expected}" in en)
