"""
The national exchange message, edXML (extra ``egovdocs[edxml]``).

Messages are read leniently and without trust: every departure from the format is told
with its severity, and everything a hostile message could grow has a limit.
"""

from egovdocs.edxml.attachments import Content, Member
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.joining import Joined, Joiner
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Organ,
    Received,
    StatusMessage,
)
from egovdocs.edxml.reading import read, read_stream
from egovdocs.edxml.sources import Source, sources
from egovdocs.edxml.writing import write

__all__ = [
    "LIMITS",
    "Answered",
    "Attachment",
    "Content",
    "Deviation",
    "DocumentMessage",
    "Hop",
    "Joined",
    "Joiner",
    "Limits",
    "Member",
    "Organ",
    "Received",
    "Source",
    "StatusMessage",
    "read",
    "read_stream",
    "sources",
    "write",
]
