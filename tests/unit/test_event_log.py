"""Event logs as offices have them: CSV of Excel, Vietnamese words, rows in any order."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.audit.event_log import EventLog, read_event_log
from egovdocs.audit.external_sort import sorted_rows
from egovdocs.audit.mapping import LogMapping, NoSuchMapping, load_mapping, shipped_mappings
from egovdocs.audit.problems import BadLine
from egovdocs.audit.reading import MAX_LINE, Entry, Input
from egovdocs.policy.problems import InvalidPolicyFile
from egovdocs.record import UNKNOWN, Case, Document, Party

MAPPING = """
[columns]
case = "Mã hồ sơ"
type = "Thao tác"
at = "Thời điểm"
agency = "Đơn vị"
channel = "Kênh"
document.number = "Số, ký hiệu"
document.date = "Ngày văn bản"
document.urgency = "Độ khẩn"
recipient.id = "Nơi nhận"
document.normative = "QPPL"

[time]
zone = "Asia/Ho_Chi_Minh"

[events]
"Chuyển tiếp" = "transferred"
"Tiếp nhận và vào sổ" = ["accepted", "registered-in"]
"Xem" = "ignore"

[channels]
"Trục" = "axis"

[constants]
profile = "long-an"
observed = { until = "2020-03-31T23:59:59+07:00", types = "all" }
"""
HEADER = "Mã hồ sơ;Thao tác;Thời điểm;Đơn vị;Kênh;Số, ký hiệu;Ngày văn bản;Độ khẩn;Nơi nhận;QPPL"
WIDE = ";837/QĐ-UBND;01/03/2020;Khẩn;000.00.07.H39;Không"
ARRIVED = f"A;đã đến;02/03/2020 09:30;000.00.07.H39;Trục{WIDE}"
MOVED = f"A;Chuyển tiếp;02/03/2020 10:05:30;000.00.07.H39;{WIDE}"


@pytest.fixture
def mapping(tmp_path: Path) -> LogMapping:
    return written(tmp_path, MAPPING)


def written(folder: Path, text: str) -> LogMapping:
    path = folder / "log.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def read_text(text: str) -> LogMapping:
    with tempfile.TemporaryDirectory() as folder:
        return written(Path(folder), text)


def log(mapping: LogMapping, *rows: str, header: str = HEADER) -> list[Entry | BadLine]:
    return read("\n".join((header, *rows)).encode(), mapping)


def read(data: bytes, mapping: LogMapping) -> list[Entry | BadLine]:
    return list(read_event_log(Input("log.csv", io.BytesIO(data)), mapping))


def only_case(found: list[Entry | BadLine]) -> Case:
    (entry,) = found
    assert isinstance(entry, Entry), entry
    return entry.case


def problems(found: list[Entry | BadLine]) -> list[BadLine]:
    return [part for part in found if isinstance(part, BadLine)]


def cases(found: list[Entry | BadLine]) -> list[Case]:
    return [part.case for part in found if isinstance(part, Entry)]


def told(problem: BadLine) -> dict[str, Any]:
    """What a problem says, as data: line, code, and the fields of its reason."""
    fields = attrs.asdict(problem.reason, recurse=False)
    return {"line": problem.line, "code": problem.reason.code.removeprefix("audit."), **fields}


class TestReading:
    def test_rows_of_one_id_become_one_case(self, mapping: LogMapping) -> None:
        case = only_case(log(mapping, ARRIVED, MOVED))
        assert case.case == "A"
        assert case.profile == "long-an"
        assert [event.type for event in case.events] == ["arrived", "transferred"]
        assert [event.at.isoformat() for event in case.events] == [
            "2020-03-02T09:30:00+07:00",
            "2020-03-02T10:05:30+07:00",
        ]
        assert case.observed is not None
        assert case.observed.types == "all"

    def test_document_columns(self, mapping: LogMapping) -> None:
        document = only_case(log(mapping, ARRIVED)).document
        assert isinstance(document, Document)
        assert document.number == "837/QĐ-UBND"
        assert str(document.date) == "2020-03-01"
        assert document.urgency == "urgent"
        assert document.normative is False
        assert document.abstract is UNKNOWN

    def test_an_empty_cell_is_unknown_and_not_none(self, mapping: LogMapping) -> None:
        case = only_case(log(mapping, "A;đã đến;02/03/2020 09:30;;;;;;;"))
        assert case.events[0].agency is UNKNOWN
        assert case.events[0].channel is UNKNOWN
        assert case.document is UNKNOWN

    def test_every_recipient_of_the_rows_is_a_recipient_once(self, mapping: LogMapping) -> None:
        rows = [
            f"A;đã đến;02/03/2020 09:30;{to};;;;;{to};"
            for to in ("000.00.07.H39", "000.00.08.H39", "000.00.07.H39")
        ]
        document = only_case(log(mapping, *rows)).document
        assert isinstance(document, Document)
        assert document.recipients == (Party(id="000.00.07.H39"), Party(id="000.00.08.H39"))

    def test_one_word_may_stand_for_two_events(self, mapping: LogMapping) -> None:
        case = only_case(log(mapping, "A;Tiếp nhận và vào sổ;02/03/2020 09:30;;;;;;;"))
        assert [event.type for event in case.events] == ["accepted", "registered-in"]

    def test_an_ignored_word_leaves_the_facts_of_its_row(self, mapping: LogMapping) -> None:
        case = only_case(log(mapping, f"A;Xem;02/03/2020 09:30;;{WIDE}"))
        assert case.events == ()
        assert isinstance(case.document, Document)

    def test_cases_keep_the_order_and_the_line_of_the_file(self, mapping: LogMapping) -> None:
        found = log(mapping, ARRIVED, MOVED, "B;đã đến;02/03/2020 09:30;;;;;;;")
        assert [(entry.line, entry.case.case) for entry in found if isinstance(entry, Entry)] == [
            (2, "A"),
            (4, "B"),
        ]


# fmt: off
TIMES = [
    # as written                  instant                              because
    ("02/03/2020 09:30",          "2020-03-02T09:30:00+07:00",         "as Excel shows it"),
    ("2/3/2020 9:30",             "2020-03-02T09:30:00+07:00",         "without noughts"),
    ("02/03/2020 09:30:59",       "2020-03-02T09:30:59+07:00",         "with seconds"),
    ("2020-03-02 09:30:00",       "2020-03-02T09:30:00+07:00",         "ISO with a space"),
    ("2020-03-02T02:30:00Z",      "2020-03-02T02:30:00+00:00",         "its own zone stands"),
    (" 02/03/2020 09:30 ",        "2020-03-02T09:30:00+07:00",         "spaces around"),
]
NO_TIMES = [
    ("31/02/2020 09:30",          "a day that does not exist"),
    ("02/13/2020 09:30",          "the month second, as in America"),
    ("02/03/2020",                "a day is no instant"),
    ("2020-03-02",                "nor is one of ISO"),
    ("sáng 02/03",                "words"),
]
# fmt: on


class TestTimes:
    @pytest.mark.parametrize(("text", "instant", "because"), TIMES)
    def test_read(self, mapping: LogMapping, text: str, instant: str, because: str) -> None:
        case = only_case(log(mapping, f"A;đã đến;{text};;;;;;;"))
        assert case.events[0].at.isoformat() == instant, because

    @pytest.mark.parametrize(("text", "because"), NO_TIMES)
    def test_refused(self, mapping: LogMapping, text: str, because: str) -> None:
        first, last = problems(log(mapping, f"A;đã đến;{text};;;;;;;"))
        assert told(first)["code"] == "unreadable-time", because
        assert (told(first)["line"], told(first)["field"]) == (2, "Thời điểm")
        assert told(first)["value"] == text
        assert told(last)["code"] == "cases-left-out"

    def test_the_zone_of_the_mapping_holds(self, tmp_path: Path) -> None:
        text = MAPPING.replace("Asia/Ho_Chi_Minh", "Asia/Tokyo")
        case = only_case(log(written(tmp_path, text), ARRIVED))
        assert case.events[0].at.isoformat() == "2020-03-02T09:30:00+09:00"


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_what_excel_saves(self, mapping: LogMapping, encoding: str, end: str) -> None:
        """UTF-8 with or without a mark, UTF-16 as “Unicode text”, both ends of line."""
        data = end.join((HEADER, ARRIVED, MOVED, "")).encode(encoding)
        assert len(only_case(read(data, mapping)).events) == 2

    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    def test_the_delimiter_is_found_in_the_header(
        self, mapping: LogMapping, delimiter: str
    ) -> None:
        text = io.StringIO()
        rows = csv.reader((HEADER, ARRIVED), delimiter=";")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        assert only_case(read(text.getvalue().encode(), mapping)).case == "A"

    def test_the_line_of_excel_that_names_the_delimiter(self, mapping: LogMapping) -> None:
        found = read(f"sep=;\n{HEADER}\n{ARRIVED}\n".encode(), mapping)
        assert [part.line for part in found] == [3]
        assert cases(found)[0].case == "A"

    def test_a_cell_over_two_lines(self, mapping: LogMapping) -> None:
        row = 'A;"đã\nđến";02/03/2020 09:30;;;;;;;'
        found = log(mapping, row, "B;đã đến;02/03/2020 09:30;;;;;;;")
        assert [part.line for part in found] == [2, 4]

    def test_columns_in_any_order_and_case(self, mapping: LogMapping) -> None:
        header = HEADER.upper().split(";")
        row = ARRIVED.split(";")
        found = log(
            mapping, ";".join(reversed(row)), header=";".join(name for name in reversed(header))
        )
        assert only_case(found).case == "A"

    @pytest.mark.parametrize("text", ["", "\n\n", HEADER, f"{HEADER}\n;;;;;;;;;\n"])
    def test_an_empty_file_says_so(self, mapping: LogMapping, text: str) -> None:
        (problem,) = problems(read(text.encode(), mapping))
        assert told(problem) == {"line": 0, "code": "empty-file"}

    def test_all_bytes_are_hashed(self, mapping: LogMapping) -> None:
        data = "\n".join((HEADER.replace("Mã hồ sơ", "Mã"), ARRIVED)).encode()
        source = Input("log.csv", io.BytesIO(data))
        found = list(read_event_log(source, mapping))
        assert len(problems(found)) == 1
        assert source.size == len(data)


class TestBadRows:
    def test_a_missing_column_names_the_closest(self, mapping: LogMapping) -> None:
        (problem,) = problems(log(mapping, ARRIVED, header=HEADER.replace("Thao tác", "Thao tac")))
        assert told(problem) == {
            "line": 1,
            "code": "missing-column",
            "field": "Thao tác",
            "closest": "Thao tac",
        }

    def test_a_short_row(self, mapping: LogMapping) -> None:
        first, _ = problems(log(mapping, "A;đã đến;02/03/2020 09:30"))
        assert told(first) == {
            "line": 2,
            "code": "short-row",
            "field": "Đơn vị",
            "value": 3,
            "expected": 10,
        }

    def test_unknown_words_are_told_once_with_their_number(self, mapping: LogMapping) -> None:
        rows = [f"{n};Chuyển tiêp;02/03/2020 09:30;;;;;;;" for n in range(3)]
        first, last = problems(log(mapping, *rows, "B;đã đến;02/03/2020 09:30;;;;;;;"))
        assert told(first) == {
            "line": 2,
            "code": "unknown-action",
            "field": "Thao tác",
            "value": "Chuyển tiêp",
            "count": 3,
            "closest": "chuyển tiếp",
        }
        assert (told(last)["code"], told(last)["count"]) == ("cases-left-out", 3)

    def test_bytes_of_another_encoding(self, mapping: LogMapping) -> None:
        good = "B;đã đến;02/03/2020 09:30;;;;;;;"
        data = b"\n".join(
            (HEADER.encode(), b"A;\xd0\xe3 \xd0\xean;02/03/2020 09:30;;;;;;;", good.encode())
        )
        found = read(data, mapping)
        assert [case.case for case in cases(found)] == ["B"]
        first = told(problems(found)[0])
        assert (first["line"], first["code"], first["field"], first["expected"]) == (
            2, "mixed-encoding", "Thao tác", "utf-8",
        )  # fmt: skip

    def test_an_unclosed_quotation_mark_is_one_bad_row(self, mapping: LogMapping) -> None:
        long = 'A;"đã đến;' + "x" * 140_000
        found = log(mapping, long, "B;đã đến;02/03/2020 09:30;;;;;;;")
        assert "broken-csv" in {told(part)["code"] for part in problems(found)}

    def test_a_word_that_a_field_does_not_take(self, mapping: LogMapping) -> None:
        first, _ = problems(log(mapping, ARRIVED.replace("Khẩn", "Rất gấp")))
        assert (told(first)["line"], told(first)["field"], told(first)["value"]) == (
            2, "Độ khẩn", "Rất gấp",
        )  # fmt: skip

    def test_a_channel_that_does_not_exist_has_the_line_of_its_event(
        self, mapping: LogMapping
    ) -> None:
        row = "A;phát hành;02/03/2020 11:00;;bồ câu;;;;;"
        first, _ = problems(log(mapping, ARRIVED, row))
        assert (told(first)["line"], told(first)["field"], told(first)["value"]) == (
            3, "Kênh", "bồ câu",
        )  # fmt: skip

    def test_rows_of_one_case_that_contradict_each_other(self, mapping: LogMapping) -> None:
        first, _ = problems(log(mapping, ARRIVED, MOVED.replace("837/", "838/")))
        assert told(first) == {
            "line": 3,
            "code": "contradiction",
            "field": "Số, ký hiệu",
            "value": "838/QĐ-UBND",
            "former": "837/QĐ-UBND",
        }

    def test_rows_of_one_case_that_are_apart(self, mapping: LogMapping) -> None:
        other = "B;đã đến;02/03/2020 09:30;;;;;;;"
        found = log(mapping, ARRIVED, other, MOVED)
        assert [case.case for case in cases(found)] == ["A", "B"]
        first, _ = problems(found)
        assert told(first) == {"line": 4, "code": "scattered-case", "value": "A"}

    def test_a_case_with_a_bad_row_is_left_out(self, mapping: LogMapping) -> None:
        """Else its transfer, which the bad row tells of, would be judged as never made."""
        found = log(mapping, ARRIVED, MOVED.replace("02/03/2020", "hôm nay"))
        assert cases(found) == []
        assert [told(part)["code"] for part in problems(found)] == [
            "unreadable-time",
            "cases-left-out",
        ]

    def test_or_judged_as_watched_by_nobody(self, tmp_path: Path) -> None:
        mapping = written(tmp_path, f'bad_rows = "drop-row"\n{MAPPING}')
        (case,) = cases(log(mapping, ARRIVED, MOVED.replace("02/03/2020", "hôm nay")))
        assert [event.type for event in case.events] == ["arrived"]
        assert case.observed is None

    def test_counts(self, mapping: LogMapping) -> None:
        rows = (ARRIVED, MOVED.replace("02/03/2020", "hôm nay"), "B;đã đến;02/03/2020 09:30;;;;;;;")
        data = "\n".join((HEADER, *rows)).encode()
        reader = EventLog(Input("log.csv", io.BytesIO(data)), mapping)
        assert len(list(reader.entries())) == 3
        assert (reader.rows, reader.bad, reader.left_out) == (3, 1, 1)


BAD_MAPPINGS = [
    # instead of, this, what is found
    ('agency = "Đơn vị"', 'agancy = "Đơn vị"', "columns.agancy: unknown-key"),
    ("document.number", "document.nummer", "columns.document.nummer: unknown-key"),
    ("[channels]", "[chanels]", "chanels: unknown-key"),
    ('"transferred"', '"transfered"', "events.Chuyển tiếp: unknown-word"),
    ('"axis"', '"axes"', "channels.Trục: unknown-word"),
    ('zone = "Asia/Ho_Chi_Minh"', 'zone = "Asia/Hanoi"', "time.zone: bad-value"),
    ('zone = "Asia/Ho_Chi_Minh"', "", "time.zone: missing-key"),
    ('at = "Thời điểm"', "", "columns.at: missing-key"),
    ("[time]", '[time]\nformats = ["%d/%m %H:%M"]', "time.formats: bad-value"),
    ("[time]", '[csv]\nencoding = "tcvn"\n[time]', "csv.encoding: bad-value"),
    ("[time]", '[csv]\ndelimiter = "x"\n[time]', "csv.delimiter: unknown-word"),
    ("profile =", "profil =", "constants.profil: unknown-key"),
    ('types = "all"', 'types = ["sent"]', "constants: bad-value"),
]


class TestMappings:
    @pytest.mark.parametrize(("instead", "this", "problem"), BAD_MAPPINGS)
    def test_refused(self, tmp_path: Path, instead: str, this: str, problem: str) -> None:
        with pytest.raises(InvalidPolicyFile) as caught:
            written(tmp_path, MAPPING.replace(instead, this, 1))
        assert problem in {f"{part.key}: {part.code}" for part in caught.value.problems}

    def test_an_unknown_name_lists_those_there_are(self) -> None:
        with pytest.raises(NoSuchMapping) as caught:
            load_mapping("registre")
        assert caught.value.closest == "register"
        assert caught.value.known == shipped_mappings()

    @pytest.mark.parametrize("name", shipped_mappings())
    def test_those_that_are_shipped_can_be_used(self, name: str) -> None:
        assert {"case", "type", "at"} <= set(load_mapping(name).columns)


# The status codes of the national exchange axis, from the description of its messages.
# fmt: off
CODES = [
    ("01", ["arrived"]),
    ("02", ["refused", "refusal-notified"]),
    ("03", ["accepted", "registered-in"]),
    ("04", ["assigned"]),
    ("05", ["processing"]),
    ("06", ["completed"]),
    ("13", ["recalled", "recall-sent"]),
    ("15", ["recall-confirmed"]),
    ("16", []),
]
REGISTER = [
    ("Văn bản đến",         ["arrived"]),
    ("Tiếp nhận và vào sổ", ["accepted", "registered-in"]),
    ("Chuyển xử lý",        ["transferred"]),
    ("Phân công",           ["assigned"]),
    ("Đang xử lý",          ["processing"]),
    ("HOÀN THÀNH",          ["completed"]),
    ("Trả lại",             ["refused", "refusal-notified"]),
    ("Ký số",               ["signed"]),
    ("Ban hành",            ["published"]),
    ("Xem văn bản",         []),
]
# fmt: on


class TestShipped:
    @pytest.mark.parametrize(("code", "kinds"), CODES)
    def test_codes_of_the_axis(self, code: str, kinds: list[str]) -> None:
        header = (
            "DocumentId,Code,Sender.OrganId,Receiver.OrganId,From.OrganId,StatusCode,Timestamp,"
            "Description"
        )
        row = f"D-1,267/VPCP,000.00.00.G22,000.00.00.H39,000.00.00.H39,{code},2020/03/02 09:30:00,"
        case = only_case(log(load_mapping("exchange-axis"), row, header=header))
        assert [event.type for event in case.events] == kinds

    @pytest.mark.parametrize(("word", "kinds"), REGISTER)
    def test_words_of_a_register(self, word: str, kinds: list[str]) -> None:
        mapping = load_mapping("register")
        header = ";".join(mapping.columns.values())
        cells = {"case": "A", "type": word, "at": "02/03/2020 09:30", "document.urgency": "HT"}
        row = ";".join(cells.get(field, "") for field in mapping.columns)
        case = only_case(log(mapping, row, header=header))
        assert [event.type for event in case.events] == kinds
        assert isinstance(case.document, Document)
        assert case.document.urgency == "express"


rows_of_text = st.lists(
    st.lists(st.text("ab;\"'\n đ", max_size=3), min_size=2, max_size=2), max_size=60
)


# fmt: off
FORMATS = [
    # as written              format                 the instant
    ("02.03.2020 09h30",      "%d.%m.%Y %Hh%M",      "2020-03-02T09:30:00+07:00"),
    ("20200302093005",        "%Y%m%d%H%M%S",        "2020-03-02T09:30:05+07:00"),
    ("02/03/20 9:30 AM",      "%d/%m/%y %I:%M %p",   "2020-03-02T09:30:00+07:00"),
    ("02-03-2020 09:30:00.5", "%d-%m-%Y %H:%M:%S.%f", "2020-03-02T09:30:00.500000+07:00"),
]
# fmt: on


@pytest.mark.parametrize(("text", "form", "instant"), FORMATS)
def test_formats_of_an_integrator(tmp_path: Path, text: str, form: str, instant: str) -> None:
    own = MAPPING.replace("[time]", f'[time]\nformats = ["{form}"]')
    case = only_case(log(written(tmp_path, own), f"A;đã đến;{text};;;;;;;"))
    assert case.events[0].at.isoformat() == instant


@pytest.mark.parametrize("sort", ["true", "false"])
@given(data=st.data())
def test_reading_never_fails_any_other_way(sort: str, data: st.DataObject) -> None:
    """Whatever the bytes are, out come cases and problems."""
    mapping = read_text(f"sort = {sort}\n{MAPPING}")
    pieces = st.sampled_from([*f"{HEADER}\n{ARRIVED}\n".split(";"), "\n", ";", '"', "A", "\x00"])
    text = "".join(data.draw(st.lists(pieces | st.text(max_size=3), max_size=30)))
    raw = text.encode("utf-8", "surrogatepass") + data.draw(st.binary(max_size=6))
    head = data.draw(st.sampled_from(["", f"{HEADER}\n"])).encode()
    for found in read(head + raw, mapping):
        assert isinstance(found, Entry) or found.to_json()["message"]["en"]


@pytest.mark.parametrize("raw", [b"a\rb;c\nx", b"\rA;B\n"])
def test_a_header_that_csv_refuses_is_one_problem(raw: bytes) -> None:
    """A carriage return in the middle of the header is said, with its line."""
    (found,) = read(raw, read_text(MAPPING))

    assert not isinstance(found, Entry)
    assert found.to_json()["line"] == 1


class TestSorting:
    @given(rows_of_text, st.integers(1, 9), st.integers(2, 4))
    def test_as_sorting_in_memory(self, rows: list[list[str]], run: int, fan: int) -> None:
        assert list(sorted_rows(iter(rows), run, fan)) == sorted(rows)

    def test_a_shuffled_log_gives_the_cases_of_the_ordered_one(self, tmp_path: Path) -> None:
        rows = list(ordered_rows())
        ordered = cases(log(written(tmp_path, MAPPING), *rows))
        random.Random(3).shuffle(rows)
        shuffled = cases(log(written(tmp_path, f"sort = true\n{MAPPING}"), *rows))
        assert len(ordered) == 40
        assert {case.case: case for case in shuffled} == {case.case: case for case in ordered}

    def test_equal_times_keep_the_order_of_the_file(self, tmp_path: Path) -> None:
        mapping = written(tmp_path, f"sort = true\n{MAPPING}")
        words = ("đã đến", "kiểm tra", "tiếp nhận")
        case = only_case(log(mapping, *(f"A;{word};02/03/2020 09:30;;;;;;;" for word in words)))
        assert [event.type for event in case.events] == ["arrived", "checked", "accepted"]

    def test_problems_of_a_sorted_log_are_all_told(self, tmp_path: Path) -> None:
        mapping = written(tmp_path, f"sort = true\n{MAPPING}")
        rows = [f"{n};đã đến;{n:02}/13/2020 09:30;;;;;;;" for n in range(1, 6)]
        codes = [told(part)["code"] for part in problems(log(mapping, *rows))]
        assert codes == ["unreadable-time"] * 5 + ["cases-left-out"]


def ordered_rows() -> Iterator[str]:
    for case in range(40):
        for minute, word in enumerate(("đã đến", "tiếp nhận", "Chuyển tiếp")):
            yield f"C{case:03};{word};02/03/2020 09:{minute:02};;;{case}/QĐ-UBND;;;;"


LONG = "x" * (MAX_LINE + 1)


@pytest.mark.parametrize("cell", [LONG, f'"{LONG}"', LONG + '"'])
@pytest.mark.parametrize("sort", ["true", "false"])
def test_a_row_over_eight_mebibytes_costs_its_own_case_only(sort: str, cell: str) -> None:
    """It is reported with its line; the rows before and after it are read."""
    mapping = read_text(f"sort = {sort}\n{MAPPING}")
    long = f"B;đã đến;02/03/2020 09:30;000.00.07.H39;Trục;{cell}"
    found = log(mapping, ARRIVED, long, ARRIVED.replace("A", "C", 1))

    cases = [each.case.case for each in found if isinstance(each, Entry)]
    told = [(each.to_json()["line"], each.to_json()["code"]) for each in problems(found)]
    assert cases == ["A", "C"]
    assert (3, "audit.line-too-long") in told


def test_a_header_over_eight_mebibytes_is_refused() -> None:
    (found,) = read(f"{HEADER};{LONG}\n{ARRIVED}\n".encode(), read_text(MAPPING))

    assert not isinstance(found, Entry)
    assert found.to_json()["code"] == "audit.line-too-long"
    assert found.to_json()["line"] == 1
