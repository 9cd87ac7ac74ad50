"""Paper by column: the answers of the policy, one question for each combination of facts."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pyarrow as pa
import pytest

import egovdocs
from egovdocs import bulk
from egovdocs.record import UNKNOWN, Document, Party

KINDS = ("decision", "invitation", None)
DAYS = (date(2018, 12, 31), date(2020, 3, 2), None)
SECRETS = (False, True, None)
ROWS = list(product(KINDS, DAYS, SECRETS)) * 2
LOG = pa.table({
    "kind": pa.array([row[0] for row in ROWS], pa.large_string()),
    "date": pa.array([row[1] for row in ROWS], pa.date32()),
    "state_secret": pa.array([row[2] for row in ROWS], pa.bool_()),
    "who": pa.array([str(number) for number in range(len(ROWS))]),
})  # fmt: skip
EACH = {"recipients": [{"kind": "agency"}], "urgency": "normal"}


def one_by_one(policy: egovdocs.Policy) -> list[str]:
    """Each row as a document by itself."""
    told: list[str] = []
    for kind, day, secret in ROWS:
        document = Document(
            recipients=(Party(kind="agency"),),
            urgency="normal",
            kind=UNKNOWN if kind is None else kind,
            date=UNKNOWN if day is None else day,
            state_secret=UNKNOWN if secret is None else secret,
        )
        told.append(policy.paper(document).value or "undecided")
    return told


@pytest.mark.parametrize("profile", ["long-an", "ca-mau", "phu-yen", "thai-binh", "ninh-binh"])
def test_paper_is_what_the_policy_answers(profile: str) -> None:
    policy = egovdocs.load(profile)
    told = bulk.papers(policy, LOG, constants=EACH)

    assert told.to_pylist() == one_by_one(policy)
    assert told.null_count == 0


def test_chunks_dictionaries_and_other_names() -> None:
    policy = egovdocs.load("long-an")
    coded = pa.table({"Ngày": LOG["date"].dictionary_encode(), "Loại": LOG["kind"]})
    split = pa.concat_tables([coded.slice(0, 5), coded.slice(5)])
    columns = {"date": "Ngày", "kind": "Loại"}

    whole = bulk.papers(policy, coded, columns, EACH)
    assert bulk.papers(policy, split, columns, EACH).equals(whole)


def test_without_columns_and_without_rows() -> None:
    policy = egovdocs.load("long-an")

    assert bulk.papers(policy, LOG, []).to_pylist() == ["undecided"] * len(ROWS)
    assert bulk.papers(policy, LOG.slice(0, 0)).to_pylist() == []


@pytest.mark.parametrize(
    ("columns", "code", "nearest"),
    [
        ({"kind": "kin"}, "bulk.no-such-column", "kind"),
        ({"kinds": "kind"}, "bulk.not-a-fact", "kind"),
        (["who"], "bulk.not-a-fact", None),
    ],
)
def test_columns_that_hold_no_facts(columns: Any, code: str, nearest: str | None) -> None:
    with pytest.raises((bulk.NoSuchColumn, bulk.NotAFact)) as caught:
        bulk.papers(egovdocs.load("long-an"), LOG, columns)

    assert caught.value.code == code
    assert nearest in (None, getattr(caught.value, "nearest", ""))


def test_a_word_that_documents_cannot_have() -> None:
    log = pa.table({"urgency": ["no such urgency"]})
    with pytest.raises(egovdocs.EgovdocsError) as caught:
        bulk.papers(egovdocs.load("long-an"), log)

    assert caught.value.code == "record.unknown-word"
