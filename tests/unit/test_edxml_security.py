"""Each known attack on a reader of XML, with a bound on time and memory."""

from __future__ import annotations

import base64
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edxml_samples import PDF, attached, document, header, reference
from egovdocs.edxml import Limits, Received, read, read_stream
from egovdocs.edxml.attachments import unsafe
from egovdocs.edxml.problems import BrokenXml, ForbiddenXml, OverLimit
from egovdocs.errors import EgovdocsError

MIB = 1024 * 1024
SECONDS = 20  # generous: other tests run on the same cores


@contextmanager
def bounded(mib: int) -> Iterator[None]:
    """Fail where more than *mib* MiB of Python memory, or too much time, is taken."""
    began = time.monotonic()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < mib * MIB
    assert time.monotonic() - began < SECONDS


def stream(*parts: bytes | Iterator[bytes]) -> Callable[[int], bytes]:
    """Give *parts* out one after the other, without ever holding the whole."""

    def flow() -> Iterator[bytes]:
        for part in parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part

    pieces = flow()
    return lambda _size: next(pieces, b"")


def endless(part: bytes, times: int) -> Iterator[bytes]:
    return (part for _ in range(times))


LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
) + "]><edXML>&l11;</edXML>"  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><edXML>&e;</edXML>',
        '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd"><edXML/>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost:9/p">%p;]><edXML/>',
        f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><edXML>{"&a;" * 50_000}</edXML>',
        LAUGHS,
        "<!DOCTYPE edXML><edXML/>",
    ],
    ids=["external entity", "external DTD", "parameter entity", "quadratic", "laughs", "bare DTD"],
)
def test_a_document_type_is_refused(text: str) -> None:
    with bounded(8), pytest.raises(ForbiddenXml):
        read(text.encode())


def test_an_entity_nobody_declared_is_broken() -> None:
    with pytest.raises(BrokenXml):
        read(document(header(subject="&secret;")).encode())


def test_nesting_has_a_depth() -> None:
    with bounded(8), pytest.raises(OverLimit) as caught:
        read_stream(stream(b"<edXML>", endless(b"<a>" * 1000, 10_000)))
    assert caught.value.what == "depth"


def test_elements_are_counted() -> None:
    with bounded(24), pytest.raises(OverLimit) as caught:
        read_stream(stream(b"<edXML>", endless(b"<a/>" * 1000, 10_000)))
    assert caught.value.what == "elements"


def test_attributes_are_counted() -> None:
    many = " ".join(f'a{n}="x"' for n in range(5000))
    with bounded(16), pytest.raises(OverLimit) as caught:
        read(f"<edXML {many}/>".encode())
    assert caught.value.what == "attributes"


def test_one_huge_attribute_is_not_waited_for() -> None:
    with bounded(16), pytest.raises(OverLimit) as caught:
        read_stream(stream(b'<edXML a="', endless(b"x" * 65536, 4000)))
    assert caught.value.what == "token"


def test_one_huge_comment_is_not_waited_for() -> None:
    with bounded(16), pytest.raises(OverLimit) as caught:
        read_stream(stream(b"<edXML><!--", endless(b"x" * 65536, 4000)))
    assert caught.value.what == "token"


def test_text_outside_attachments_has_a_limit() -> None:
    with bounded(24), pytest.raises(OverLimit) as caught:
        read_stream(stream(b"<edXML>", endless(b"x" * 65536, 4000)))
    assert caught.value.what == "text"


def test_bytes_before_the_message_have_a_limit() -> None:
    with bounded(8), pytest.raises(OverLimit) as caught:
        read_stream(stream(endless(b" " * 65536, 4000)))
    assert caught.value.what == "leading"


def test_a_message_has_a_size() -> None:
    with pytest.raises(OverLimit) as caught:
        read(document().encode(), limits=Limits(message=500))
    assert caught.value.what == "message"


def test_an_attachment_has_a_size() -> None:
    with pytest.raises(OverLimit) as caught:
        read(document(attachments=attached(PDF * 100)).encode(), limits=Limits(attachment=100))
    assert caught.value.what == "attachment"


def test_attachments_are_counted() -> None:
    with pytest.raises(OverLimit) as caught:
        read(document(attachments=attached() * 3).encode(), limits=Limits(attachments=2))
    assert caught.value.what == "attachments"


