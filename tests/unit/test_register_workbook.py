"""Registers in workbooks: what spreadsheets do to them, and workbooks that mean harm."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from egovdocs.audit import workbook as limits
from egovdocs.audit.reading import Input
from egovdocs.audit.register_book import BookReport, read_book
from egovdocs.audit.register_findings import EmptyBook
from egovdocs.audit.workbook import (
    LockedWorkbook,
    NoSuchSheet,
    NotWorkbook,
    SeveralSheets,
    WorkbookOverLimit,
)
from egovdocs.cli import main

HEAD = (
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản",
    "Người ký", "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển",
    "Ký nhận", "Ghi chú",
)  # fmt: skip
DAY = date(2024, 1, 2)
REST = ("Về việc A", "A", "B", "C", 1, None, None, None)


def saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def sheet(*rows: Sequence[object]) -> bytes:
    made = Workbook()
    page: Any = made.active
    for row in rows:
        page.append(row)
    return saved(made)


def read(content: bytes, name: str = "so.xlsx", page: str | None = None) -> BookReport:
    return read_book(Input(name, io.BytesIO(content)), sheet=page)


def told(report: BookReport) -> list[tuple[str, str]]:
    return [(each.code, each.value) for each in report.findings]


# fmt: off
DAYS = [
    ("a day",                 datetime.combine(DAY, time()),         []),
    ("a day and an hour",     datetime.combine(DAY, time(8, 30)),  []),
    ("text",                  "02/01/2024",                 []),
    ("text in ISO",           "2024-01-02",                 []),
    ("a serial",              45293,                        []),
    ("a serial of a fraction", 45293.0,                     []),
    ("no day",                "30/02/2024",                 [("day", "30/02/2024")]),
    ("no serial",             -3,                           [("day", "-3")]),
    ("beyond the calendar",   99999999,                     [("day", "99999999")]),
    ("nothing",               None,                         [("empty", "Ngày tháng văn bản")]),
]
# fmt: on


@pytest.mark.parametrize(("what", "day", "found"), DAYS, ids=[row[0] for row in DAYS])
def test_days_as_workbooks_keep_them(what: str, day: object, found: list[tuple[str, str]]) -> None:
    """Serial 45293 is 2 January 2024, with day 1 on 1 January 1900."""
    report = read(sheet(HEAD, ("01/QĐ-UBND", day, *REST)))

    assert told(report) == found, what
    if not found:
        assert report.series[0].rows[0].day == date(2024, 1, 2)


def test_titles_merged_headers_and_column_numbers() -> None:
    """As the form of the annex is drawn: two rows of header, cells merged both ways."""
    made = Workbook()
    page: Any = made.active
    page["A1"] = "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"
    page.merge_cells("A1:J1")
    for column, name in enumerate(("Ngày đến", "Số đến", "Tác giả", "Văn bản", None, None), 1):
        page.cell(3, column, name)
    page.merge_cells("D3:F3")
    for column, name in enumerate(
        ("Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản"), 4
    ):
        page.cell(4, column, name)
    for column, name in enumerate(
        ("Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú"), 7
    ):
        page.cell(3, column, name)
        page.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for column in range(1, 11):
        page.cell(5, column, f"({column})")
    day = datetime.combine(DAY, time())
    page.append([day, 1, "Sở A", "12/SA-VP", day, "Về việc A", "B", day])
    page.append([day, 3, "Sở A", "13/SA-VP", day, "Về việc B", "B", day])
    report = read(saved(made))

    assert (report.book, report.rows) == ("incoming", 2)
    assert told(report) == [("gap", "2")]


def test_lines_are_those_of_the_sheet() -> None:
    rows = [HEAD, (), ("x", "02/01/2024", *REST)]

    assert [each.line for each in read(sheet(*rows)).findings] == [3]


def test_of_a_formula_the_stored_value_is_read_and_none_is_computed() -> None:
    """A file that no spreadsheet has computed stores none."""
    report = read(sheet(HEAD, ('=CONCATENATE("01","/QĐ-UBND")', "02/01/2024", *REST)))

    assert told(report) == [("empty", "Số, ký hiệu văn bản")]


def book_of(**pages: Sequence[Sequence[object]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in pages.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    return saved(made)


ROWS_A = [HEAD, ("01/QĐ-UBND", "02/01/2024", *REST)]
ROWS_B = [HEAD, ("02/QĐ-UBND", "02/01/2024", *REST)]


def test_the_only_filled_sheet_is_meant() -> None:
    assert told(read(book_of(Sheet1=ROWS_A, Sheet2=[], Sheet3=[]))) == []


@pytest.mark.parametrize(("page", "found"), [("A", []), ("1", []), ("B", [("gap", "1")])])
def test_a_sheet_is_chosen_by_name_or_number(page: str, found: list[tuple[str, str]]) -> None:
    assert told(read(book_of(A=ROWS_A, B=ROWS_B), page=page)) == found


def test_which_of_several_sheets_must_be_said() -> None:
    with pytest.raises(SeveralSheets) as caught:
        read(book_of(A=ROWS_A, B=ROWS_B))

    assert caught.value.known == ("A", "B")


@pytest.mark.parametrize("page", ["Dii", "0", "3"])
def test_a_sheet_that_is_not_there(page: str) -> None:
    with pytest.raises(NoSuchSheet) as caught:
        read(book_of(Di=ROWS_A, Den=ROWS_B), page=page)

    assert caught.value.known == ("Di", "Den")


def test_agencies_in_one_sheet() -> None:
    rows = [
        ("Cơ quan", *HEAD),
        ("Sở A", "01/QĐ-A", "02/01/2024", *REST),
        ("Sở B", "01/QĐ-B", "02/01/2024", *REST),
        ("Sở B", "03/QĐ-B", "02/01/2024", *REST),
    ]

    assert [(each.code, each.expected) for each in read(sheet(*rows)).findings] == [
        ("gap", "Sở B Quyết định 2024")
    ]


def locked() -> bytes:
    """A compound file with the stream in which an encrypted workbook stands."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    )


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


