"""
Agency identifiers, of both generations.

QCVN 102:2016 and Decision 28/2018/QĐ-TTg, Article 10, clause 2, point a (level 1 on the right)::

    agency-102 = level4 "." level3 "." level2 "." level1     ; 13 characters
    level4     = 3DIGIT                                      ; "000" = none
    level3     = 2DIGIT                                      ; "00"  = none
    level2     = 2DIGIT                                      ; "00"  = none
    level1     = %x41-5A 2DIGIT

Decision 20/2020/QĐ-TTg, Articles 4 to 7 (level 1 on the left)::

    org-id     = agency-20 / enterprise / other
    agency-20  = %x41-59 2DIGIT *( "." group )               ; at most 35 characters
    group      = 1*( DIGIT / %x41-5A )
    enterprise = 10DIGIT [ "-" 3DIGIT ]                      ; the code of the registration law
    other      = "Z" 2DIGIT 1*32schemechar                   ; Z01 and following
    schemechar = %x21-2B / %x2D-7E                           ; left to the scheme; no comma here

No law says how one generation becomes the other; published pairs (``000.00.18.G12``
and ``G12.18``) show the groups reversed and the empty ones dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar, Literal, Self

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids.problems import Problem, named
from egovdocs.ids.reading import InvalidAgencyId, tidy

Generation = Literal["102", "20"]
AgencyForm = Literal["agency", "enterprise", "other"]

# A lower level has a level above it: no group of zeros to the right of another group.
OLD = (
    r"(?:000\.(?:00\.[0-9]{2}|[0-9]{2}\.(?!00)[0-9]{2})|[0-9]{3}\.(?!00)[0-9]{2}\.(?!00)[0-9]{2})"
    r"\.[A-Z][0-9]{2}"
)
NEW = r"[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*"
_ENTERPRISE = r"[0-9]{10}(?:-[0-9]{3})?"
_OTHER = r"Z(?!00)[0-9]{2}[!-+\--~]{1,32}"
_WRITTEN = re.compile(rf"({OLD})|(?=.{{3,35}}\Z)({NEW})|({_ENTERPRISE})|({_OTHER})", re.ASCII)

# Looser: lost dots, other widths, level 1 with too many or too few digits.
_LOST_DOTS = re.compile(r"([0-9]{3})\.?([0-9]{2})\.?([0-9]{2})\.?([A-Z][0-9]{2})", re.ASCII)
_LOOSE_OLD = re.compile(r"[0-9]+(?:\.[0-9]+){0,2}\.(?:[A-Z][0-9]{1,3}|[A-Z]{2}[0-9])", re.ASCII)
_LOOSE_NEW = re.compile(r"[A-Y][0-9]{1,3}(?:\.[0-9A-Z]+)+|[A-Y][0-9]{2}", re.ASCII)
_LOOSE_OTHER = re.compile(r"[Zz][0-9]{2}[!-+\--~]+", re.ASCII)
_START = re.compile(r"(?:[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)?", re.ASCII)
_WIDTHS = [3, 2, 2]
_MAX_NEW = 35
_MAX_SCHEME = 35  # "Z01" and 32 characters


@attrs.frozen
class NoCounterpart(EgovdocsError, ValueError):
    """An agency identifier that the other generation cannot express."""

    id: str
    generation: str
    group: str

    code: ClassVar[str] = "id.no-counterpart"
    vi: ClassVar[str] = (
        "Mã cơ quan “{id}” không có dạng tương ứng thế hệ {generation}: vướng ở “{group}”."
    )
    en: ClassVar[str] = (
        "Agency id “{id}” has no counterpart of generation {generation}: “{group}” does not fit."
    )


@attrs.frozen
class AgencyId:
    """
    The identifier of an agency or organisation; one parse for all types.

    Two identifiers are equal when type and canonical text are; problems do not count.
    *problems* names what departs from the grammar in the text that was read.

    >>> AgencyId.parse("000.00.07.H12")
    AgencyId102(code='000.00.07.H12', problems=())
    >>> AgencyId.parse("000.00.07.H12").to_20().code
    'H12.07'
    """

    code: str
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False)

    generation: ClassVar[Generation] = "20"
    form: ClassVar[AgencyForm] = "agency"

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read *text* leniently; a subclass accepts its own type only.

        Raises:
            InvalidAgencyId: it cannot be read, or is of another type.
            IdentifierTooLong: it has more than 256 characters.
        """
        found = _written(text) or _read(text)
        if isinstance(found, cls):
            return found
        raise InvalidAgencyId(text, found.code if found else _readable(text))

    @property
    def canonical(self) -> str:
        """The one way in which it is written; also ``str()``."""
        return self.code

    def __str__(self) -> str:
        return self.code

    @property
    def levels(self) -> tuple[str, ...]:
        """The codes of the levels, level 1 first; an empty level at the end is left out."""
        return (self.code,)

    @property
    def level1(self) -> str:
        """The code of the ministry, province or other body at the top."""
        return self.levels[0]

    @property
    def level(self) -> int:
        """How deep it is: 1 for a ministry or province."""
        return len(self.levels)

    @property
    def parent(self) -> AgencyId | None:
        """The agency that it belongs to; none for level 1."""
        return None

    def to_20(self) -> AgencyId20:
        """
        Return the identifier of Decision 20/2020 with the same levels.

        Raises:
            NoCounterpart: there is none.
        """
        raise NoCounterpart(self.code, "20", self.code)

    def to_102(self) -> AgencyId102:
        """
        Return the identifier of QCVN 102:2016 with the same levels.

        Raises:
            NoCounterpart: there is none; many new identifiers have letters or wide groups.
        """
        raise NoCounterpart(self.code, "102", self.code)


