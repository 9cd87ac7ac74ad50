"""The attacks that a message may be, in one table: each within its seconds and its memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edxml_samples import PDF, attached, document, header, reference
from egovdocs.edxml import Joiner, read_stream
from egovdocs.errors import EgovdocsError

MIB = 1024 * 1024
SECONDS = 20  # of the processor; generous, for tracing memory is slow
MEMORY = 24 * MIB

Bytes = Callable[[], Iterator[bytes]]


def text(given: str) -> Bytes:
    return lambda: iter([given.encode()])


def flow(start: bytes, piece: bytes, times: int, end: bytes = b"") -> Bytes:
    """A message that is never whole in memory."""

    def pieces() -> Iterator[bytes]:
        yield start
        for _ in range(times):
            yield piece
        yield end

    return pieces


def zipped(name: str, content: bytes) -> Bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    sent = attached(packed.getvalue(), kind="application/zip")
    return text(document(references=reference(kind="application/zip"), attachments=sent))


def named(name: str) -> Bytes:
    return text(document(references=reference(name=name)))


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(20)
)  # fmt: skip
SCOPES = " ".join(f'xmlns:p{n}="urn:{n}"' for n in range(60))

# fmt: off
ATTACKS: list[tuple[str, Bytes, str]] = [
    # attack               the message                                    what comes of it
    ("external entity",    text('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                                "<edXML>&e;</edXML>"),                    "edxml.forbidden-xml"),
    ("external entity over the network",
                           text('<!DOCTYPE x [<!ENTITY e SYSTEM "http://localhost:9/">]>'
                                "<edXML>&e;</edXML>"),                    "edxml.forbidden-xml"),
    ("parameter entity",   text('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost:9/">%p;]>'
                                "<edXML/>"),                              "edxml.forbidden-xml"),
    ("external DTD",       text('<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd"><edXML/>'),
                                                                          "edxml.forbidden-xml"),
    ("DTD",                text("<!DOCTYPE edXML><edXML/>"),              "edxml.forbidden-xml"),
    ("entity expansion",   text(f"<!DOCTYPE x [{LAUGHS}]><edXML>&l19;</edXML>"),
                                                                          "edxml.forbidden-xml"),
    ("quadratic blow-up by an entity",
                           text(f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
                                f"<edXML>{'&a;' * 100_000}</edXML>"),     "edxml.forbidden-xml"),
    ("quadratic blow-up by texts of one element",
                           flow(b"<edXML>", b"x<a/>" * 1000, 4000),       "edxml.over-limit"),
    ("quadratic blow-up by an unfinished tag",
                           flow(b"<edXML a='", b"x" * 65536, 4000),       "edxml.over-limit"),
    ("quadratic blow-up by namespaces",
                           text("<edXML>" + f"<a {SCOPES}>" * 31),        "edxml.broken-xml"),
    ("deep nesting",       flow(b"<edXML>", b"<a>" * 1000, 10_000),       "edxml.over-limit"),
    ("many elements",      flow(b"<edXML>", b"<a/>" * 1000, 10_000),      "edxml.over-limit"),
    ("huge attribute",     flow(b'<edXML a="', b"x" * 65536, 4000, b'"/>'), "edxml.over-limit"),
    ("many attributes",    text("<edXML " + " ".join(f'a{n}=""' for n in range(9000)) + "/>"),
                                                                          "edxml.over-limit"),
    ("huge comment",       flow(b"<edXML><!--", b"x" * 65536, 4000),      "edxml.over-limit"),
    ("huge text",          flow(b"<edXML>", b"x" * 65536, 4000),          "edxml.over-limit"),
    ("huge start",         flow(b"", b" " * 65536, 4000),                 "edxml.over-limit"),
    ("huge attachment",    flow(document(attachments=attached("@")).encode().split(b"@")[0],
                                b"AAAA" * 65536, 3000),                   "edxml.over-limit"),
    ("zip bomb",           zipped("0.bin", bytes(32 * MIB)),              "zip-over-limit"),
    ("path out of the folder, in a zip", zipped("../../x", b"x"),         "unsafe-name"),
    ("absolute path, in a zip",          zipped("/etc/x", b"x"),          "unsafe-name"),
    ("path out of the folder",           named("../../x.pdf"),            "unsafe-name"),
    ("path of another system",           named("..\\x.pdf"),              "unsafe-name"),
    ("name of a device",                 named("con.pdf"),                "unsafe-name"),
    ("name that is turned round",        named("x\u202efdp.exe"),         "unsafe-name"),
    ("content type that is wrong",
        text(document(references=reference(kind="image/png"))),           "content-types-differ"),
    ("content type that lies",
        text(document(references=reference(kind="application/pdf"),
                      attachments=attached(b"MZ\x90\x00 runs"))),         "content-type-lies"),
    ("invalid base64",     text(document(attachments=attached("A" * 65 + "!" * 2_000_000))),
                                                                          "not-base64"),
    ("NUL in a subject",   text(document(header(subject="a\x00b"))),      "edxml.broken-xml"),
    ("NUL as a reference", text(document(header(subject="a&#0;b"))),      "edxml.broken-xml"),
    ("bidi in a subject",  text(document(header(subject="a\u202eb"))),    "hidden-characters"),
    ("terminal codes in a subject",
                           text(document(header(subject="a\x9b31mb"))),   "hidden-characters"),
    ("an encoding for smuggling",
                           text('<?xml version="1.0" encoding="utf-7"?><edXML/>'),
                                                                          "edxml.broken-xml"),
]
# fmt: on


def told(given: Bytes) -> set[str]:
    """The codes of what departs, or of the error; through the whole way to a case."""
    pieces = given()
    try:
        received = read_stream(lambda _size: next(pieces, b""))
    except EgovdocsError as error:
        return {error.code}
    joiner = Joiner()
    joiner.add(received)
    return {each.code for case in joiner.cases() for _, each in case.deviations}


@pytest.mark.parametrize(("attack", "given", "code"), ATTACKS, ids=[row[0] for row in ATTACKS])
def test_an_attack_is_told_within_its_bounds(attack: str, given: Bytes, code: str) -> None:
    began = time.process_time()
    tracemalloc.start()
    try:
        found = told(given)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert code in found, attack
    assert peak < MEMORY
    assert time.process_time() - began < SECONDS


def test_the_page_on_security_names_every_outcome() -> None:
    page = (Path(__file__).parents[2] / "docs/explanation/security.md").read_text("utf-8")

    assert {code for _, _, code in ATTACKS if f"`{code}`" not in page} == set()


def test_the_samples_are_no_attack() -> None:
    assert told(text(document(attachments=attached(PDF)))) == set()
