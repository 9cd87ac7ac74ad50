"""Register books: Decree 30/2020 Articles 15 and 22, and the columns of its annex IV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from egovdocs.audit.reading import Input
from egovdocs.audit.register_book import SENTENCES, BookReport, NotRegister, Numbering, read_book
from egovdocs.audit.register_findings import EmptyBook
from egovdocs.audit.row_errors import MissingColumn, MixedEncoding
from egovdocs.cli import main
from egovdocs.policy import shipped_instrument

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
    filled = (f"{row};Sở A;{n}/SA-VP;02/01/2024;Về việc;B;;;" for n, row in enumerate(rows, 10))
    return "\n".join([INCOMING, *filled])


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
    ("a year that goes on from the last", ["01/QĐ-UBND;31/12/2023", "02/QĐ-UBND;01/01/2024"],
        [("restart", "2")]),
    ("a year that goes on, and skips", ["01/QĐ-UBND;31/12/2023", "02/QĐ-UBND;01/01/2024",
        "04/QĐ-UBND;02/01/2024"], [("restart", "2"), ("gap", "3")]),
    ("a year that begins late is a gap", ["01/QĐ-UBND;31/12/2023", "03/QĐ-UBND;01/01/2024"],
        [("gap", "1-2")]),
    ("zero", ["00/QĐ-UBND;02/01/2024", "01/QĐ-UBND;02/01/2024"], [("below-one", "0")]),
    ("no number and symbol", ["abc;02/01/2024"], [("number", "abc")]),
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


def test_a_repeat_under_one_symbol_is_another_duty_than_one_in_a_common_series() -> None:
    """Sentence 2: number and symbol are unique; sentence 1: the numbers are consecutive."""
    same = outgoing("01/QĐ-UBND;02/01/2024", "01/QĐ-UBND;02/01/2024")
    other = outgoing("01/QĐ-UBND;02/01/2024", "01/TTr-UBND;02/01/2024")

    clauses = [book(text, "common").findings[0].clause.partition("#")[2] for text in (same, other)]
    assert clauses == ["d15.k1.s2", "d15.k1.s1"]


# fmt: off
KINDS = [
    # the third column, number,          what departs
    ("Quyết định về việc A",  "01/QĐ-UBND",  []),
    ("Tờ trình về việc A",    "01/QĐ-UBND",  [("kind", "01/QĐ-UBND")]),
    ("TỜ TRÌNH về việc A",    "01/TTr-UBND", []),
    ("Về việc ban hành A",    "01/QĐ-UBND",  []),  # no kind is named
    ("Báo cáo tình hình A",   "01/UBND-VP",  []),  # a letter need not say that it is one
    ("Kết luận về việc A",    "01/TB-UBND",  []),  # no kind of the decree
]
# fmt: on


@pytest.mark.parametrize(("subject", "number", "found"), KINDS)
def test_the_third_column_begins_with_the_kind(
    subject: str, number: str, found: list[tuple[str, str]]
) -> None:
    """Annex IV, section I: kind and subject stand in one column."""
    text = f"{HEAD}\n{number};02/01/2024;{subject};A;B;C;1;;;"

    assert told(book(text)) == found


def test_a_kind_that_is_none_is_told_with_the_closest() -> None:
    text = f"Loại văn bản;{outgoing('01/QĐ-UBND;02/01/2024')}".replace("\n", "\nQuyêt địng;")

    assert [(each.code, each.expected) for each in book(text).findings] == [
        ("unknown-kind", "Quyết định")
    ]


# fmt: off
PASSED = [
    # day of the document, passed on
    ("02/01/2024", "02/01/2024", []),
    ("02/01/2024", "03/01/2024", []),
    ("02/01/2024", "",           []),
    ("02/01/2024", "01/01/2024", [("passed-early", "01/01/2024")]),
    ("02/01/2024", "mai",        [("day", "mai")]),
]
# fmt: on


@pytest.mark.parametrize(("day", "passed", "found"), PASSED)
def test_nothing_is_passed_on_before_its_day(
    day: str, passed: str, found: list[tuple[str, str]]
) -> None:
    out = f"{HEAD}\n01/QĐ-UBND;{day};Về việc A;A;B;C;1;{passed};;"
    arrived = f"{INCOMING}\n{day};1;Sở A;12/SA-VP;01/01/2024;Về việc A;B;{passed};;"

    assert told(book(out)) == found
    assert told(book(arrived)) == found


# fmt: off
DATED = [
    # dated, arrived
    ("01/01/2024", "02/01/2024", []),
    ("02/01/2024", "02/01/2024", []),
    ("03/01/2024", "02/01/2024", [("after-arrival", "03/01/2024")]),
]
# fmt: on


@pytest.mark.parametrize(("dated", "arrived", "found"), DATED)
def test_no_document_arrives_before_its_day(
    dated: str, arrived: str, found: list[tuple[str, str]]
) -> None:
    text = f"{INCOMING}\n{arrived};1;Sở A;12/SA-VP;{dated};Về việc A;B;;;"

    assert told(book(text)) == found


# fmt: off
TWICE = [
    # author, number, day of the second row; the first: Sở A, 12/SA-VP, 01/01/2024
    ("Sở A", "12/SA-VP", "01/01/2024", [("same-document", "12/SA-VP")]),
    ("SỞ A", "12/SA-VP", "01/01/2024", [("same-document", "12/SA-VP")]),
    ("Sở B", "12/SA-VP", "01/01/2024", []),
    ("Sở A", "13/SA-VP", "01/01/2024", []),
    ("Sở A", "12/SA-VP", "02/01/2024", []),
    ("Sở A", "",         "01/01/2024", []),
]
# fmt: on


@pytest.mark.parametrize(("author", "number", "day", "found"), TWICE)
def test_one_document_enters_once(
    author: str, number: str, day: str, found: list[tuple[str, str]]
) -> None:
    """Annex VI: number, symbol and author alike is what a system warns of."""
    rows = (
        f"02/01/2024;1;Sở A;12/SA-VP;01/01/2024;A;B;;;\n02/01/2024;2;{author};{number};{day};A;B;;;"
    )

    assert told(book(f"{INCOMING}\n{rows}")) == found


def test_incoming_serials_begin_again_on_1_january() -> None:
    """Article 22, clause 2: one series a year."""
    again = book(incoming("29/12/2023;1", "02/01/2024;1"))
    went_on = book(incoming("29/12/2023;1", "02/01/2024;2"))

    assert [each for each in told(again) if each[0] != "after-arrival"] == []
    assert ("restart", "2") in told(went_on)


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


@pytest.mark.parametrize("text", ["", "\n", ";;;\n;;;\n"])
def test_an_empty_file_is_an_error(text: str) -> None:
    with pytest.raises(EmptyBook):
        book(text)


def test_a_book_without_rows_is_a_book() -> None:
    """The first day of a year."""
    assert (book(HEAD).rows, told(book(HEAD))) == (0, [])


def test_another_encoding_is_an_error() -> None:
    """As old programs of offices save it."""
    with pytest.raises(MixedEncoding):
        read_book(Input("so.csv", io.BytesIO("Số đến;Ngày đến\n1;2".encode("utf-16-le"))))
    with pytest.raises(MixedEncoding):
        read_book(Input("so.csv", io.BytesIO("Sè ®Õn;Ngµy".encode("latin-1"))))


def test_utf_16_with_its_mark_is_read() -> None:
    """“Unicode text” of a spreadsheet."""
    text = outgoing("01/QĐ-UBND;02/01/2024").replace(";", "\t").encode("utf-16")

    assert told(read_book(Input("so.txt", io.BytesIO(text)))) == []


def test_the_form_of_the_annex_has_titles_and_column_numbers() -> None:
    numbers = ";".join(f"({n})" for n in range(1, 11))
    form = f"SỔ ĐĂNG KÝ VĂN BẢN ĐI;;\n;;;\nNăm 2024\n{HEAD}\n{numbers}\n"
    report = book(f"{form}01/QĐ-UBND;x;Về việc A;A;B;C;1;;;")

    assert report.rows == 1
    assert [(each.code, each.line) for each in report.findings] == [("day", 6)]


def test_the_missing_column_names_the_closest() -> None:
    with pytest.raises(MissingColumn) as caught:
        book("Số ký hiệu;Ngày văn bảm\n01/QĐ-UBND;02/01/2024")

    assert (caught.value.field, caught.value.closest) == ("Ngày tháng văn bản", "Ngày văn bảm")


def test_which_book_may_be_said() -> None:
    text = "Số đến;Số ký hiệu;Ngày văn bản;Ngày đến\n1;01/QĐ-UBND;02/01/2024;03/01/2024"
    source = Input("so.csv", io.BytesIO(text.encode()))

    assert book(text).book == "incoming"
    assert read_book(source, book="outgoing").book == "outgoing"
    with pytest.raises(MissingColumn):
        read_book(Input("so.csv", io.BytesIO(HEAD.encode())), book="incoming")


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


def test_csv_is_safe_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so.csv"
    path.write_text(outgoing("=cmd|x!A1;02/01/2024"), encoding="utf-8")

    assert main(["register", str(path), "--format", "csv", "--lang", "en"]) == 1
    header, row = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert dict(zip(header, row, strict=True)) | {"file": ""} == {
        "file": "",
        "line": "2",
        "book": "outgoing",
        "code": "number",
        "clause": "vn/30-2020-nd-cp#pl4.m1.k2.1",
        "citation": row[5],
        "value": "'=cmd|x!A1",
        "expected": "",
        "message": "The number and symbol “=cmd|x!A1” cannot be read.",
    }


def test_text_obeys_no_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so.csv"
    path.write_text(
        "Cơ quan;Số ký hiệu;Ngày văn bản\nA\x1b[31m;01/QĐ-UBND;\x1b]0;x", encoding="utf-8"
    )

    assert main(["register", str(path)]) == 1
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "more", [[], ["--column", "number"], ["--column", "numbr=Số"], ["--format", "json"]]
)
def test_what_cannot_be_read_is_two(more: list[str], tmp_path: Path) -> None:
    assert main(["register", str(tmp_path / "none.csv"), *more]) == 2


def test_every_clause_that_is_cited_is_a_clause_of_the_decree() -> None:
    """Rows with every fault at once, of both books."""
    faults = [
        outgoing("01/QĐ-UBND;31/12/2023", "02/QĐ-UBND;05/01/2024", "02/QĐ-UBND;04/01/2024",
                 "00/TTr-UBND;x", "x;02/01/2024", "1/2023/QĐ-UBND;02/01/2024", ";",
                 "00/BC-A;02/01/2024", "07/QĐ-UBND;03/01/2024"),
        f"{INCOMING}\n02/01/2024;1;A;1;03/01/2024;S;H;01/01/2024;;\n02/01/2024;x;A;1;03/01/2024;;;;;",
        "Số đến;Ngày đến\n0;02/01/2024\n3;02/01/2024",
        "Số ký hiệu;Ngày văn bản;Tên loại\n01/QĐ-UBND;02/01/2024;Xyz\n02/QĐ-UBND;02/01/2024;TB",
    ]  # fmt: skip
    found = [each for text in faults for each in book(text).findings]
    decree = {clause.at for clause in shipped_instrument("vn/30-2020-nd-cp").clauses}

    assert {each.code for each in found} == set(SENTENCES)
    for each in found:
        assert each.clause.partition("#")[2] in decree


def test_both_sentences_use_the_same_fields() -> None:
    for vi, en in SENTENCES.values():
        assert vi != en
        assert ("{value}" in vi, "{expected}" in vi) == ("{value}" in en, "{expected}" in en)


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\xe0abc\r\r",
        b"\xff\xfe\r\x80abc\r\r",  # said to be UTF-16, and cut in the middle of a character
        "\ufeffSố đến".encode("utf-16-le") + b"\x00\xdc\x41\x00",  # half a pair
    ],
)
def test_bytes_of_no_text_are_told_as_such(content: bytes) -> None:
    """Not as broken CSV."""
    with pytest.raises(MixedEncoding):
        read_book(Input("so.csv", io.BytesIO(content)))
