"""What may be wrong with an identifier that can still be read: a table in ``problems.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import attrs

Grammar = Literal["number", "normative", "agency-102", "agency-20", "document-id"]


@attrs.frozen
class Problem:
    """
    A departure from a grammar: a stable code, the clause that states the grammar, a sentence.

    >>> named(["number.padding"], "number")[0].clause
    'vn/30-2020-nd-cp#pl1.p1.m2.k3.c'
    """

    code: str
    clause: str
    vi: str
    en: str


def named(codes: Iterable[str], grammar: Grammar) -> tuple[Problem, ...]:
    """Return the problems of *codes*, each once, under the clauses of *grammar*."""
    return tuple(_problem(code, grammar) for code in dict.fromkeys(codes))


@attrs.frozen
class _Row:
    clauses: Mapping[str, str]
    vi: str
    en: str


@cache
def _problem(code: str, grammar: Grammar) -> Problem:
    row = _table()[code]
    clause = row.clauses.get(grammar) or next(iter(row.clauses.values()))
    return Problem(code, clause, row.vi, row.en)


def problem_said(code: str) -> tuple[str, str] | None:
    """
    What the problem *code* is, in Vietnamese and in English, as part of a sentence.

    >>> problem_said("symbol.missing")
    ('chỉ có số, không có ký hiệu', 'there is a number and no symbol')
    """
    row = _table().get(code)
    return None if row is None else (_part(row.vi), _part(row.en))


def _part(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


@cache
def _table() -> Mapping[str, _Row]:
    text = (files("egovdocs.ids") / "problems.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return {code: _Row(row["clause"], row["vi"], row["en"]) for code, row in rows.items()}
