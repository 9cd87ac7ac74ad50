"""
From bytes to a tree of elements, attachments aside.

The parser is expat with the guards of defusedxml set on it: it is fed in pieces, which lets
a message with a large attachment through in little memory, and it refuses DTDs, entities
and anything external before they are acted on (lxml builds whole trees and resolves through
libxml2).  Our handlers stand on expat itself; the layers of SAX between cost half the time.
Namespaces are resolved here and not by expat, because real systems send prefixes that
nobody declared, and expat would refuse the whole message for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers.expat import ExpatError, errors

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
_SIGNATURE = "Signature"
_TOLD = 100


class Element:
    """
    One element: local name, path from the root, text without the spaces around it.

    A plain class with slots: twenty thousand of them are made each second.

    Attributes:
        content: what an attachment held, in place of its text.
        signed: whether it is a signature or stands within one.
    """

    __slots__ = ("_children", "_named", "_pieces", "at", "attributes", "content", "name", "signed")

    def __init__(self, name: str, at: str, attributes: dict[str, str], *, signed: bool) -> None:
        self.name = name
        self.at = at
        self.attributes = attributes
        self.signed = signed
        self.content: Content | None = None
        self._children: list[Element] | None = None
        self._pieces: list[str] | None = None
        self._named: dict[str, list[Element]] | None = None

    @property
    def children(self) -> list[Element]:
        """The elements directly inside, in order."""
        return self._children or []

    @property
    def text(self) -> str:
        """The text directly inside, stripped."""
        pieces = self._pieces
        if pieces is None:
            return ""
        return (pieces[0] if len(pieces) == 1 else "".join(pieces)).strip()

    def take(self, child: Element) -> None:
        """Put *child* inside, after the others."""
        if self._children is None:
            self._children = [child]
        else:
            self._children.append(child)

    def say(self, text: str) -> None:
        """Put *text* inside, after what is there."""
        if self._pieces is None:
            self._pieces = [text]
        else:
            self._pieces.append(text)

    def named(self, name: str) -> list[Element]:
        """The children of that name; to be asked once the element is closed."""
        if self._named is None:
            self._named = {}
            for child in self.children:
                self._named.setdefault(child.name, []).append(child)
        return self._named.get(name) or []

    def all(self, path: str) -> list[Element]:
        """The elements at *path* below this one, local names with ``/`` between."""
        top, _, rest = path.partition("/")
        found = self.named(top)
        return [each for child in found for each in child.all(rest)] if rest and found else found

    def first(self, path: str) -> Element | None:
        """The first element at *path*, or None."""
        found = self.all(path)
        return found[0] if found else None


class Builder:
    """
    Builds the tree, streams attachments, and notes what is odd about namespaces.

    Attributes:
        elements: all of them, in order.
        paths: all of them, by their path from the root.
        events: how many tags and texts went by.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements: list[Element] = []
        self.paths: dict[str, list[Element]] = {}
        self.deviations: list[Deviation] = []
        self.events = 0
        self.sink: Sink | None = None
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = []
        self._scope: dict[str, str] = {"xml": "xml"}
        self._plain: set[str] = set()
        self._text = self._attachments = 0
        self._told: set[tuple[str, str]] = set()

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        self.events += 1
        prefix, _, name = tag.rpartition(":")
        if given:
            self._attributes(given)
        self._scopes.append(self._scope)
        if given:
            self._declared(given)
        above = self._open[-1] if self._open else None
        made = self._made(name, above, given)
        if prefix not in self._plain or made.signed:
            self._place(prefix, made)
        self._open.append(made)
        if made.at == _CONTENT:
            self._attached()

    def _made(self, name: str, above: Element | None, given: dict[str, str]) -> Element:
        if above is None:
            if name != ROOT:
                raise NotEdxml(name[:80], ROOT)
            made = Element(name, name, given, signed=False)
        else:
            signed = above.signed or name == _SIGNATURE
            made = Element(name, f"{above.at}/{name}", given, signed=signed)
            above.take(made)
        self.elements.append(made)
        if made.at in self.paths:
            self.paths[made.at].append(made)
        else:
            self.paths[made.at] = [made]
        if len(self.elements) > self.limits.elements or len(self._open) >= self.limits.depth:
            self.limits.check("elements", len(self.elements))
            self.limits.check("depth", len(self._open) + 1)
        return made

    def _attributes(self, given: dict[str, str]) -> None:
        self.limits.check("attributes", len(given))
        self._count(sum(map(len, given.values())))

    def _declared(self, given: dict[str, str]) -> None:
        declared = {
            key[6:]: value for key, value in given.items() if key == "xmlns" or key[:6] == "xmlns:"
        }
        if declared:
            self._rescoped({**self._scope, **declared})

    def _rescoped(self, scope: dict[str, str]) -> None:
        """Let *scope* hold from here on; what needs no look at its namespace goes with it."""
        self._scope = scope
        self._plain = {prefix for prefix, bound in scope.items() if bound == QCVN}

    def _place(self, prefix: str, made: Element) -> None:
        """Note the namespace of an element, each oddity once."""
        bound = self._scope.get(prefix, "")
        if prefix and not bound:
            self._tell("unbound-prefix", prefix, made)
        elif made.signed:
            if bound != DSIG:
                self._tell("signature-namespace", "", made)
        elif bound == OLD:
            self._tell("old-namespace", bound, made)
        elif not bound:
            self._tell("no-namespace", made.name, made)
        elif bound != QCVN:
            self._tell("foreign-namespace", bound, made)

    def _tell(self, code: str, value: str, made: Element) -> None:
        key = (code, "" if code == "no-namespace" else value)
        if key not in self._told and len(self._told) < _TOLD:
            self._told.add(key)
            self.deviations.append(Deviation(code, made.at, value))

    def _attached(self) -> None:
        self._attachments += 1
        self.limits.check("attachments", self._attachments)
        self.sink = Sink(self.limits)

    def characters(self, text: str) -> None:
        """Text goes by."""
        self.events += 1
        if self.sink is not None:
            self.sink.write(text)
        else:
            self._count(len(text))
            self._open[-1].say(text)

    def _count(self, size: int) -> None:
        self._text += size
        if self._text > self.limits.text:
            self.limits.check("text", self._text)

    def end(self, _: str) -> None:
        """An element ends."""
        self.events += 1
        scope = self._scopes.pop()
        if scope is not self._scope:
            self._rescoped(scope)
        closed = self._open.pop()
        if self.sink is not None and closed.at == _CONTENT:
            closed.content, found = self.sink.finish(closed.at)
            self.deviations += found
            self.sink = None


