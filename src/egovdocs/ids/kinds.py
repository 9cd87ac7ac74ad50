"""
The kinds of documents: name, abbreviation, normative or not.

Administrative kinds: Decree 30/2020, Article 7 (29 kinds) and Annex III, section I
(abbreviations; official letters and letters of courtesy have none).  Normative
kinds: Law 80/2015 as listed for the exchange message (QCVN 102, amendment 1:2022).
Former kinds and abbreviations: Circular 01/2011/TT-BNV, replaced in 2020.
"""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError, closest

Group = Literal["administrative", "normative", "copy", "former", "practice"]


@attrs.frozen
class DocumentKind:
    """
    One kind of document.

    A resolution, a decision or a directive may be normative or not: each has two rows.
    *aliases* are other abbreviations that are read, and never written.
    """

    name: str
    en: str
    abbreviation: str | None
    group: Group
    aliases: tuple[str, ...] = ()

    @property
    def normative(self) -> bool:
        """Whether documents of this row are normative legal documents."""
        return self.group == "normative"


@attrs.frozen
class UnknownDocumentKind(EgovdocsError, LookupError):
    """A text that names no kind of document."""

    text: str
    closest: str

    code: ClassVar[str] = "id.document-kind"
    vi: ClassVar[str] = "“{text}” không phải tên loại văn bản đã biết; gần nhất: {closest}."
    en: ClassVar[str] = "“{text}” is not a known kind of document; the closest is {closest}."


# fmt: off
KINDS: tuple[DocumentKind, ...] = (
    # Decree 30/2020, Article 7, in its order
    DocumentKind("Nghị quyết",           "resolution",          "NQ",   "administrative"),
    DocumentKind("Quyết định",           "decision",            "QĐ",   "administrative"),
    DocumentKind("Chỉ thị",              "directive",           "CT",   "administrative"),
    DocumentKind("Quy chế",              "regulation",          "QC",   "administrative"),
    DocumentKind("Quy định",             "rules",               "QyĐ",  "administrative", ("QĐi",)),
    DocumentKind("Thông cáo",            "communiqué",          "TC",   "administrative"),
    DocumentKind("Thông báo",            "notice",              "TB",   "administrative"),
    DocumentKind("Hướng dẫn",            "guidance",            "HD",   "administrative"),
    DocumentKind("Chương trình",         "programme",           "CTr",  "administrative"),
    DocumentKind("Kế hoạch",             "plan",                "KH",   "administrative"),
    DocumentKind("Phương án",            "option plan",         "PA",   "administrative"),
    DocumentKind("Đề án",                "scheme",              "ĐA",   "administrative"),
    DocumentKind("Dự án",                "project",             "DA",   "administrative"),
    DocumentKind("Báo cáo",              "report",              "BC",   "administrative"),
    DocumentKind("Biên bản",             "minutes",             "BB",   "administrative"),
    DocumentKind("Tờ trình",             "submission",          "TTr",  "administrative"),
    DocumentKind("Hợp đồng",             "contract",            "HĐ",   "administrative"),
    DocumentKind("Công văn",             "official letter",     None,   "administrative", ("CV",)),
    DocumentKind("Công điện",            "telegram",            "CĐ",   "administrative"),
    DocumentKind("Bản ghi nhớ",          "memorandum",          "BGN",  "administrative", ("GN",)),
    DocumentKind("Bản thỏa thuận",       "agreement",           "BTT",  "administrative", ("TTh",)),
    DocumentKind("Giấy ủy quyền",        "power of attorney",   "GUQ",  "administrative", ("UQ",)),
    DocumentKind("Giấy mời",             "invitation",          "GM",   "administrative"),
    DocumentKind("Giấy giới thiệu",      "introduction letter", "GGT",  "administrative"),
    DocumentKind("Giấy nghỉ phép",       "leave permit",        "GNP",  "administrative", ("NP",)),
    DocumentKind("Phiếu gửi",            "sending slip",        "PG",   "administrative"),
    DocumentKind("Phiếu chuyển",         "forwarding slip",     "PC",   "administrative"),
    DocumentKind("Phiếu báo",            "notification slip",   "PB",   "administrative"),
    DocumentKind("Thư công",             "letter of courtesy",  None,   "administrative"),
    # normative legal documents
    DocumentKind("Hiến pháp",            "constitution",        None,   "normative"),
    DocumentKind("Bộ luật",              "code",                None,   "normative"),
    DocumentKind("Luật",                 "law",                 None,   "normative"),
    DocumentKind("Pháp lệnh",            "ordinance",           "PL",   "normative"),
    DocumentKind("Lệnh",                 "order",               "L",    "normative"),
    DocumentKind("Nghị quyết",           "resolution",          "NQ",   "normative"),
    DocumentKind("Nghị quyết liên tịch", "joint resolution",    "NQLT", "normative"),
    DocumentKind("Nghị định",            "decree",              "NĐ",   "normative"),
    DocumentKind("Quyết định",           "decision",            "QĐ",   "normative"),
    DocumentKind("Thông tư",             "circular",            "TT",   "normative"),
    DocumentKind("Thông tư liên tịch",   "joint circular",      "TTLT", "normative"),
    DocumentKind("Chỉ thị",              "directive",           "CT",   "normative"),
    # copies: Decree 30/2020, Annex III, section I
    DocumentKind("Bản sao y",            "true copy",           "SY",   "copy"),
    DocumentKind("Bản trích sao",        "extract",             "TrS",  "copy"),
    DocumentKind("Bản sao lục",          "copy of a copy",      "SL",   "copy"),
    # kinds before Decree 30/2020
    DocumentKind("Bản cam kết",          "undertaking",         None,   "former"),
    DocumentKind("Giấy chứng nhận",      "certificate",         None,   "former"),
    DocumentKind("Giấy đi đường",        "travel permit",       None,   "former"),
    DocumentKind("Giấy biên nhận hồ sơ", "receipt for a file",  None,   "former"),
    # used, and named by neither
    DocumentKind("Kết luận",             "conclusion",          "KL",   "practice"),
    DocumentKind("Văn bản hợp nhất",     "consolidated text",   "VBHN", "practice"),
)
# fmt: on


