"""
Rows that share what is known: which events they have, and what decides their receipt.

Within such a group every truth is one value for all rows; only instants are arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import Kernel, Moment, Pattern
from egovdocs.policy.view import Subject

if TYPE_CHECKING:
    from egovdocs.bulk.kernel import Codes
    from egovdocs.bulk.slots import Instants, Slots

ABSENT = Moment(False)
UNSEEN = Moment(None, missing=True)


@attrs.frozen(eq=False)
class Group:
    """
    Rows that share a pattern and a way of being received.

    Attributes:
        kernel: what judges.
        slots: the calendar.
        pattern: the case that stands for the rows.
        instants: the events that the rows have.
        size: how many rows.
        receipt: the moment ``@received``.
    """

    kernel: Kernel
    slots: Slots
    pattern: Pattern
    instants: Mapping[str, Instants]
    size: int
    receipt: Moment

    def moment(self, name: str, subject: Subject) -> Moment:
        """The first event of a type, or a derived moment."""
        if name == "@received":
            return self.receipt
        if name == "@signed" and "signed" not in self.instants:
            return self._signatures(subject)
        return self.first((name.removeprefix("@"),), subject)

    def _signatures(self, subject: Subject) -> Moment:
        """When the document itself says that it was signed: the same for every row."""
        np = extra("numpy")
        told = self.pattern.scene.moment("@signed", subject)
        us = np.full(self.size, told.us, np.int64) if told.truth is True else None
        return Moment(told.truth, us, bool(told.missing))

    def first(self, kinds: tuple[str, ...], subject: Subject) -> Moment:
        """The first event of *kinds*, and whether an earlier one may have gone unseen."""
        np = extra("numpy")
        found = [self.instants[kind] for kind in kinds if kind in self.instants]
        unseen = any(
            self.pattern.unseen(kind, subject) for kind in kinds if kind not in self.instants
        )
        if found:
            return Moment(True, reduce(np.minimum, found), unseen)
        return UNSEEN if unseen else ABSENT

    def all(self, code: int) -> Codes:
        """The same verdict for every row."""
        np = extra("numpy")
        codes: Codes = np.full(self.size, code, np.int8)
        return codes
