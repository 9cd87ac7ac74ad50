"""
The national exchange message, edXML (extra ``egovdocs[edxml]``).

Messages are read leniently and without trust: every departure from the format is told
with its severity, and everything a hostile message could grow has a limit.
"""

from egovdocs.edxml.attachments import Content, Member
from egovdocs.edxml.composing import Composed, answer, compose, recall, update
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.drafts import Joined
from egovdocs.edxml.joining import Joiner
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Organ,
    Received,
    Receiver,
    Replacement,
    Staff,
    StatusMessage,
)
from egovdocs.edxml.reading import read, read_stream
from egovdocs.edxml.sources import Source, sources
from egovdocs.edxml.streams import Passing, passing
from egovdocs.edxml.writing import write, write_to

__all__ = [
    "LIMITS",
    "Answered",
    "Attachment",
    "Composed",
    "Content",
    "Deviation",
    "DocumentMessage",
    "Hop",
    "Joined",
    "Joiner",
    "Limits",
    "Member",
    "Organ",
    "Passing",
    "Received",
    "Receiver",
    "Replacement",
    "Source",
    "Staff",
    "StatusMessage",
    "answer",
    "compose",
    "passing",
    "read",
    "read_stream",
    "recall",
    "sources",
    "update",
    "write",
    "write_to",
]