# fmt: off
BAD: list[tuple[str, bytes, type[Exception]]] = [
    ("text",                    "Số đến;Ngày đến".encode(),        NotWorkbook),
    ("nothing",                 b"",                               EmptyBook),
    ("a zip cut off",           sheet(HEAD)[:-100],                NotWorkbook),
    ("a zip of something else", packed(a=b"b"),                    NotWorkbook),
    ("a password",              locked(),                          LockedWorkbook),
    ("an old .xls",             b"\xd0\xcf\x11\xe0" + b"\0" * 600, NotWorkbook),
    ("empty sheets",            sheet(),                           EmptyBook),
]
# fmt: on


@pytest.mark.parametrize(("what", "content", "error"), BAD, ids=[row[0] for row in BAD])
def test_what_is_no_workbook(
    what: str, content: bytes, error: type[Exception], tmp_path: Path
) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(content)

    with pytest.raises(error):
        read(content)
    assert main(["register", str(path), "--lang", "en"]) == 2, what


def test_a_bomb_is_not_unpacked() -> None:
    """300 MB of zeros in one sheet: told by the directory, in little memory."""
    bomb = packed(**{"xl/worksheets/sheet1.xml": b"\0" * (300 * 1024 * 1024)})
    tracemalloc.start()
    try:
        with pytest.raises(WorkbookOverLimit):
            read(bomb)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_too_many_members_are_not_opened() -> None:
    with pytest.raises(WorkbookOverLimit):
        read(packed(**{f"m{n}": b"" for n in range(limits.MAX_MEMBERS + 1)}))


def test_a_file_over_the_limit_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 1000)

    with pytest.raises(WorkbookOverLimit):
        read(sheet(HEAD))