def parse(read: Callable[[int], bytes], limits: Limits = LIMITS) -> Builder:
    """
    Parse one message: all its elements, the root first, and what departs so far.

    Args:
        read: gives the next bytes, at most as many as asked for; none at the end.
        limits: how much is read.

    Raises:
        MissingExtra: defusedxml is not installed.
        BrokenXml, ForbiddenXml, OverLimit, NotEdxml: it cannot be read.
    """
    guarded, forbidden = _parser()
    builder = Builder(limits)
    expat = _hardened(guarded, builder)
    try:
        _feed(expat, builder, read, limits)
    except forbidden as error:
        raise ForbiddenXml(type(error).__name__) from None
    except ExpatError as error:
        raise BrokenXml(error.lineno, errors.messages.get(error.code, str(error))) from None
    except EgovdocsError:
        raise
    except (ValueError, LookupError) as error:  # an encoding that nobody can read
        raise BrokenXml(0, str(error)) from None
    finally:
        if builder.sink is not None:
            builder.sink.close()
    if not builder.elements:
        raise BrokenXml(0, "không có phần tử nào / no element")
    return builder


def _parser() -> tuple[Any, type[Exception]]:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise MissingExtra("edxml", "defusedxml") from None
    return DefusedExpatParser(forbid_dtd=True), DefusedXmlException


def _hardened(guarded: Any, builder: Builder) -> Any:
    """The expat of a parser of defusedxml, with its guards, calling *builder*."""
    guarded.reset()
    expat = guarded._parser
    expat.buffer_text = True
    expat.StartElementHandler = builder.start
    expat.EndElementHandler = builder.end
    expat.CharacterDataHandler = builder.characters
    expat.ProcessingInstructionHandler = None
    return expat


def _feed(expat: Any, builder: Builder, read: Callable[[int], bytes], limits: Limits) -> None:
    size = quiet = 0
    for part in _parts(read, builder, limits):
        size += len(part)
        limits.check("message", size)
        before = builder.events
        expat.Parse(part, False)
        quiet = 0 if builder.events > before else quiet + len(part)
        limits.check("token", quiet)
    if size:
        expat.Parse(b"", True)


def _parts(read: Callable[[int], bytes], builder: Builder, limits: Limits) -> Iterator[bytes]:
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
