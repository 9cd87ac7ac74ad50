"""
The files of the suite, read strictly: a key too many or a value of the wrong type is named.

``suite.schema.json`` says the same for other tools; this reader needs no other package.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import attrs

from egovdocs.citation import Citation, InvalidCitation
from egovdocs.errors import EgovdocsError

FORMAT = 1
LEVELS = ("ordinary", "boundary", "doubtful")
SUBJECTS = (
    "identifiers", "receipt", "deadlines", "paper", "value", "channel",
    "signature", "lifecycle", "recall", "outage", "reports", "audit",
)  # fmt: skip
QUESTIONS = (
    "identify", "convert", "register", "received", "sent", "deadline", "elapsed",
    "paper", "value", "verdict", "step", "reports",
)  # fmt: skip
CALENDAR = "calendar.json"
SCHEMA = "suite.schema.json"


@attrs.frozen
class InvalidSuite(EgovdocsError, ValueError):
    """A file of the suite that does not follow its schema."""

    file: str
    where: str
    found: str
    expected: str

    code: ClassVar[str] = "conformance.invalid-suite"
    vi: ClassVar[str] = "{file}, {where}: không nhận “{found}”; phải là: {expected}."
    en: ClassVar[str] = "{file}, {where}: “{found}” is not taken; expected: {expected}."


@attrs.frozen
class NoSuchSuite(EgovdocsError, LookupError):
    """A folder without files of the suite."""

    folder: str

    code: ClassVar[str] = "conformance.no-such-suite"
    vi: ClassVar[str] = "Trong “{folder}” không có tệp nào của bộ ca kiểm."
    en: ClassVar[str] = "There is no file of the suite in “{folder}”."


@attrs.frozen
class Catch:
    """A misreading that a case catches; *answer* is what it would say, where that is known."""

    flag: str
    answer: Any = None
    known: bool = False


@attrs.frozen
class SuiteCase:
    """
    One question with the answer that the law gives.

    Attributes:
        id: never changes and is never used again.
        clauses: addresses that the case proves.
        catches: misreadings under which the answer would differ.
        setup: profile, office hours, readings: all that the question depends on.
        given: the parameters of the question, records filled in.
        answer: the answer; None: it cannot be decided.
        cites: addresses that the answer rests on.
    """

    id: str
    subject: str
    level: str
    clauses: tuple[str, ...]
    catches: tuple[Catch, ...]
    setup: Mapping[str, Any]
    question: str
    given: Mapping[str, Any]
    answer: Any
    cites: tuple[str, ...]
    because: Mapping[str, str]


@attrs.frozen
class Suite:
    """Every case of every file, the flags by name, the calendar that all cases share."""

    cases: tuple[SuiteCase, ...]
    flags: Mapping[str, Mapping[str, str]]
    calendar: Mapping[str, Any]

    def only(self, subjects: Iterable[str], levels: Iterable[str]) -> tuple[SuiteCase, ...]:
        """The cases of these subjects and levels; of all where none is named."""
        by_subject = frozenset(subjects) or frozenset(SUBJECTS)
        by_level = frozenset(levels) or frozenset(LEVELS)
        return tuple(
            case for case in self.cases if case.subject in by_subject and case.level in by_level
        )


def shipped_folder() -> Path:
    """Where the suite lies: inside the package, or beside ``src`` in a checkout."""
    inside = Path(str(files("egovdocs") / "conformance"))
    return inside if inside.is_dir() else Path(__file__).parents[4] / "conformance"


def shipped_suite() -> Suite:
    """The suite of this version of the library."""
    return read_suite(shipped_folder())


def read_suite(folder: Path) -> Suite:
    """
    Read every ``*.json`` of *folder* but the schema.

    Raises:
        NoSuchSuite: there is none.
        InvalidSuite: a file violates the schema, or an id is used twice.
    """
    paths = sorted(path for path in folder.glob("*.json") if path.name not in (SCHEMA, CALENDAR))
    if not paths:
        raise NoSuchSuite(str(folder))
    loaded = [(path.name, _load(path)) for path in paths]
    cases: list[SuiteCase] = []
    flags: dict[str, Mapping[str, str]] = {}
    for name, table in sorted(loaded, key=_order):
        part = _File(name, _shaped(table, _FILE, name, "file"))
        flags.update(part.flags)
        cases.extend(part.cases())
    _unique(cases)
    calendar = folder / CALENDAR
    days = _shaped(_load(calendar), _CALENDAR, CALENDAR, "file") if calendar.exists() else {}
    return Suite(tuple(cases), flags, days)


def _order(part: tuple[str, Any]) -> tuple[int, str]:
    subject = part[1].get("subject") if isinstance(part[1], dict) else None
    return (SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS), part[0])


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidSuite(path.name, "file", str(error), "JSON, UTF-8") from None


def _unique(cases: Iterable[SuiteCase]) -> None:
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise InvalidSuite(case.subject, case.id, case.id, f"id != {seen[case.id]}")
        seen[case.id] = case.id


# -- shapes: key -> (types, must be there) -----------------------------------------------------

Shape = Mapping[str, tuple[tuple[type, ...], bool]]
_TEXT, _MANY, _TABLE = (str,), (list,), (dict,)
_ANY = (dict, type(None))
# fmt: off
_FILE: Shape = {
    "$schema": (_TEXT, False), "format": ((int,), True), "subject": (_TEXT, True),
    "title": (_TABLE, True), "flags": (_TABLE, True), "setups": (_TABLE, False),
    "records": (_TABLE, False), "cases": (_MANY, True),
}
_CASE: Shape = {
    "id": (_TEXT, True), "level": (_TEXT, True), "clauses": (_MANY, True),
    "catches": (_MANY, True), "setup": ((str, dict), False), "question": (_TEXT, True),
    "given": (_TABLE, True), "expected": (_TABLE, True), "because": (_TABLE, True),
}
_CATCH: Shape = {"flag": (_TEXT, True), "answer": (_ANY, False)}
_EXPECTED: Shape = {"answer": (_ANY, True), "clauses": (_MANY, True)}
_SETUP: Shape = {
    "profile": (_TEXT, False), "hours": (_MANY, False), "readings": (_TABLE, False),
    "instruments": (_MANY, False), "national": ((bool,), False),
}
_SAID: Shape = {"vi": (_TEXT, True), "en": (_TEXT, False)}
_CALENDAR: Shape = {
    "format": ((int,), True), "first": ((int,), True), "last": ((int,), True),
    "off": (_MANY, True), "worked": (_MANY, True),
}
# fmt: on


def _shaped(value: Any, shape: Shape, file: str, where: str) -> dict[str, Any]:
    """Return *value*, insisting that it has the keys and types of *shape*."""
    if not isinstance(value, dict):
        raise InvalidSuite(file, where, json.dumps(value)[:60], "object")
    for key in value:
        if key not in shape:
            raise InvalidSuite(file, where, key, ", ".join(shape))
    for key, (types, needed) in shape.items():
        if key not in value and needed:
            raise InvalidSuite(file, where, "-", key)
        if key in value and not _typed(value[key], types):
            names = " / ".join(kind.__name__ for kind in types)
            raise InvalidSuite(file, f"{where}.{key}", json.dumps(value[key])[:60], names)
    return value


def _typed(value: Any, types: tuple[type, ...]) -> bool:
    """Whether *value* is of one of *types*; true and false are no numbers."""
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _among(value: str, known: Iterable[str], file: str, where: str) -> str:
    words = tuple(known)
    if value not in words:
        raise InvalidSuite(file, where, value, ", ".join(words))
    return value


class _File:
    """One file, while it is read."""

    def __init__(self, name: str, table: dict[str, Any]) -> None:
        self.name = name
        self.table = table
        self.subject = _among(table["subject"], SUBJECTS, name, "subject")
        _among(str(table["format"]), [str(FORMAT)], name, "format")
        for flag, said in table["flags"].items():
            _shaped(said, {"vi": (_TEXT, True), "en": (_TEXT, True)}, name, f"flags.{flag}")
        self.flags: Mapping[str, Mapping[str, str]] = table["flags"]

    def cases(self) -> Iterator[SuiteCase]:
        for number, row in enumerate(self.table["cases"]):
            yield self.case(_shaped(row, _CASE, self.name, f"cases[{number}]"))

    def case(self, row: dict[str, Any]) -> SuiteCase:
        where = row["id"]
        expected = _shaped(row["expected"], _EXPECTED, self.name, f"{where}.expected")
        return SuiteCase(
            id=where,
            subject=self.subject,
            level=_among(row["level"], LEVELS, self.name, f"{where}.level"),
            clauses=self.addresses(row["clauses"], f"{where}.clauses"),
            catches=tuple(self.catch(part, where) for part in row["catches"]),
            setup=self.setup(row.get("setup", {}), where),
            question=_among(row["question"], QUESTIONS, self.name, f"{where}.question"),
            given=self.given(row["given"], where),
            answer=expected["answer"],
            cites=self.addresses(expected["clauses"], f"{where}.expected.clauses"),
            because=_shaped(row["because"], _SAID, self.name, f"{where}.because"),
        )

    def addresses(self, texts: list[Any], where: str) -> tuple[str, ...]:
        for text in texts:
            try:
                Citation.parse(str(text))
            except InvalidCitation:
                raise InvalidSuite(self.name, where, str(text), "instrument#clause") from None
        return tuple(texts)

    def catch(self, part: Any, where: str) -> Catch:
        row = _shaped(part, _CATCH, self.name, f"{where}.catches")
        flag = _among(row["flag"], self.flags, self.name, f"{where}.catches")
        return Catch(flag, row.get("answer"), "answer" in row)

    def setup(self, named: Any, where: str) -> Mapping[str, Any]:
        setups = self.table.get("setups", {})
        found = setups[_among(named, setups, self.name, f"{where}.setup")] \
            if isinstance(named, str) else named  # fmt: skip
        return _shaped(found, _SETUP, self.name, f"{where}.setup")

    def given(self, given: dict[str, Any], where: str) -> Mapping[str, Any]:
        """Fill in the record that ``case`` names."""
        named = given.get("case")
        if not isinstance(named, str):
            return given
        records = self.table.get("records", {})
        return {**given, "case": records[_among(named, records, self.name, f"{where}.given.case")]}
