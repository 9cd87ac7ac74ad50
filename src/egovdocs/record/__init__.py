"""What is judged: documents, their signatures, files, parties and events, as frozen values."""

from egovdocs.record.reading import (
    InvalidInstant,
    MissingKey,
    UnknownKey,
    UnknownWord,
    WithoutZone,
    WrongType,
    case_from_json,
)
from egovdocs.record.values import (
    UNKNOWN,
    Case,
    Document,
    Event,
    File,
    Image,
    Maybe,
    Message,
    NaiveEvent,
    Observed,
    Party,
    Scan,
    Signature,
    Signer,
    Unknown,
)
from egovdocs.record.words import VOCABULARIES, Vocabulary
from egovdocs.record.writing import case_to_json

__all__ = [
    "UNKNOWN",
    "VOCABULARIES",
    "Case",
    "Document",
    "Event",
    "File",
    "Image",
    "InvalidInstant",
    "Maybe",
    "Message",
    "MissingKey",
    "NaiveEvent",
    "Observed",
    "Party",
    "Scan",
    "Signature",
    "Signer",
    "Unknown",
    "UnknownKey",
    "UnknownWord",
    "Vocabulary",
    "WithoutZone",
    "WrongType",
    "case_from_json",
    "case_to_json",
]
