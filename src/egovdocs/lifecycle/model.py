"""What a life cycle is made of: terms, rows, and the errors of a table."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, Lang

NOTHING = "-"  # how an error and a table write what is not there


@attrs.frozen
class TransitionRefused(EgovdocsError, ValueError):
    """An event that no row has for this state; *possible* are those that some row has."""

    state: str
    event: str
    possible: tuple[str, ...]

    code: ClassVar[str] = "lifecycle.refused"
    vi: ClassVar[str] = (
        "Ở trạng thái “{state}” không thể có bước “{event}”; các bước có thể: {possible}."
    )
    en: ClassVar[str] = "In state “{state}” there is no step “{event}”; possible: {possible}."


@attrs.frozen
class UnknownState(EgovdocsError, ValueError):
    """A state that the life cycle does not have."""

    state: str
    closest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "lifecycle.unknown-state"
    vi: ClassVar[str] = "Không có trạng thái “{state}”; gần giống nhất: {closest}; có: {known}."
    en: ClassVar[str] = "There is no state “{state}”; most alike: {closest}; there are: {known}."


@attrs.frozen
class DuplicateState(EgovdocsError, ValueError):
    """A state that is declared twice."""

    state: str

    code: ClassVar[str] = "lifecycle.duplicate-state"
    vi: ClassVar[str] = "Trạng thái “{state}” được khai báo hai lần."
    en: ClassVar[str] = "The state “{state}” is declared twice."


@attrs.frozen
class DuplicateRow(EgovdocsError, ValueError):
    """Two rows that answer the same question."""

    state: str
    event: str

    code: ClassVar[str] = "lifecycle.duplicate-row"
    vi: ClassVar[str] = "Có hai hàng cho sự kiện “{event}” ở trạng thái “{state}”."
    en: ClassVar[str] = "Two rows answer the event “{event}” in the state “{state}”."


@attrs.frozen
class IncompleteRow(EgovdocsError, ValueError):
    """A row that neither leads from an event to a state nor ends a state."""

    source: str
    event: str
    target: str

    code: ClassVar[str] = "lifecycle.incomplete-row"
    vi: ClassVar[str] = (
        "Hàng thiếu thành phần: trạng thái “{source}”, sự kiện “{event}”, “{target}”."
    )
    en: ClassVar[str] = "A row lacks a part: state “{source}”, event “{event}”, then “{target}”."


@attrs.frozen
class StateHasEnded(EgovdocsError, ValueError):
    """A step out of a state that a row declares to be the last."""

    state: str
    event: str

    code: ClassVar[str] = "lifecycle.ended"
    vi: ClassVar[str] = (
        "“{state}” là trạng thái cuối, không có bước “{event}” sang trạng thái khác."
    )
    en: ClassVar[str] = "“{state}” is a last state: the step “{event}” cannot lead out of it."


@attrs.frozen
class DeadEnd(EgovdocsError, ValueError):
    """A state that no step leaves and that no row declares to be the last."""

    state: str

    code: ClassVar[str] = "lifecycle.dead-end"
    vi: ClassVar[str] = "Không có bước nào ra khỏi “{state}” và cũng không có hàng kết thúc."
    en: ClassVar[str] = "No step leaves “{state}”, and no row says that it is a last state."


@attrs.frozen
class Term:
    """A state or an event: its id, and what it is called."""

    id: str
    vi: str
    en: str

    def name(self, lang: Lang) -> str:
        """What it is called in *lang*."""
        return self.vi if lang == "vi" else self.en


@attrs.frozen
class Row:
    """
    One line of the table: in *source*, *event* leads to *target*, *because* of a clause.

    Raises:
        InvalidCitation: *because* is not the address of a clause.
        IncompleteRow: a part is missing and the row is neither a beginning nor an end.
    """

    source: str | None
    event: str | None
    target: str | None
    because: str
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        Citation.parse(self.because)
        whole = self.event is not None and self.target is not None
        if not whole and not self.ends:
            raise IncompleteRow(
                *(part or NOTHING for part in (self.source, self.event, self.target))
            )

    @property
    def ends(self) -> bool:
        """Whether this row declares its source to be a last state."""
        return self.source is not None and self.event is None and self.target is None

    @property
    def moves(self) -> bool:
        """Whether this row leads to another state; a note does not."""
        return self.event is not None and self.source != self.target

    @property
    def citation(self) -> Citation:
        """The clause this row rests on; the nearest one if the row is assumed."""
        return Citation.parse(self.because)