def test_a_large_attachment_needs_little_memory() -> None:
    """64 MiB here, so that the test is quick; what is held does not grow with the size."""
    before, _, after = document(attachments=attached("@@")).partition("@@")
    piece = base64.b64encode(bytes(3 * 65536))
    with bounded(8):
        found = read_stream(stream(before.encode(), endless(piece, 341), after.encode()))

    assert isinstance(found, Received)
    assert found.deviations == ()


# -- zips ------------------------------------------------------------------------------------


def zipped(*members: tuple[str, bytes]) -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    sent = attached(packed.getvalue(), kind="application/zip")
    return document(references=reference(kind="application/zip"), attachments=sent)


def told(text: str, limits: Limits | None = None) -> list[tuple[str, str]]:
    found = read(text.encode(), limits=limits or Limits()).deviations
    return [(each.code, each.value) for each in found]


def test_a_zip_bomb_is_named_and_not_unpacked() -> None:
    bomb = zipped(("0.bin", bytes(32 * MIB)))
    with bounded(8):
        assert told(bomb) == [("zip-over-limit", "ratio")]


def test_members_of_a_zip_are_counted_before_they_are_listed() -> None:
    many = zipped(*((f"{n}.txt", b"") for n in range(20)))

    assert told(many, Limits(members=10)) == [("zip-over-limit", "members")]


def test_a_zip_without_an_end_is_broken() -> None:
    sent = attached(b"PK\x03\x04 and no more", kind="application/zip")
    text = document(references=reference(kind="application/zip"), attachments=sent)

    assert [code for code, _ in told(text)] == ["broken-zip"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x.exe", "..\\x"])
def test_a_member_that_leaves_its_folder_is_named(name: str) -> None:
    assert [code for code, _ in told(zipped((name, b"x")))] == ["unsafe-name"]


# -- names, texts, contents ------------------------------------------------------------------


# fmt: off
NAMES = [
    ("12.pdf", True), ("Công văn số 12 (bản ký).pdf", True), ("a..b.pdf", True),
    ("../12.pdf", False), ("..\\12.pdf", False), ("/12.pdf", False), ("D:12.pdf", False),
    ("thu-muc/12.pdf", False), ("12\x00.pdf", False), ("12\u202efdp.exe", False),
    ("con.pdf", False), ("LPT1", False),
]
# fmt: on


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_which_names_of_attachments_are_safe(name: str, safe: bool) -> None:
    assert (unsafe(name) == "") is safe


def test_an_unsafe_name_is_told_where_it_stands() -> None:
    text = document(references=reference(name="../12.pdf"))

    assert told(text) == [("unsafe-name", "../12.pdf")]


def test_a_nul_is_no_xml() -> None:
    with pytest.raises(BrokenXml):
        read(document(header(subject="a\x00b")).encode())


@pytest.mark.parametrize(
    "char",
    ["\u202e", "\u2066", "\x9b", "\u200f", "\u061c", "\xad", "\u2028", "\ufeff", "\U000e0041"],
)
def test_characters_that_hide_or_turn_text_are_told(char: str) -> None:
    shown = f"U+{ord(char):04X}"

    assert told(document(header(subject=f"a{char}b"))) == [("hidden-characters", shown)]


@pytest.mark.parametrize(
    ("coded", "place"),
    [("!!!!", "1"), ("AAAA-AAA", "1"), ("AAA", "1"), ("AA==AAAA", "1"), ("ăăăă", "1")],
)
def test_what_is_not_base64_is_told(coded: str, place: str) -> None:
    found = told(document(attachments=attached(coded)))

    assert found == [("not-base64", place)]


@pytest.mark.parametrize("name", ["utf-7", "no-such-encoding", "utf-32", "idna"])
def test_an_encoding_nobody_reads_is_an_error(name: str) -> None:
    with pytest.raises(BrokenXml):
        read(f'<?xml version="1.0" encoding="{name}"?><edXML/>'.encode())


def read_or_refused(data: bytes) -> Received | str:
    """What was read, or the sentence of why not; nothing but our own errors may come out."""
    try:
        return read(data)
    except EgovdocsError as error:
        return error.message("vi")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for text in (data, b"<edXML>" + data, document().encode()[:200] + data):
        assert read_or_refused(text)


WHOLE = document().encode()


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=12), st.integers(0, 40))
def test_a_message_with_a_piece_changed_is_read_or_refused(at: int, new: bytes, cut: int) -> None:
    changed = WHOLE[:at] + new + WHOLE[at + cut :]
    assert read_or_refused(changed)