@attrs.frozen
class AgencyId102(AgencyId):
    """
    Of 13 characters, level 1 on the right (until 15 September 2022).

    >>> AgencyId102.parse("000.06.16.G09").levels
    ('G09', '16', '06')
    """

    generation: ClassVar[Generation] = "102"

    @property
    def levels(self) -> tuple[str, ...]:
        """The codes of the levels, level 1 first; empty levels at the end are left out."""
        groups = self.code.split(".")
        while len(groups) > 1 and not groups[0].strip("0"):
            del groups[0]
        return tuple(reversed(groups))

    @property
    def parent(self) -> AgencyId102 | None:
        """The agency whose lowest level is empty; none for level 1."""
        groups = self.code.split(".")
        lowest = len(groups) - self.level
        if self.level == 1:
            return None
        groups[lowest] = "0" * len(groups[lowest])
        return AgencyId102.parse(".".join(groups))

    def to_20(self) -> AgencyId20:
        """Return the new identifier; ``NoCounterpart`` where a level between is empty."""
        for group in self.levels:
            if not group.strip("0"):
                raise NoCounterpart(self.code, "20", group)
        found = AgencyId.parse(".".join(self.levels)) if _fits_new(self.level1) else None
        if isinstance(found, AgencyId20):
            return found
        raise NoCounterpart(self.code, "20", self.level1)

    def to_102(self) -> AgencyId102:
        """Return itself."""
        return self


@attrs.frozen
class AgencyId20(AgencyId):
    """
    Of at most 35 characters, level 1 on the left (since 15 September 2020).

    >>> AgencyId20.parse("G12.18").to_102().code
    '000.00.18.G12'
    """

    @property
    def levels(self) -> tuple[str, ...]:
        """The codes of the levels, level 1 first."""
        return tuple(self.code.split("."))

    @property
    def parent(self) -> AgencyId20 | None:
        """The identifier without its last group; none for level 1, or where none is left."""
        above = self.code.rpartition(".")[0]
        try:
            return AgencyId20.parse(above) if above else None
        except InvalidAgencyId:
            return None

    def to_20(self) -> AgencyId20:
        """Return itself."""
        return self

    def to_102(self) -> AgencyId102:
        """Return the old identifier; ``NoCounterpart`` for letters, wide groups, a fifth level."""
        level1, *below = self.levels
        if len(below) > 3 or not _fits_new(level1):
            raise NoCounterpart(self.code, "102", below[3] if len(below) > 3 else level1)
        for group, width in zip(below, reversed(_WIDTHS), strict=False):
            if not (group.isdecimal() and len(group) == width and group.strip("0")):
                raise NoCounterpart(self.code, "102", group)
        padded = below + ["00", "00", "000"][len(below) :]
        return AgencyId102(".".join([*reversed(padded), level1]))