def altered(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one text of a member replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as former:
        members = {name: former.read(name) for name in former.namelist()}
    assert old in members[member]
    members[member] = members[member].replace(old, new, 1)
    return packed(**members)


PAGE = "xl/worksheets/sheet1.xml"
GOOD = sheet(HEAD, ("01/QĐ-UBND", "02/01/2024", *REST))


def shared() -> bytes:
    """As most programs write it: the first name of a column stands in a table of strings."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{HEAD[0]}</t></si></sst>"
    )
    part = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    inline = f't="inlineStr"><is><t>{HEAD[0]}</t></is>'.encode()
    made = altered(GOOD, PAGE, inline, b't="s"><v>0</v>')
    made = altered(made, "[Content_Types].xml", b"</Types>", part.encode())
    stream = io.BytesIO(made)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("xl/sharedStrings.xml", strings)
    return stream.getvalue()


def test_a_table_of_strings_is_read() -> None:
    assert told(read(shared())) == []


@pytest.mark.parametrize("member", [PAGE, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_are_refused(member: str) -> None:
    """A billion laughs: refused, not swollen."""
    laughs = "".join(
        f'<!ENTITY a{n} "{"".join([f"&a{n - 1};"] * 10) if n else "ha"}">' for n in range(12)
    )
    doctype = f"<!DOCTYPE x [{laughs}]>".encode()
    with zipfile.ZipFile(io.BytesIO(shared())) as former:
        root = former.read(member)
    start = root.index(b"<", 1) if root.startswith(b"<?xml") else 0
    bad = altered(shared(), member, root[start : start + 9], doctype + root[start : start + 9])

    with pytest.raises(NotWorkbook):
        read(bad)


def test_an_external_entity_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("01/QĐ-UBND", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><sst '.encode()

    with pytest.raises(NotWorkbook):
        read(altered(shared(), "xl/sharedStrings.xml", b"<sst ", doctype))


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576", "A1:B2"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: str) -> None:
    bad = altered(GOOD, PAGE, b'<dimension ref="A1:J2"', f'<dimension ref="{size}"'.encode())

    assert told(read(bad)) == []


def test_a_row_far_below_ends_the_sheet() -> None:
    """Row 9,999,999,999: beyond what a sheet can have, so that it is not gone to."""
    bad = altered(GOOD, PAGE, b'<row r="2"', b'<row r="9999999999"')

    assert read(bad).rows == 0


def test_a_hostile_cell_is_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(sheet(HEAD, ("\u202e@SUM(1)", "02/01/2024", *REST)))

    assert main(["register", str(path), "--format", "csv"]) == 1
    assert main(["register", str(path)]) == 1
    assert "\u202e" not in capsys.readouterr().out.splitlines()[-1]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(book_of(Di=ROWS_A, Nam=ROWS_B))

    assert main(["register", str(path), "--sheet", "Nam", "--format", "json"]) == 1
    assert [each["value"] for each in json.loads(capsys.readouterr().out)["findings"]] == ["1"]
    assert main(["register", str(path)]) == 2
    assert "(Di, Nam); chọn một bằng --sheet" in capsys.readouterr().err


@pytest.mark.parametrize("absent", ["openpyxl", "defusedxml"])
def test_without_the_extra_it_says_what_to_install(absent: str, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(GOOD)
    code = (
        f"import sys; sys.modules[{absent!r}] = None\n"
        "from egovdocs.cli import main\n"
        f"sys.exit(main(['register', {str(path)!r}, '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)

    assert done.returncode == 2
    assert f"needs the package “{absent}”; install egovdocs[xlsx]" in done.stderr


def test_csv_needs_no_extra() -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = None; import io\n"
        "from egovdocs.audit.register_book import read_book\n"
        "from egovdocs.audit.reading import Input\n"
        "text = 'Số đến;Ngày đến\\n1;02/01/2024'.encode()\n"
        "print(read_book(Input('a.csv', io.BytesIO(text))).rows)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)

    assert done.stdout.strip() == "1"
