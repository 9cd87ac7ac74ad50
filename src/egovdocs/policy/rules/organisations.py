"""
Electronic identifiers of agencies and organisations, part by part.

Three sorts are told apart by their first letters: ``H39.07`` of an agency, ``000.00.07.H39``
of the older generation, ``Z01...`` of an organisation under a scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId, AgencyId20, AgencyId102, EnterpriseId
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.identifiers import document_day
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN

_MOST, _MOST_OF_SCHEME = 35, 32
_CHARACTERS = re.compile(r"[0-9A-Z.]+", re.ASCII)
_SCHEME = re.compile(r"Z[0-9]{2}", re.ASCII)


@attrs.frozen
class OrganisationId:
    """
    The identifier in *field* must have *part* as the clause says.

    Attributes:
        field: ``sender.id`` or ``recipient.id``.
        part: ``form`` (at most 35 characters, digits, capitals and full stops; an id of the
            older generation until *old_until*), ``level-1`` (the leftmost group is a letter A
            to Y and two digits), ``groups`` (none is empty); of a scheme: ``scheme`` (Z and
            two digits), ``scheme-number`` (from Z01), ``scheme-joined`` (nothing between
            scheme and code), ``scheme-code`` (1 to 32 characters).
        old_until: the last day on which both generations are in use.
    """

    field: str
    part: str
    old_until: date = date.max

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, self.field)
        if text is UNKNOWN:
            return lacking(self.field)
        if not isinstance(text, str) or not text:
            return NOT_APPLICABLE
        if text.startswith("Z") is not self.part.startswith("scheme"):
            return NOT_APPLICABLE
        if self.part == "form":
            return self._form(scene, subject, text)
        right, code = _PARTS[self.part](text), _CODES[self.part]
        return NOT_APPLICABLE if right is None else self._told(right, text, code)

    def _form(self, scene: Scene, subject: Subject, text: str) -> Outcome:
        found = _parse(text)
        if isinstance(found, EnterpriseId):
            return NOT_APPLICABLE
        if not isinstance(found, AgencyId102):
            if _CHARACTERS.fullmatch(text) is None:
                return self._told(False, text, "agency.characters")
            return self._told(len(text) <= _MOST, text, "agency.length")
        day = document_day(scene, subject)
        if day is None:
            return lacking("document.date", field=self.field)
        if day <= self.old_until:
            return self._told(not found.problems, text, *(part.code for part in found.problems))
        facts = {"value": text, "old_until": f"{self.old_until:%d/%m/%Y}"}
        return Outcome(Verdict.BROKEN, facts, field=self.field)

    def _told(self, right: bool, text: str, *codes: str) -> Outcome:
        if right:
            return Outcome(Verdict.KEPT, {"canonical": text}, field=self.field)
        return Outcome(Verdict.BROKEN, {"value": text, "problems": codes}, field=self.field)


def _parse(text: str) -> AgencyId | None:
    try:
        return AgencyId.parse(text)
    except EgovdocsError:
        return None


def _level1(text: str) -> bool | None:
    """Of a new id only: the older generation has level 1 on the right."""
    if isinstance(_parse(text), AgencyId102 | EnterpriseId):
        return None
    return re.fullmatch(r"[A-Y][0-9]{2}", text.split(".")[0], re.ASCII) is not None


def _groups(text: str) -> bool | None:
    found = _parse(text)
    if found is not None and not isinstance(found, AgencyId20):
        return None
    return all(text.split("."))


def _scheme(text: str) -> bool | None:
    return _SCHEME.match(text) is not None


def _scheme_number(text: str) -> bool | None:
    return None if not _scheme(text) else not text.startswith("Z00")


def _scheme_joined(text: str) -> bool | None:
    return None if not _scheme(text) else text[3:4] not in (".", "-", "/", "_", " ")


def _scheme_code(text: str) -> bool | None:
    return None if not _scheme(text) else 1 <= len(text[3:]) <= _MOST_OF_SCHEME


_PARTS: Mapping[str, Callable[[str], bool | None]] = {
    "level-1": _level1,
    "groups": _groups,
    "scheme": _scheme,
    "scheme-number": _scheme_number,
    "scheme-joined": _scheme_joined,
    "scheme-code": _scheme_code,
}
_CODES = {
    "level-1": "agency.level1",
    "groups": "agency.empty-group",
    "scheme": "agency.scheme-form",
    "scheme-number": "agency.scheme",
    "scheme-joined": "agency.scheme-joined",
    "scheme-code": "agency.scheme-code",
}
ORGANISATION_PARTS = ("form", *_PARTS)
