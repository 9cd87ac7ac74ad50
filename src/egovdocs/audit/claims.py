"""
What tests claim to prove: clauses with the tests that name them, in a file between programs.

The file is written by ``pytest --egovdocs-ledger=FILE`` and read by ``law coverage
--evidence FILE``::

    {"long-an/24-2019#d5.k2.b": [
        {"test": "test_ours.py::test_two_hours", "kind": "boundary", "outcome": "passed"}]}

A test that passed is evidence of its kind for the one rule of its clause, or for the rule
that it names after a slash.  What failed or was skipped is no evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, cast

import attrs

from egovdocs.audit.ledger import Row, RuleRow
from egovdocs.audit.wanted import SORTS, Sort
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy import Instrument, NoSuchClause, shipped_instrument, shipped_instruments

KINDS: tuple[Sort, ...] = (*SORTS, "answered")
Outcome = Literal["passed", "failed", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "skipped")


@attrs.frozen
class NoSuchKind(EgovdocsError, ValueError):
    """A kind of evidence that the ledger does not have."""

    kind: str
    nearest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "claims.no-such-kind"
    vi: ClassVar[str] = "Không có loại chứng cứ “{kind}”; gần nhất là “{nearest}”; có: {known}."
    en: ClassVar[str] = "No kind “{kind}” of evidence; the closest is “{nearest}”; known: {known}."


@attrs.frozen
class InvalidEvidence(EgovdocsError, ValueError):
    """A file of evidence that does not have the form above."""

    file: str
    where: str
    found: str
    expected: str

    code: ClassVar[str] = "claims.invalid-evidence"
    vi: ClassVar[str] = "{file}, {where}: không nhận “{found}”; phải là: {expected}."
    en: ClassVar[str] = "{file}, {where}: “{found}” is not taken; expected: {expected}."


@attrs.frozen
class Claim:
    """One test that names a clause, or a rule of it, and what came of the test."""

    clause: str
    test: str
    kind: Sort
    outcome: Outcome

    @property
    def address(self) -> str:
        """The clause, without the name of a rule."""
        head, sign, place = self.clause.partition("#")
        return f"{head}{sign}{place.partition('/')[0]}"

    def about(self, row: Row, rule: RuleRow) -> bool:
        """Whether this is evidence for *rule* of *row*."""
        if self.outcome != "passed" or self.address != row.clause:
            return False
        return self.clause == rule.id or (self.clause == row.clause and len(row.rules) == 1)


def addresses(instruments: Iterable[Instrument] = ()) -> frozenset[str]:
    """Every address that a test may name: clauses and rules, shipped or of *instruments*."""
    shipped = (shipped_instrument(ident) for ident in shipped_instruments())
    return frozenset(name for part in (*shipped, *instruments) for name in _named(part))


def _named(instrument: Instrument) -> Iterator[str]:
    for clause in instrument.clauses:
        yield f"{instrument.id}#{clause.at}"
    yield from (rule.id for rule in instrument.rules)


def check(clause: str, kind: str, known: frozenset[str]) -> None:
    """
    Insist that a test names what there is.

    Raises:
        NoSuchClause: there is no such instrument or clause, nor a part of it.
        NoSuchKind: there is no such kind of evidence.
    """
    parts = (f"{clause}.", f"{clause}#")
    if clause not in known and not any(name.startswith(parts) for name in known):
        raise NoSuchClause(clause, closest(clause, known))
    if kind not in KINDS:
        raise NoSuchKind(kind, closest(kind, KINDS), KINDS)


# -- the file -----------------------------------------------------------------------------------


def written(claims: Iterable[Claim]) -> str:
    """The file, by clause and in the order of the claims."""
    table: dict[str, list[dict[str, str]]] = {}
    for claim in claims:
        told = {"test": claim.test, "kind": claim.kind, "outcome": claim.outcome}
        table.setdefault(claim.clause, []).append(told)
    return json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> tuple[Claim, ...]:
    """
    Read a file of evidence.

    Raises:
        InvalidEvidence: it cannot be read, or has another form.
        NoSuchKind: it names a kind that the ledger does not have.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidEvidence(path.name, "-", str(error), "JSON, UTF-8") from None
    if not isinstance(table, dict):
        raise _wrong(path, "-", table, "{clause: [{test, kind, outcome}]}")
    return tuple(claim for clause, rows in table.items() for claim in _claims(path, clause, rows))


def _wrong(path: Path, where: str, found: Any, expected: str) -> InvalidEvidence:
    return InvalidEvidence(path.name, where, json.dumps(found, ensure_ascii=False)[:60], expected)


def _claims(path: Path, clause: str, rows: Any) -> Iterator[Claim]:
    if not isinstance(rows, list):
        raise _wrong(path, clause, rows, "[{test, kind, outcome}]")
    for row in rows:
        keys = ("test", "kind", "outcome")
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in keys):
            raise _wrong(path, clause, row, "{test, kind, outcome}")
        if row["outcome"] not in OUTCOMES:
            raise _wrong(path, clause, row["outcome"], ", ".join(OUTCOMES))
        if row["kind"] not in KINDS:
            raise NoSuchKind(row["kind"], closest(row["kind"], KINDS), KINDS)
        yield Claim(clause, row["test"], row["kind"], row["outcome"])


# -- the ledger ---------------------------------------------------------------------------------


def with_claims(
    table: Mapping[str, tuple[Row, ...]], claims: Iterable[Claim]
) -> dict[str, tuple[Row, ...]]:
    """
    The ledger with the tests that passed among its evidence.

    Claims about instruments that *table* does not have are left alone.

    Raises:
        NoSuchClause: a claim names a clause, or a rule, that its instrument does not have.
    """
    by_clause: dict[str, list[Claim]] = {}
    known = addresses()
    for claim in claims:
        if claim.clause.partition("#")[0] in table:
            check(claim.clause, claim.kind, known)
            by_clause.setdefault(claim.address, []).append(claim)
    return {
        ident: tuple(_proved(row, by_clause.get(row.clause, ())) for row in rows)
        for ident, rows in table.items()
    }


def _proved(row: Row, claims: Iterable[Claim]) -> Row:
    found = tuple(claim for claim in claims if claim.outcome == "passed")
    if not found:
        return row
    rules = tuple(
        _with(rule, [part for part in found if part.about(row, rule)]) for rule in row.rules
    )
    answered = (claim.test for claim in found if claim.kind == "answered")
    shown = (claim.test for claim in found if claim.kind == "example" and row.encodes)
    return attrs.evolve(
        row,
        rules=rules,
        answered=_joined(answered, row.answered),
        shown=_joined(shown, row.shown),
    )


def _with(rule: RuleRow, claims: Iterable[Claim]) -> RuleRow:
    proofs = dict(rule.proofs)
    for claim in claims:
        proofs[claim.kind] = _joined((claim.test,), proofs.get(claim.kind, ()))
    return attrs.evolve(rule, proofs=proofs)


def _joined(new: Iterable[str], old: Iterable[str]) -> tuple[str, ...]:
    """Both, the new ones first, because they are what is asked about."""
    return tuple(dict.fromkeys((*new, *old)))


def claim(clause: str, test: str, kind: str, outcome: str) -> Claim:
    """A claim whose kind and outcome were checked."""
    return Claim(clause, test, cast("Sort", kind), cast("Outcome", outcome))
