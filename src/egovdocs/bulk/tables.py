"""
Arrays that plans look into: each of them kept once, and no more than a bound.

Rules that begin alike, and patterns that differ in an act alone, come to the same arrays.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import attrs

if TYPE_CHECKING:
    from collections.abc import MutableMapping

# So many bytes of arrays are kept for one audit; a pattern that would need more is judged row
# by row instead, to the same answers.
MOST_BYTES = 128 << 20
# Of more years or slots than these, making tables would itself take too much.  Instants that
# lie farther apart are judged row by row; the other batches keep their tables.
MOST_YEARS = 16
MOST_SLOTS = 300_000


@attrs.frozen(eq=False)
class Tables:
    """The arrays that are in use; what no plan uses any more is not kept."""

    _arrays: MutableMapping[tuple[str, bytes], Any] = attrs.field(
        factory=WeakValueDictionary, init=False, repr=False
    )

    def same(self, array: Any) -> Any:
        """The array of the same type and values that is already there, else *array*."""
        key = (array.dtype.str, blake2b(array, digest_size=16).digest())
        found = self._arrays.get(key)
        if found is None:
            array.flags.writeable = False
            self._arrays[key] = found = array
        return found

    @property
    def held(self) -> int:
        """The bytes of all of them."""
        return sum(array.nbytes for array in list(self._arrays.values()))

    @property
    def full(self) -> bool:
        """Whether no plan may be added."""
        return self.held >= MOST_BYTES