@attrs.frozen
class EnterpriseId(AgencyId):
    """The registered code of an enterprise, co-operative or household business (Article 5)."""

    form: ClassVar[AgencyForm] = "enterprise"


@attrs.frozen
class OtherOrgId(AgencyId):
    """
    A scheme ``Z01`` to ``Z99`` and up to 32 characters that the scheme defines (Articles 6, 7).

    Its one level is the whole identifier; :attr:`scheme` is the part before.
    """

    form: ClassVar[AgencyForm] = "other"

    @property
    def scheme(self) -> str:
        """``Z01`` to ``Z99``."""
        return self.code[:3]


_TYPES: tuple[type[AgencyId], ...] = (AgencyId102, AgencyId20, EnterpriseId, OtherOrgId)


def _written(text: str) -> AgencyId | None:
    """Read what follows a grammar to the letter."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    return _TYPES[(match.lastindex or 1) - 1](text)


def _readable(text: str) -> str:
    match = _START.match(text.lstrip())
    return match[0] if match else ""


def _read(text: str) -> AgencyId | None:
    """Read what departs from a grammar; the looser patterns in turn."""
    tidied = tidy(text)
    code = tidied.text.replace(" ", "")
    codes = [*tidied.codes, *(["text.spaces"] if " " in tidied.text else [])]
    other = _LOOSE_OTHER.fullmatch(code)
    if other:
        return _other(code[0].upper() + code[1:], codes + _case(code[0]))
    return _agency(code.upper(), codes + _case(code))


def _case(text: str) -> list[str]:
    return ["text.case"] if text != text.upper() else []


def _agency(code: str, codes: list[str]) -> AgencyId | None:
    for pattern, build in _LOOSE:
        match = pattern.fullmatch(code)
        if match:
            return build(match, codes)
    return None


def _enterprise(match: re.Match[str], codes: list[str]) -> AgencyId:
    return EnterpriseId(match[0], named(codes, "agency-20"))


def _dotted(match: re.Match[str], codes: list[str]) -> AgencyId:
    code = ".".join(match.groups())
    return _old(code, codes + (["agency.groups"] if code != match[0] else []))


def _loose_old(match: re.Match[str], codes: list[str]) -> AgencyId:
    return _old(match[0], codes)


def _loose_new(match: re.Match[str], codes: list[str]) -> AgencyId:
    code = match[0]
    level1 = [] if _fits_new(code.split(".")[0]) else ["agency.level1"]
    length = ["agency.length"] if len(code) > _MAX_NEW else []
    return AgencyId20(code, named(codes + level1 + length, "agency-20"))


_LOOSE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], list[str]], AgencyId]], ...] = (
    (re.compile(_ENTERPRISE, re.ASCII), _enterprise),
    (_LOST_DOTS, _dotted),
    (_LOOSE_OLD, _loose_old),
    (_LOOSE_NEW, _loose_new),
)


def _old(code: str, codes: list[str]) -> AgencyId102:
    *below, level1 = code.split(".")
    found = list(codes)
    if len(below) != 3:
        found.append("agency.groups")
    elif [len(group) for group in below] != _WIDTHS:
        found.append("agency.width")
    if not re.fullmatch(r"[A-Z][0-9]{2}", level1):
        found.append("agency.level1")
    if any(not group.strip("0") for group in AgencyId102(code).levels):
        found.append("agency.gap")
    return AgencyId102(code, named(found, "agency-102"))


def _other(code: str, codes: list[str]) -> OtherOrgId:
    scheme = ["agency.scheme"] if code.startswith("Z00") else []
    length = ["agency.scheme-length"] if len(code) > _MAX_SCHEME else []
    return OtherOrgId(code, named(codes + scheme + length, "agency-20"))


def _fits_new(level1: str) -> bool:
    return re.fullmatch(r"[A-Y][0-9]{2}", level1) is not None
