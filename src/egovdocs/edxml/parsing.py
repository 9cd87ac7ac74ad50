"""
From bytes to a tree of elements, attachments aside.

The parser is that of defusedxml over expat: it is fed in pieces, which lets a message with
a large attachment through in little memory, and it refuses DTDs, entities and anything
external before they are acted on (lxml builds whole trees and resolves through libxml2).
Namespaces are resolved here and not by expat, because real systems send prefixes that
nobody declared, and expat would refuse the whole message for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import attrs

from egovdocs.edxml.attachments import Content, Sink
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.problems import BrokenXml, ForbiddenXml, MissingExtra, NotEdxml
from egovdocs.errors import EgovdocsError

QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
OLD = "http://www.e-doc.vn/Schema/"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
ROOT = "edXML"

_CHUNK = 64 * 1024
_CONTENT = f"{ROOT}/AttachmentEncoded/Attachment/ContentTransferEncoded"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@attrs.define(eq=False)
class Element:
    """
    One element: local name, path from the root, text without the spaces around it.

    Attributes:
        content: what an attachment held, in place of its text.
    """

    name: str
    at: str
    attributes: dict[str, str] = attrs.field(factory=dict)
    children: list[Element] = attrs.field(factory=list)
    pieces: list[str] = attrs.field(factory=list)
    content: Content | None = None

    @property
    def text(self) -> str:
        """The text directly inside, stripped."""
        return "".join(self.pieces).strip()

    def all(self, path: str) -> list[Element]:
        """The elements at *path* below this one, local names with ``/`` between."""
        found = [self]
        for name in path.split("/"):
            found = [child for each in found for child in each.children if child.name == name]
        return found

    def first(self, path: str) -> Element | None:
        """The first element at *path*, or None."""
        return next(iter(self.all(path)), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Builder(ContentHandler):
    """Builds the tree, streams attachments, and notes what is odd about namespaces."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.root: Element | None = None
        self.deviations: list[Deviation] = []
        self.events = 0
        self.sink: Sink | None = None
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = [{"xml": "xml"}]
        self._elements = self._text = self._attachments = 0
        self._told: set[tuple[str, str]] = set()

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self.events += 1
        self._elements += 1
        self.limits.check("elements", self._elements)
        self.limits.check("depth", len(self._open) + 1)
        given = self._attributes(attrs)
        prefix, _, local = name.rpartition(":")
        self._scope(given)
        self._place(prefix, local)
        self._open.append(self._made(local, given))

    def _attributes(self, attrs: Any) -> dict[str, str]:
        self.limits.check("attributes", len(attrs))
        given: dict[str, str] = dict(attrs.items())
        self._count(sum(map(len, given.values())))
        return given

    def _scope(self, given: dict[str, str]) -> None:
        declared = {
            key[6:]: value for key, value in given.items() if key == "xmlns" or key[:6] == "xmlns:"
        }
        now = self._scopes[-1]
        self._scopes.append({**now, **declared} if declared else now)

    def _place(self, prefix: str, local: str) -> None:
        """Note the namespace of an element, each oddity once."""
        bound = self._scopes[-1].get(prefix, "")
        if prefix and not bound:
            self._tell("unbound-prefix", prefix, local)
        elif local == "Signature" or any(each.name == "Signature" for each in self._open):
            if bound != DSIG:
                self._tell("signature-namespace", "", local)
        elif bound == OLD:
            self._tell("old-namespace", bound, local)
        elif not bound:
            self._tell("no-namespace", local, local)
        elif bound != QCVN:
            self._tell("foreign-namespace", bound, local)

    def _tell(self, code: str, value: str, local: str) -> None:
        key = (code, "" if code == "no-namespace" else value)
        if key not in self._told and len(self._told) < 100:
            self._told.add(key)
            self.deviations.append(Deviation(code, self._path(local), value))

    def _path(self, local: str) -> str:
        return f"{self._open[-1].at}/{local}" if self._open else local

    def _made(self, local: str, given: dict[str, str]) -> Element:
        made = Element(local, self._path(local), given)
        if self._open:
            self._open[-1].children.append(made)
        elif local != ROOT:
            raise NotEdxml(local[:80], ROOT)
        else:
            self.root = made
        if made.at == _CONTENT:
            self._attachments += 1
            self.limits.check("attachments", self._attachments)
            self.sink = Sink(self.limits)
        return made

    def characters(self, content: str) -> None:
        self.events += 1
        if self.sink is not None:
            self.sink.write(content)
        else:
            self._count(len(content))
            self._open[-1].pieces.append(content)

    def _count(self, size: int) -> None:
        self._text += size
        self.limits.check("text", self._text)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self.events += 1
        self._scopes.pop()
        closed = self._open.pop()
        if self.sink is not None and closed.at == _CONTENT:
            closed.content, found = self.sink.finish(closed.at)
            self.deviations += found
            self.sink = None


def parse(read: Callable[[int], bytes], limits: Limits = LIMITS) -> tuple[Element, list[Deviation]]:
    """
    Parse one message.

    Args:
        read: gives the next bytes, at most as many as asked for; none at the end.
        limits: how much is read.

    Raises:
        MissingExtra: defusedxml is not installed.
        BrokenXml, ForbiddenXml, OverLimit, NotEdxml: it cannot be read.
    """
    parser, forbidden = _parser()
    builder = _Builder(limits)
    parser.setContentHandler(builder)
    try:
        _feed(parser, builder, read, limits)
    except forbidden as error:
        raise ForbiddenXml(type(error).__name__) from None
    except SAXParseException as error:
        raise BrokenXml(error.getLineNumber() or 0, error.getMessage()) from None
    except EgovdocsError:
        raise
    except (ValueError, LookupError) as error:  # an encoding that nobody can read
        raise BrokenXml(0, str(error)) from None
    finally:
        if builder.sink is not None:
            builder.sink.close()
    if builder.root is None:
        raise BrokenXml(0, "không có phần tử nào / no element")
    return builder.root, builder.deviations


def _parser() -> tuple[Any, type[Exception]]:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise MissingExtra("edxml", "defusedxml") from None
    return DefusedExpatParser(forbid_dtd=True), DefusedXmlException


def _feed(parser: Any, builder: _Builder, read: Callable[[int], bytes], limits: Limits) -> None:
    size = quiet = 0
    for part in _parts(read, builder, limits):
        size += len(part)
        limits.check("message", size)
        before = builder.events
        parser.feed(part)
        quiet = 0 if builder.events > before else quiet + len(part)
        limits.check("token", quiet)
    if size:
        parser.close()


def _parts(read: Callable[[int], bytes], builder: _Builder, limits: Limits) -> Iterator[bytes]:
    """The bytes from the first ``<`` on, in pieces; what stands before it is noted."""
    head = b""
    while b"<" not in head and (part := read(_CHUNK)):
        head += part
        limits.check("leading", len(head) if b"<" not in head else head.index(b"<"))
    if head[:3].startswith(_MARKS):
        yield head
    elif head:
        start = max(head.find(b"<"), 0)
        if start:
            builder.deviations.append(Deviation("leading-bytes", value=str(start)))
        yield head[start:]
    while part := read(_CHUNK):
        yield part
