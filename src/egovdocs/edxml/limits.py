"""How much of a hostile message is read before it is refused."""

from __future__ import annotations

import attrs

from egovdocs.edxml.problems import OverLimit

MIB = 1024 * 1024


@attrs.frozen
class Limits:
    """
    The most of each thing that is read.  Sizes are bytes, or characters of text.

    Attributes:
        message: bytes of one message.
        leading: bytes before the first ``<``.
        depth: nested elements.
        elements: elements of one message.
        attributes: attributes of one element.
        token: bytes that bring no element and no text: one tag, one comment.
        text: characters of text and attributes outside attachments.
        attachments: attachments of one message.
        attachment: decoded bytes of one attachment.
        members: members of one zip.
        directory: bytes of the directory of one zip.
        ratio: how many times larger than packed a member of a zip may say it is.
        messages: messages of one folder or zip.
    """

    message: int = 1024 * MIB
    leading: int = 64 * 1024
    depth: int = 32
    elements: int = 20_000
    attributes: int = 64
    token: int = MIB
    text: int = 2 * MIB
    attachments: int = 100
    attachment: int = 512 * MIB
    members: int = 10_000
    directory: int = 4 * MIB
    ratio: int = 200
    messages: int = 1_000_000

    def check(self, what: str, value: int) -> None:
        """
        Compare *value* with the limit of that name; inclusive.

        Raises:
            OverLimit: there is more.
        """
        limit = getattr(self, what)
        if value > limit:
            raise OverLimit(what, limit)


LIMITS = Limits()
