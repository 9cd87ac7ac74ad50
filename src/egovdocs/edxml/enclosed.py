"""The attachments of one message: the manifest and what was sent, beside one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from egovdocs.edxml.attachments import unsafe
from egovdocs.edxml.elements import ATTACHMENT_NAME
from egovdocs.edxml.message import Attachment
from egovdocs.edxml.parsing import Element

_MANIFEST = "edXML/edXMLEnvelope/edXMLBody/edXMLManifest/Reference"
_SENT = "edXML/AttachmentEncoded/Attachment"
Tell = Callable[..., None]


@attrs.frozen(eq=False)
class Enclosed:
    """Reads the attachments among *paths*; *tell* takes what departs."""

    paths: Mapping[str, list[Element]]
    tell: Tell

    def attachments(self) -> tuple[Attachment, ...]:
        """Those of the manifest, then those that were sent besides."""
        sent = self._sent()
        listed = [self._listed(each, sent) for each in self.paths.get(_MANIFEST, ())]
        for key, element in sent.items():
            self.tell("attachment-unlisted", element.at, key)
            listed.append(_attachment(element, element))
        return tuple(listed)

    def _sent(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for element in self.paths.get(_SENT, ()):
            key = self._content_id(element)
            if key in found:
                self.tell("repeated-attachment", element.at, key)
            else:
                found[key] = element
            self._named(element)
        return found

    def _listed(self, reference: Element, sent: dict[str, Element]) -> Attachment:
        """An attachment of the manifest, with what was sent of it; taken out of *sent*."""
        key = self._content_id(reference)
        self._named(reference)
        element = sent.pop(key, None)
        if element is None:
            self.tell("attachment-missing", reference.at, _text(reference, "AttachmentName") or key)
        else:
            self._typed(reference, element)
        return _attachment(reference, element)

    def _content_id(self, element: Element) -> str:
        given = _text(element, "ContentId") or element.attributes.get("href", "")
        given = given or element.attributes.get("xlink:href", "")
        if not given:
            self.tell("missing-element", f"{element.at}/ContentId")
        elif not given.startswith("cid:"):
            self.tell("cid-missing", element.at, given)
        return given.removeprefix("cid:")

    def _named(self, element: Element) -> None:
        name = _text(element, "AttachmentName") or ""
        reason = unsafe(name)
        if reason:
            self.tell("unsafe-name", element.at, name, reason)
        row = ATTACHMENT_NAME
        if len(name) > row.length:
            at, size = f"{element.at}/{row.at}", str(len(name))
            self.tell("too-long", at, size, str(row.length), row.source)

    def _typed(self, reference: Element, element: Element) -> None:
        """Compare the types that the manifest, the attachment and its first bytes tell."""
        listed, sent = _text(reference, "ContentType"), _text(element, "ContentType")
        if listed and sent and listed != sent:
            self.tell("content-types-differ", element.at, listed, sent)
        content = _content(element)
        begins = content.begins if content else ""
        if sent and begins and not _fits(sent, begins):
            self.tell("content-type-lies", element.at, sent, begins)


def _text(element: Element, name: str) -> str | None:
    found = element.first(name)
    return found.text if found is not None else None


def _content(element: Element) -> Any:
    found = element.first("ContentTransferEncoded")
    return found.content if found is not None else None


def _attachment(listed: Element, sent: Element | None) -> Attachment:
    given = _text(listed, "ContentId") or listed.attributes.get("href")
    return Attachment(
        content_id=given or listed.attributes.get("xlink:href"),
        name=_text(listed, "AttachmentName"),
        description=_text(listed, "Description"),
        content_type=_text(listed, "ContentType"),
        content=None if sent is None else _content(sent),
    )


# Formats that are zips inside, so that a zip is what their content begins as.
_ZIPS = ("officedocument", "opendocument", "epub", "x-zip")


def _fits(said: str, begins: str) -> bool:
    if begins in said or "octet-stream" in said:  # which claims nothing
        return True
    return begins == "application/zip" and any(part in said for part in _ZIPS)
