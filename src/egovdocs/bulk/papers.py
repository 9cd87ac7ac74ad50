"""Whether paper is required, for columns of what is known of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import NoSuchColumn, NotAFact
from egovdocs.errors import closest
from egovdocs.record import Case, Document

if TYPE_CHECKING:
    from egovdocs.policy import Policy

PAPER_WORDS = ("required", "forbidden", "free", "undecided")
_FACTS = tuple(field.name for field in attrs.fields(Document))


def papers(
    policy: Policy,
    table: Any,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> Any:
    """
    Say of each row whether a paper copy is required, forbidden or free.

    Args:
        policy: what answers; each different combination of facts is asked once, as
            ``policy.paper`` is asked of one document.
        table: a ``pyarrow.Table``, one row for one document.
        columns: field of a document to column (``{"urgency": "Độ khẩn"}``), or the columns
            that are named after fields; None: every column that is.  A null is unknown.
        constants: what else holds of every document, as JSON has it.

    Returns:
        a dictionary array of the words ``required``, ``forbidden``, ``free`` and
        ``undecided``: never null.

    Raises:
        NoSuchColumn, NotAFact: what is wrong with the columns.
        UnknownWord, WrongType, InvalidInstant, WithoutZone: a value that a document
            cannot have.
    """
    np, pa = extra("numpy"), extra("pyarrow")
    pairs = _pairs(table.schema, columns)
    coded = [_coded(table.column(column)) for _, column in pairs]
    numbers = _numbers(table.num_rows, coded)
    distinct, first, places = np.unique(numbers, return_index=True, return_inverse=True)
    told = np.zeros(len(distinct), np.int8)
    for place, row in enumerate(first.tolist()):
        facts = {
            fact: values[codes[row]]
            for (fact, _), (codes, values) in zip(pairs, coded, strict=True)
        }
        told[place] = _answer(policy, {**(constants or {}), **facts})
    return pa.DictionaryArray.from_arrays(pa.array(told[places]), pa.array(PAPER_WORDS))


def _pairs(schema: Any, columns: Mapping[str, str] | Sequence[str] | None) -> list[tuple[str, str]]:
    if columns is None:
        return [(name, name) for name in schema.names if name in _FACTS]
    named = columns.items() if isinstance(columns, Mapping) else [(name, name) for name in columns]
    for fact, column in named:
        if column not in schema.names:
            raise NoSuchColumn(column, closest(column, schema.names))
        if fact not in _FACTS:
            raise NotAFact(fact, closest(fact, _FACTS))
    return list(named)


def _coded(column: Any) -> tuple[Any, list[Any]]:
    """The column as numbers, and the value of each number; the last one is unknown."""
    whole = column.combine_chunks()
    pa = extra("pyarrow")
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.nulls(0, column.type)
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    values = [_plain(value) for value in coded.dictionary.to_pylist()]
    codes = coded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
    return codes, [*values, None]


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _numbers(rows: int, coded: Sequence[tuple[Any, list[Any]]]) -> Any:
    """A number for each combination, the same in every row that has it."""
    np = extra("numpy")
    found = np.zeros(rows, np.int64)
    for codes, values in coded:
        found = np.unique(found * len(values) + codes, return_inverse=True)[1]
    return found


def _answer(policy: Policy, facts: Mapping[str, Any]) -> int:
    known = {fact: value for fact, value in facts.items() if value is not None}
    document = Case.from_json({"case": "-", "document": known}).document
    value = policy.paper(document if isinstance(document, Document) else Document()).value
    return PAPER_WORDS.index("undecided" if value is None else value)
