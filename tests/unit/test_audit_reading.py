"""Logs of cases: every line that is not blank comes out, as a case or as a typed problem."""

from __future__ import annotations

import hashlib
import io
import json

import pytest

from egovdocs.audit import BadLine, Entry, Input, read_cases
from egovdocs.audit.reading import MAX_LINE

GOOD = b'{"case": "A", "profile": "long-an"}'


def read(log: bytes, seen: set[str] | None = None) -> list[Entry | BadLine]:
    return list(read_cases(Input("log", io.BytesIO(log)), seen))


def only_problem(log: bytes) -> BadLine:
    (found,) = read(log)
    assert isinstance(found, BadLine)
    return found


def ids(found: list[Entry | BadLine]) -> list[str]:
    return [each.case.case if isinstance(each, Entry) else each.reason.code for each in found]


def event(at: str, kind: str = "published") -> bytes:
    return json.dumps({"case": "A", "events": [{"type": kind, "at": at}]}).encode()


DIGITS = b'{"case": ' + b"1" * 5000 + b"}"

# fmt: off
LINES = [
    # a line                                   code               because
    (b'{"case": "A", ',                        "not-json",        "cut off"),
    (b'{"case": "A"} {"case": "B"}',           "not-json",        "two cases on one line"),
    (b'{"case": NaN}',                         "not-json",        "not a number is not JSON"),
    (DIGITS,                                   "not-json",        "thousands of digits"),
    (b"\xff\xfe\x00",                          "not-utf8",        "not UTF-8"),
    (b'{"case": "\\ud800"}',                   "not-text",        "half a character"),
    (b"[" * 100_000,                           "too-deep",        "nesting without end"),
    (b'[{"case": "A"}]',                       "not-a-case",      "a list of cases"),
    (b'"A"',                                   "not-a-case",      "a text"),
    (b'{"case": "A", "case": "B"}',            "repeated-key",    "which of the two?"),
    (b"{}",                                    "missing-key",     "a case has an id"),
    (b'{"case": "A", "profil": "x"}',          "unknown-key",     "profile is meant"),
    (b'{"case": 7}',                           "wrong-type",      "an id is text"),
    (event("2020-03-02T10:20:00"),             "without-zone",    "no time zone"),
    (event("2020-03-32T10:20:00Z"),            "invalid-instant", "no such day"),
    (event("2020-03-02T10:20:00Z", "publish"), "unknown-word",    "published is meant"),
]
# fmt: on


@pytest.mark.parametrize(("line", "code", "because"), LINES, ids=[row[2] for row in LINES])
def test_a_bad_line_is_named_and_the_rest_is_read(line: bytes, code: str, because: str) -> None:
    found = read(b"\n".join([GOOD, line, b'{"case": "Z"}']))

    assert [each.partition(".")[2] or each for each in ids(found)] == ["A", code, "Z"], because


def test_a_problem_carries_file_line_field_value_and_what_was_expected() -> None:
    log = b"\n\n" + event("2020-03-02T10:20:00+07:00", "publish")

    written = only_problem(log).to_json()

    assert written["file"] == "log"
    assert written["line"] == 3
    assert written["field"] == "events[0].type"
    assert written["value"] == "publish"
    assert written["expected"] == "published"
    assert written["message"]["vi"].startswith("log, dòng 3: ")
    assert written["message"]["en"].startswith("log, line 3: ")


def test_the_closest_key_is_suggested() -> None:
    written = only_problem(b'{"case": "A", "profil": "x"}').to_json()

    assert (written["value"], written["expected"]) == ("profil", "profile")


@pytest.mark.parametrize("log", [b"", b"\n", b"  \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_clear_sentence(log: bytes) -> None:
    problem = only_problem(log)

    assert problem.reason.code == "audit.empty-file"
    assert problem.message("en") == "log: The file holds no case."
    assert problem.to_json()["line"] is None


def test_blank_lines_are_skipped_and_counted() -> None:
    found = read(b"\n" + GOOD + b"\r\n   \n" + b'{"case": "B"}')

    assert [each.line for each in found] == [2, 4]


def test_a_byte_order_mark_is_tolerated() -> None:
    assert ids(read(b"\xef\xbb\xbf" + GOOD)) == ["A"]


def test_a_file_in_utf16_is_one_problem_and_not_one_per_line() -> None:
    log = "\n".join([GOOD.decode()] * 50).encode("utf-16")

    assert ids(read(log)) == ["audit.not-utf8"]


class OneWay(io.RawIOBase):
    """A log that is made while it is read, and that counts the largest request."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts = parts
        self.largest = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        limit = -1 if size is None else size
        assert limit > 0, "a line was asked for whole"
        self.largest = max(self.largest, limit)
        if not self.parts:
            return b""
        part, rest = self.parts[0][:limit], self.parts[0][limit:]
        self.parts[:1] = [rest] if rest else []
        return part


def test_a_line_over_eight_mebibytes_is_refused_and_never_read_whole() -> None:
    long = b'{"case": "' + b"x" * (3 * MAX_LINE) + b'"}\n'
    stream = OneWay([long, GOOD + b"\n"])

    found = list(read_cases(Input("log", stream)))  # type: ignore[arg-type]

    assert MAX_LINE == 8 * 1024 * 1024
    assert ids(found) == ["audit.line-too-long", "A"]
    assert stream.largest == MAX_LINE + 1


def test_a_line_of_exactly_eight_mebibytes_is_read() -> None:
    padding = b" " * (MAX_LINE - len(GOOD))

    assert ids(read(GOOD + padding + b"\n")) == ["A"]


def test_an_id_that_repeats_the_line_before_is_always_a_problem() -> None:
    log = b"\n".join([GOOD, GOOD, b'{"case": "B"}', GOOD])

    assert ids(read(log)) == ["A", "audit.repeated-case", "B", "A"]


def test_an_id_that_repeats_any_line_is_a_problem_where_all_are_checked() -> None:
    seen: set[str] = set()
    first = read(b"\n".join([GOOD, b'{"case": "B"}', GOOD]), seen)
    second = read(b'{"case": "B"}', seen)

    assert ids(first) == ["A", "B", "audit.repeated-case"]
    assert ids(second) == ["audit.repeated-case"]


def test_what_went_by_is_counted_and_hashed_to_the_last_byte() -> None:
    log = b"\n".join([GOOD, b"\xff", b"x" * (MAX_LINE + 9), b""])
    source = Input("log", io.BytesIO(log))

    list(read_cases(source))

    assert source.size == len(log)
    assert source.sha256 == hashlib.sha256(log).hexdigest()


def test_a_file_that_breaks_off_is_a_problem_of_the_next_line() -> None:
    class Torn(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            if not line:
                raise OSError(5, "Input/output error")
            return line

    found = list(read_cases(Input("log", Torn(GOOD + b"\n"))))

    assert ids(found) == ["A", "audit.unreadable"]


@pytest.mark.parametrize(
    ("content", "tries"),
    [
        (b"PK\x03\x04\x14\0\n\xff\n{}\n", "egovdocs register"),
        (b"\xd0\xcf\x11\xe0\n\xff\n", "egovdocs register"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<edXML/>\n", "egovdocs audit --from edxml"),
    ],
)
def test_a_file_of_another_sort_is_one_problem(content: bytes, tries: str) -> None:
    """Not one for each of its lines; the receipt hashes all of it."""
    source = Input("f", io.BytesIO(content))
    found = list(read_cases(source))

    assert [type(each) for each in found] == [BadLine]
    assert isinstance(found[0], BadLine)
    assert tries in found[0].message("vi")
    assert (found[0].line, source.size) == (1, len(content))
