"""What a list of agencies says of an identifier, in two languages: name, mark, closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from egovdocs.errors import EgovdocsError, Lang, spoken
from egovdocs.ids.agencies import AgencyId, Generation
from egovdocs.ids.catalogue import Agency, Catalogue, Converted, Found, Mark
from egovdocs.ids.documents import DocumentId
from egovdocs.ids.identification import Identification

# fmt: off
_MARKS: Mapping[Mark, tuple[str, str]] = {
    "sourced":  ("có nguồn", "sourced"),
    "inferred": ("suy ra, chưa có nguồn", "inferred, no source"),
}
_SAYS: Mapping[str, tuple[str, str]] = {
    "own":      ("cơ quan: {name} ({mark})", "agency: {name} ({mark})"),
    "above":    ("thuộc {code}: {name} ({mark})", "under {code}: {name} ({mark})"),
    "closed":   ("mã {code} không dùng từ {day} ({mark})",
                 "the code {code} is closed from {day} ({mark})"),
    "into":     ("mã {code} không dùng từ {day}, thay bằng {into} ({mark})",
                 "the code {code} is closed from {day}, {into} in its place ({mark})"),
    "unknown":  ("danh sách không có cơ quan {code}", "the list does not have the agency {code}"),
    "20":       ("theo Quyết định 20/2020: {code} ({mark})",
                 "by Decision 20/2020: {code} ({mark})"),
    "102":      ("theo QCVN 102:2016: {code} ({mark})", "by QCVN 102:2016: {code} ({mark})"),
}
# fmt: on


@attrs.frozen
class Listed:
    """
    An agency identifier, and what a list says of it.

    Attributes:
        counterpart: the identifier of the other generation; none where there is none.
    """

    ident: AgencyId
    found: Found
    counterpart: Converted | None

    def to_json(self) -> dict[str, Any]:
        """Write it as one JSON object."""
        row, other = self.found.agency, self.counterpart
        return {
            "id": str(self.ident),
            "standing": self.found.standing,
            "own": self.found.own if row else None,
            "row": _row(row) if row else None,
            "counterpart": {"id": str(other.id), "status": other.mark} if other else None,
        }

    def told(self, lang: Lang) -> Iterator[str]:
        """Say it in *lang*: its name, its closing, its other form."""
        row, other = self.found.agency, self.counterpart
        if row is None:
            yield _say("unknown", lang, "inferred", code=self.ident)
        else:
            says = "own" if self.found.own else "above"
            yield _say(says, lang, row.mark, code=row.code, name=row.name)
        if row is not None and row.closed is not None:
            yield closing(row, lang)
        if other is not None:
            yield _say(other.id.generation, lang, other.mark, code=other.id)


def closing(row: Agency, lang: Lang) -> str:
    """Say from when a code is closed, and what took its place."""
    day = f"{row.closed:%d/%m/%Y}" if row.closed else "-"
    both: Mark = "sourced" if {row.mark, row.closing} == {"sourced"} else "inferred"
    return _say("into" if row.into else "closed", lang, both, code=row.code, day=day, into=row.into)


def unlisted(ident: AgencyId, lang: Lang) -> str:
    """Say that a list lacks an agency."""
    return _say("unknown", lang, "inferred", code=ident)


def _say(key: str, lang: Lang, mark: Mark, **fields: object) -> str:
    at = lang == "en"
    said = {name: spoken(value) for name, value in fields.items()}
    return _SAYS[key][at].format(mark=_MARKS[mark][at], **said)


def _row(row: Agency) -> dict[str, Any]:
    day = row.closed.isoformat() if row.closed else None
    return {**attrs.asdict(row), "closed": day, "former": list(row.former)}


def listed(found: Identification, catalogue: Catalogue) -> Listed | None:
    """What *catalogue* says of the agency in an identifier; none where it has none."""
    ident = _agency_in(found)
    if ident is None or ident.form != "agency":
        return None
    return Listed(ident, catalogue.find(ident), _other(ident, catalogue))


def _agency_in(found: Identification) -> AgencyId | None:
    if found.canonical is None:
        return None
    if found.type == "agency-id":
        return AgencyId.parse(found.canonical)
    return DocumentId.parse(found.canonical).agency if found.type == "document-id" else None


def _other(ident: AgencyId, catalogue: Catalogue) -> Converted | None:
    wanted: Generation = "102" if ident.generation == "20" else "20"
    try:
        return catalogue.convert(ident, wanted)
    except EgovdocsError:  # no counterpart in that generation
        return None