def document_kind(text: str) -> str:
    """
    Return the Vietnamese name of the kind that *text* names or abbreviates.

    Capitals, lost marks, blanks and a remark in brackets do not matter.

    >>> document_kind("qđ"), document_kind("To trinh"), document_kind("Nghị quyết (cá biệt)")
    ('Quyết định', 'Tờ trình', 'Nghị quyết')

    Raises:
        UnknownDocumentKind: there is no such kind; the error names the closest.
    """
    composed = unicodedata.normalize("NFC", text[:200]).replace("Ð", "Đ")
    key = " ".join(re.sub(r"\(.*?\)", " ", composed).split()).casefold()
    name = _NAMES.get(key) or _UNMARKED_NAMES.get(unmarked(key))
    if name is None:
        raise UnknownDocumentKind(text, closest(key, (kind.name for kind in KINDS)))
    return name


def unmarked(text: str) -> str:
    """Return *text* without Vietnamese marks: ``QĐ`` becomes ``QD``."""
    parts = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def _abbreviations(kind: DocumentKind) -> tuple[str, ...]:
    own = (kind.abbreviation,) if kind.abbreviation else ()
    return own + kind.aliases


def _unique(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Keep the keys that mean one thing only."""
    meant: dict[str, set[str]] = {}
    for key, value in pairs:
        meant.setdefault(key, set()).add(value)
    return {key: min(values) for key, values in meant.items() if len(values) == 1}


_CALLED = [(word, kind.name) for kind in KINDS for word in (kind.name, *_abbreviations(kind))]
_NAMES = _unique([(word.casefold(), name) for word, name in _CALLED])
_UNMARKED_NAMES = _unique([(unmarked(word.casefold()), name) for word, name in _CALLED])

#: Abbreviations that may begin a symbol, as they are written.
ABBREVIATIONS = frozenset(word for kind in KINDS for word in _abbreviations(kind)) - {"CV"}
#: Those that a normative document may bear, and those that no other document bears.
NORMATIVE = frozenset(kind.abbreviation for kind in KINDS if kind.normative and kind.abbreviation)
ONLY_NORMATIVE = NORMATIVE - {kind.abbreviation for kind in KINDS if not kind.normative}
#: From any spelling of capitals to the right one.
CASED = {word.casefold(): word for word in ABBREVIATIONS | {"CV"}}
#: From an abbreviation without its marks to the one that is meant, where only one can be.
MARKED = {
    key: word
    for key, word in _unique([(unmarked(word), word) for word in sorted(ABBREVIATIONS)]).items()
    if key not in ABBREVIATIONS
}
