"""A column of identifiers: which of them are valid."""

from __future__ import annotations

from typing import Any

from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import NotText
from egovdocs.ids import identify

# What an identifier is, as a word in a column.
ID_WORDS = ("valid", "departs", "unreadable", "unknown")


def identifiers(column: Any) -> Any:
    """
    Say of each identifier of a text column whether it is valid.

    Returns:
        a dictionary array of the words ``valid`` (read without a problem), ``departs`` (read,
        with problems), ``unreadable`` and ``unknown`` (null): never null.  Each different
        text is read once, by :func:`egovdocs.ids.identify`.

    Raises:
        NotText: the column is not text.
    """
    np, pa = extra("numpy"), extra("pyarrow")
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    if not _is_text(coded.type.value_type):
        raise NotText("-", str(column.type))
    told = np.array([_id_code(text) for text in coded.dictionary.to_pylist()] + [3], np.int8)
    places = coded.indices.fill_null(len(told) - 1).to_numpy(zero_copy_only=False)
    return pa.DictionaryArray.from_arrays(pa.array(told[places]), pa.array(ID_WORDS))


def _is_text(kind: Any) -> bool:
    pa = extra("pyarrow")
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _id_code(text: str | None) -> int:
    if text is None:
        return 3
    found = identify(text)
    return 2 if found.type == "unknown" else int(bool(found.problems))
