"""With the extra `egovdocs[fast]` and without it: the same cases, problems and bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.audit import as_json, fast_json, reading
from egovdocs.audit.as_json import plainly, written
from egovdocs.audit.reading import decode, plain_decode
from egovdocs.errors import EgovdocsError
from egovdocs.policy import Policy, load
from egovdocs.record import Case
from egovdocs.record.quick import Doubt, quick_case
from egovdocs.record.reading import strict_case

EXAMPLES = Path(__file__).parents[2] / "examples"
LINES = [
    line
    for path in sorted(EXAMPLES.rglob("*.jsonl"))
    for line in path.read_bytes().splitlines()
    if line.strip()
]
FULL: dict[str, Any] = {
    "case": "X", "profile": None, "about": "document",
    "document": {
        "id": "a", "date": "2020-03-02", "kind": "Công văn", "urgency": "Khẩn", "due": "2020-03-09",
        "state_secret": False, "subjects": [], "purposes": ["thẩm định"], "status": "đã đến",
        "sender": {"id": "000.00.00.H39", "lacks": ["hạ tầng kỹ thuật"]}, "recipients": [{}],
        "signatures": [{"by": "authority", "valid": True, "at": "2020-03-02T09:00:00Z",
                        "image": {"size_mm": [1, 2.5], "page": 1, "box": None}}],
        "files": [{"name": 'a "b": c.pdf', "pages": 3, "scan": {"dpi": 300, "colour": True}}],
        "reply_by": "2020-03-09T10:00:00+07:00", "notes": "\U0001f4ce \\ / \u2028",
    },
    "events": [{"type": "published", "at": "2020-03-02T10:20:00.123456+07:00", "channel": None},
               {"type": "đã đến", "at": "2020-03-02T10:20:00+0700", "items": ["other"]}],
    "observed": {"until": "2020-03-04T17:00:00+07:00", "types": ["arrived", "arrived@email"]},
}  # fmt: skip
TYPED = json.dumps(FULL, ensure_ascii=False).encode()


def outcome(read: Callable[[bytes], Case], line: bytes) -> object:
    """The case, or the whole of what is wrong with the line."""
    try:
        return read(line)
    except EgovdocsError as error:
        return type(error), repr(error), str(error)


def same(line: bytes) -> None:
    assert outcome(decode, line) == outcome(plain_decode, line)


def test_the_extra_is_there() -> None:
    """Otherwise the comparisons of this page would compare a thing with itself."""
    assert fast_json.installed()
    assert fast_json.reader() is not None
    assert fast_json.writer() is not None


def test_every_example_is_read_the_same() -> None:
    """Line by line; and nearly all of them the quick way."""
    read = fast_json.reader()
    assert read is not None
    doubts = 0
    for line in LINES:
        same(line)
        try:
            assert read(line) == plain_decode(line)
        except Doubt:
            doubts += 1

    assert len(LINES) > 500
    assert doubts <= len(LINES) // 20


# fmt: off
HOSTILE = [
    b'{"case": "X", "case": "X"}', b'{"case" : "X", "case": "Y"}', b'{"case":"X","events":[{}]}',
    b'{"case": "X", "document": {"id": "a", "id": "a"}}', b'{"case": "X", "profile": NaN}',
    b'{"case": "a\\": \\"b", "about": "document", "about": "document"}',
    b'{"case": "\\u0022:", "about": "document", "about": "document"}',
    b'{"case": "\\ud800"}', b'{"case": "\\ud83d\\udcce"}', b'{"case": "\xed\xa0\x80"}',
    b'{"case": "X", "x": 1}', b'{"case": 5}', b'{"case": null}', b'{}', b'[]', b'null', b'5',
    b'"X"', b'{"case": "X"} x', b'{"case": "X",}', b"{'case': 'X'}", b'{"case": "\x00"}',
    b'{"case": "\x7f"}', b'\xef\xbb\xbf{"case": "X"}', b'{"case": "\xff"}', b'{"case": "X"}\r\n',
    b'{"case": "X", "document": {"files": [{"pages": 1.0}]}}',
    b'{"case": "X", "document": {"files": [{"pages": true}]}}',
    b'{"case": "X", "document": {"files": [{"pages": 1e400}]}}',
    b'{"case": "X", "document": {"files": [{"pages": ' + b"9" * 5000 + b'}]}}',
    b'{"case": "X", "document": {"date": "20200302"}}',
    b'{"case": "X", "document": {"date": "2020-03-02T00:00:00"}}',
    b'{"case": "X", "document": {"due": "20200302T10"}}',
    b'{"case": "X", "document": {"status": ""}}', b'{"case": "X", "document": {"status": 5}}',
    b'{"case": "X", "document": {"status": "m\xe1\xbb\x9bi"}}',
    b'{"case": "X", "events": [{"type": "arrived", "at": "2020-03-02T10:00:00"}]}',
    b'{"case": "X", "events": [{"type": "arrived", "at": "2020-03-02T10:00:00.99999999Z"}]}',
    b'{"case": "X", "events": [{"type": "arrived", "at": null}]}',
    b'{"case": "X", "events": [{"type": "ARRIVED ", "at": "2020-03-02T10:00:00Z"}]}',
    b'{"case": "X", "events": [{"type": ["arrived"], "at": "2020-03-02T10:00:00Z"}]}',
    b'{"case": "X", "observed": {"until": "2020-03-02T10:00:00Z", "types": "ALL"}}',
    b'{"case": "X", "observed": {"until": "2020-03-02T10:00:00Z", "types": null}}',
    b'{"case": "X", "about": null, "events": null, "periods": null, "message": null}',
    b'{"case": "X", "document": ' + b"[" * 3000 + b"]" * 3000 + b"}",
    b'{"case": "X", "message": {"sender": {"kind": "nobody"}}}',
]
# fmt: on


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_give_the_same_problem(line: bytes) -> None:
    """Repeated keys, half characters, numbers of any size, words in odd spellings."""
    same(line)


BITS = [b"", b" ", b'"', b",", b":", b"{", b"[", b"0", b"\\", b"null", b"\xff", b'"id": "a",',
        b'"type": "arrived", ']  # fmt: skip


@given(st.data())
def test_lines_with_a_few_bytes_changed(data: st.DataObject) -> None:
    """Bytes put in, taken out, doubled and replaced anywhere in a line."""
    line = bytearray(data.draw(st.sampled_from([TYPED, *LINES[::40]])))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(line)))
        new = data.draw(st.sampled_from(BITS))
        line[at : at + data.draw(st.integers(0, 2))] = new
    same(bytes(line))


JSON_VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 2**70, 0.5, "", "arrived", "2020-03-02", "all", [], {}, [None],
     ["other"], [[]], {"id": None}, {"x": 1}, "2020-03-02T10:00:00+07:00", "2020-03-02T10:00:00"]
)  # fmt: skip


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value that could hold another one."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


@given(st.data())
def test_another_value_in_some_place(data: st.DataObject) -> None:
    """The quick reader says what the strict one says, or that it must be asked."""
    value = json.loads(data.draw(st.sampled_from([TYPED, *LINES[::40]])))
    holder, key = data.draw(st.sampled_from(list(places(value))))
    holder[key] = data.draw(JSON_VALUES)
    try:
        found = quick_case(value)
    except Doubt:
        return

    assert found == strict_case(value)
    assert repr(found) == repr(strict_case(value))


# -- writing ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load("long-an", national=False)


def test_findings_are_written_to_the_byte(policy: Policy) -> None:
    """Every example, every finding, and what a finding writes of itself."""
    for line in LINES[::5]:
        report = policy.audit(plain_decode(line))
        value = report.to_json(everything=True)

        assert written(value) == plainly(value)
        assert value["findings"] == [part.to_json() for part in report.all_findings()]


@given(st.recursive(JSON_VALUES | st.text() | st.floats(), st.lists, max_leaves=5))
def test_any_fact_is_written_to_the_byte(fact: Any) -> None:
    """Fractions, controls and odd letters too; half a character is refused by both."""
    value = {"findings": [{"facts": {"value": fact}}], "text": str(fact)}

    assert written(value) == plainly(value)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard library does it all."""
    monkeypatch.setattr(fast_json, "installed", lambda: False)
    monkeypatch.setattr(reading, "_reader", fast_json.reader)
    monkeypatch.setattr(as_json, "_writer", fast_json.writer)

    assert fast_json.reader() is None
    assert fast_json.writer() is None
    assert decode(TYPED) == Case.from_json(FULL)
    assert written({"a": "ă"}) == '{"a": "ă"}'
