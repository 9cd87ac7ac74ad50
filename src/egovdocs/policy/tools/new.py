"""
A new province: a profile and the skeleton of its instrument, from the few things to decide.

What comes out passes ``check``; the clauses are then written into the instrument, one by one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.timing import OfficeHours
from egovdocs.timing.hours import Session

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Y][0-9]{2}")
_NUMBER = re.compile(r"(?P<ordinal>[0-9]+)(?:/(?P<year>[0-9]{4}))?/[^/\s]+")


@attrs.frozen
class InvalidBeginning(EgovdocsError, ValueError):
    """Something that a new profile cannot begin with."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "policy.invalid-beginning"
    vi: ClassVar[str] = "Không dùng được {field} = “{value}”; hãy viết như {expected}."
    en: ClassVar[str] = "{field} = “{value}” cannot be used; write it like {expected}."


@attrs.frozen
class Beginning:
    """
    The few things that a province decides.

    Attributes:
        id: the name by which the profile is loaded: ``vi-du``.
        name: its name in Vietnamese; ``name_en`` in English, the same where it is empty.
        agency_code: the first level of the ids of its agencies: ``H42``; empty where it is not
            known, and then the profile covers everybody.
        number: number and symbol of its decision: ``01/2026/QĐ-UBND``; without a year it is
            an individual decision.
        signed: the day of signing; None where no source gives it.
        start: the first day in force, inclusive; None where no source gives it, and then it is
            not before the day of signing. One of the two days is needed.
        sessions: office hours of an ordinary day: ``07:00-11:30``.
        source: where the hours were read; empty marks them as assumed.
    """

    id: str
    name: str
    agency_code: str
    number: str
    signed: date | None
    start: date | None
    sessions: tuple[str, ...]
    source: str = ""
    name_en: str = ""

    def __attrs_post_init__(self) -> None:
        for field, pattern, expected in (
            ("id", _ID, "vi-du"),
            ("agency_code", _CODE, "H42"),
            ("number", _NUMBER, "01/2026/QĐ-UBND"),
        ):
            value = getattr(self, field)
            if pattern.fullmatch(value) is None and (field, value) != ("agency_code", ""):
                raise InvalidBeginning(field, value, expected)
        if not self.name.strip() or not self.name.isprintable():
            raise InvalidBeginning("name", self.name, "Ví Dụ")
        if not self.sessions:
            raise InvalidBeginning("hours", "", "07:00-11:30, 13:30-17:00")
        if self.start is None and self.signed is None:
            raise InvalidBeginning("start", "", "2026-01-15")
        if self.start is not None and self.signed is not None and self.start < self.signed:
            raise InvalidBeginning("start", str(self.start), f"{self.signed}")
        OfficeHours.parse([{"sessions": self.sessions}])

    @property
    def instrument(self) -> str:
        """The id of the instrument: ``vi-du/01-2026``."""
        match = _NUMBER.fullmatch(self.number)
        assert match is not None
        return f"{self.id}/{match['ordinal']}-{match['year'] or self.first.year}"

    @property
    def first(self) -> date:
        """The first day in force, or the day of signing where that is not known."""
        day = self.start or self.signed
        assert day is not None
        return day

    @property
    def normative(self) -> bool:
        """Whether the decision is a normative one: those bear the year in their number."""
        match = _NUMBER.fullmatch(self.number)
        return match is not None and match["year"] is not None


_PROFILE = """\
# {plain}: {number}
id = {id}
name = {{ vi = {name}, en = {name_en} }}
instruments = [{instrument}, "national"]
{covers}

[[hours]]
days = "mon-fri"
sessions = [{sessions}]
{why}

# [readings]      # cách hiểu khác mặc định / readings other than the default
# [[fact]]        # lưu ý kèm câu trả lời từ một ngày / a caution carried from a day on
"""
_INSTRUMENT = """\
# {number}
# Mỗi điều, khoản, điểm, gạch đầu dòng một [[clause]], theo thứ tự của văn bản.
# One [[clause]] for each article, clause, point and dash, in the order of the text.

[instrument]
id = {instrument}
number = {number}
title = {{ vi = {title_vi}, en = {title_en} }}
rank = "provincial-decision"
normative = {normative}
{signed}in_force = {{ {start} }}
source = ""

[[clause]]
at = "qd.d1"
kind = "informative"
text = "missing"
force = "must"
vi = "Ban hành quy chế kèm theo."
en = "Issues the annexed regulation."
why = {{ vi = "Chỉ đưa quy chế vào áp dụng.", en = "Only puts the regulation into effect." }}
"""
_EVERYBODY = "mọi cơ quan: chưa biết mã cấp 1 / everybody: level 1 of the ids is not known"
_ASSUMED = "chưa dẫn nguồn về giờ hành chính / no source for the office hours was given"


def beginning(told: Beginning) -> Mapping[str, str]:
    """Return the files of a new profile: file name to text."""
    quoted = _quoted
    why = f"source = {quoted(told.source)}" if told.source else f"assumed = {quoted(_ASSUMED)}"
    profile = _PROFILE.format(
        id=quoted(told.id),
        name=quoted(told.name),
        name_en=quoted(told.name_en or told.name),
        plain=told.name,
        number=told.number,
        instrument=quoted(told.instrument),
        covers=_covers(told.agency_code),
        sessions=", ".join(quoted(str(Session.parse(text))) for text in told.sessions),
        why=why,
    )
    return {f"{told.id}.toml": profile, f"instruments/{_file(told)}": _skeleton(told)}


def _covers(code: str) -> str:
    if not code:
        return f"covers = []  # {_EVERYBODY}"
    return f"covers = [{', '.join(map(_quoted, (f'*.{code}', code, f'{code}.*')))}]"


def _file(told: Beginning) -> str:
    return f"{told.instrument.replace('/', '-')}.toml"


def _skeleton(told: Beginning) -> str:
    return _INSTRUMENT.format(
        instrument=_quoted(told.instrument),
        number=_quoted(told.number),
        title_vi=_quoted(f"Quyết định {told.number}"),
        title_en=_quoted(f"Decision {told.number}"),
        normative=str(told.normative).lower(),
        signed=f"signed = {told.signed}\n" if told.signed else "",
        start=f"{'from' if told.start else 'not_before'} = {told.first}",
    )


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON writes as well."""
    return json.dumps(text, ensure_ascii=False)
