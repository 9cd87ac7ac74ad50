"""
Instruments: one legal document, clause by clause; the ledger and the configuration in one.

A clause says what it says in our own words, what kind of provision it is, and either the
rules, answers and grounds that follow from it or the reason why none does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy.conditions import ALWAYS, Condition, read_condition
from egovdocs.policy.problems import Table, read_whole
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.missing import QUESTIONED, MissingText
from egovdocs.policy.rules.table import KINDS
from egovdocs.record import VOCABULARIES
from egovdocs.timing import CLOCKS

RANKS = (
    "constitution", "law", "resolution", "decree", "pm-decision", "circular",
    "technical-regulation", "provincial-decision", "official-letter",
)  # fmt: skip
CLAUSE_KINDS = (
    "rule", "definition", "scope", "duty-of-people", "delegated", "informative", "text-missing",
)  # fmt: skip
QUESTIONS = (
    "received", "sent", "transfer", "assignment", "acknowledgement", "reply", "paper", "value",
    "refusal", "recall", "report", "outage",
)  # fmt: skip
TEXTS = ("verbatim", "reconstructed", "missing")
FORCES = ("must", "may", "encouraged")
SIDES = ("sender", "recipient", "both", "system")
ABOUTS = ("document", "message", "system", "agency")
VALUES = ("equivalent-to-paper", "as-original", "reference-only", "required")


@attrs.frozen
class InForce:
    """
    When an instrument binds; both ends inclusive.

    Attributes:
        start: the first day; None where no source gives it.
        not_before: a day before which it cannot have bound.
        pilot_until: the last day of a pilot, in which its rules merely encourage.
        end: the last day; None while it is open.
        verified_until: the last day on which its status was checked.
        gap: why nothing at hand follows its last day.
    """

    start: date | None = None
    not_before: date | None = None
    pilot_until: date | None = None
    end: date | None = None
    verified_until: date | None = None
    gap: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def first(self) -> date:
        """The first day on which it is applied."""
        return self.start or self.not_before or date.min

    def holds(self, day: date) -> bool:
        """Whether the instrument is applied on *day*."""
        return self.first <= day and (self.end is None or day <= self.end)


@attrs.frozen
class AnswerRule:
    """
    A clause that answers a question.

    Attributes:
        question: one of a closed list: received, sent, value, ...
        channel, relation: where it answers; empty for everywhere.
        clock: of ``received``.
        moment: of ``sent``: ``later`` of issuing and success, or ``published``.
        value: of ``value``; of ``paper``: ``required``.
        given: further conditions.
        default: holds only where no special clause answers.
    """

    clause: str
    question: str
    channel: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    clock: str = ""
    moment: str = ""
    value: str = ""
    reading: str = ""
    given: Condition = ALWAYS
    default: bool = False


@attrs.frozen
class Ground:
    """A named ground: a fact pattern that bans and duties refer to by name."""

    name: str
    clause: str
    when: Condition
    rests_on: str = ""
    reading: str = ""


@attrs.frozen
class Clause:
    """
    One provision.

    Attributes:
        at: its place: ``d5.k2.b``.
        kind: what it is; a kind other than ``rule`` says in *why* that no rule follows.
        text: provenance of the text that was read: verbatim, reconstructed or missing.
        gloss: what it says, in our own words.
        left: what of it the rules do not judge.
        to: the clause that a delegated one brings in.
        answers: the questions that a delegated or missing text may answer.
        norm: it says which of two texts applies: by ``rank``, or by ``date``.
        channel: the channels that it may answer them for; empty for all.
        empowered_by: the clause of a higher text that allows it to say otherwise.
        replaces: the clauses whose next version it is.
        gap: why days lie between it and the version before or after it.
        superseded: the day from which a higher or later text stands in its place.
        superseded_by: the clause that does.
    """

    at: str
    kind: str
    text: str
    force: str
    gloss: Mapping[str, str]
    sha256: str = ""
    left: tuple[Mapping[str, str], ...] = ()
    why: Mapping[str, str] = attrs.field(factory=dict)
    to: str = ""
    answers: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    empowered_by: str = ""
    replaces: tuple[str, ...] = ()
    gap: Mapping[str, str] = attrs.field(factory=dict)
    superseded: date | None = None
    superseded_by: str = ""
    norm: str = ""
    grade: str = ""
    defect: Mapping[str, str] = attrs.field(factory=dict)
    rules: tuple[Rule, ...] = ()
    answer: AnswerRule | None = None
    ground: Ground | None = None


@attrs.frozen
class Instrument:
    """One legal document: what it is, when it binds, and its clauses in the order of the text."""

    id: str
    number: str
    title: Mapping[str, str]
    rank: str
    normative: bool
    signed: date | None
    in_force: InForce
    source: str
    clauses: tuple[Clause, ...]
    scope: Condition = ALWAYS
    encouraged: Condition | None = None
    scope_clauses: tuple[str, ...] = ()

    def clause(self, at: str) -> Clause | None:
        """Return the clause at *at*, or None."""
        for clause in self.clauses:
            if clause.at == at:
                return clause
        return None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the text."""
        return tuple(rule for clause in self.clauses for rule in clause.rules)

    @property
    def grounds(self) -> Mapping[str, tuple[Ground, ...]]:
        """The named grounds; several clauses may feed one name."""
        found: dict[str, tuple[Ground, ...]] = {}
        for clause in self.clauses:
            if clause.ground is not None:
                name = clause.ground.name
                found[name] = (*found.get(name, ()), clause.ground)
        return found


def read_instrument(path: Path | Any) -> Instrument:
    """
    Read one instrument file.

    Raises:
        InvalidPolicyFile: all that is wrong with it, at once.
    """
    return read_whole(path, instrument_in)


def instrument_in(file: Table) -> Instrument:
    """Read an instrument from the tables of *file*, which notes all that is wrong."""
    head = file.sub("instrument") or Table({}, file.file, "instrument", file.problems)
    ident = head.need("id", str, "?/?")
    rows = file.subs("clause")
    grounds = _grounds(rows, ident)
    clauses = tuple(_clause(row, ident, grounds) for row in rows)
    _no_clause_twice(clauses, file)
    scope, encouraged, scope_clauses = _scope(rows, ident)
    instrument = Instrument(
        id=ident,
        number=head.need("number", str, ""),
        title=head.spoken("title", needed=True),
        rank=head.word("rank", RANKS, "provincial-decision") or "provincial-decision",
        normative=head.take("normative", bool, True),
        signed=head.take("signed", date, None),
        in_force=_in_force(head),
        source=head.take("source", str, ""),
        clauses=clauses,
        scope=scope,
        encouraged=encouraged,
        scope_clauses=scope_clauses,
    )
    head.finish()
    file.finish()
    return instrument


def _in_force(head: Table) -> InForce:
    table = head.sub("in_force")
    if table is None:
        head.report("missing-key", "in_force")
        return InForce()
    found = InForce(
        start=table.take("from", date, None),
        not_before=table.take("not_before", date, None),
        pilot_until=table.take("pilot_until", date, None),
        end=table.take("until", date, None),
        verified_until=table.take("verified_until", date, None),
        gap=table.spoken("gap"),
    )
    table.finish()
    if found.end is not None and found.end < found.first:
        table.report("upside-down", "until", f"{found.first} > {found.end}")
    return found


def _grounds(rows: Iterable[Table], ident: str) -> Mapping[str, Condition]:
    """Named grounds first, since rules above may use those below; one name may have several."""
    found: dict[str, Condition] = {}
    for row in rows:
        ground = row.data.get("ground")
        if not isinstance(ground, dict):
            continue
        table = Table(ground, row.file, f"{row.path}.ground", row.problems)
        name = str(ground.get("name", ""))
        when = read_condition(table, "when", found) or ALWAYS
        own = attrs.evolve(
            when,
            grounds=_cited(f"{ident}#{row.data.get('at', '')}", str(ground.get("rests_on", ""))),
            reading=str(ground.get("reading", "")),
            rests_on=str(ground.get("rests_on", "")),
        )
        former = found.get(name)
        found[name] = own if former is None else _or(former, own)
    return found


def _cited(clause: str, rests_on: str) -> tuple[str, ...]:
    """A ground cites its own clause and, where it rests on the address of another, that one."""
    return (clause, rests_on) if "#" in rests_on else (clause,)


def _or(former: Condition, own: Condition) -> Condition:
    joined = len(former.anys) == 1 and not former.terms and not former.nots
    group = former.anys[0] if joined else (former,)
    return Condition(anys=((*group, own),), grounds=(*former.grounds, *own.grounds))


def _clause(row: Table, ident: str, grounds: Mapping[str, Condition]) -> Clause:
    at = row.need("at", str, "")
    _address(row, ident, at)
    kind = row.need("kind", str, "informative")
    row.word("kind", CLAUSE_KINDS)
    superseded, superseded_by = _superseded(row)
    clause = Clause(
        at=at,
        kind=kind,
        text=row.word("text", TEXTS, "verbatim") or "verbatim",
        force=row.word("force", FORCES, "must") or "must",
        gloss={lang: row.need(lang, str, "") for lang in ("vi", "en")},
        sha256=row.take("sha256", str, ""),
        left=_left(row),
        why=row.spoken("why"),
        to=row.take("to", str, ""),
        answers=row.words("answers"),
        norm=row.word("norm", ("rank", "date"), "") or "",
        channel=row.words("channel"),
        empowered_by=row.take("empowered_by", str, ""),
        replaces=row.words("replaces"),
        gap=row.spoken("gap"),
        superseded=superseded,
        superseded_by=superseded_by,
        grade=row.take("grade", str, ""),
        defect=row.spoken("defect"),
    )
    row.taken |= {"ground", "outside", "encouraged"}
    rules = (
        *(_rule(table, clause, ident, grounds) for table in row.subs("rule")),
        *_gaps(clause, ident),
    )
    answer = row.sub("answer")
    evolved = attrs.evolve(
        clause,
        rules=rules,
        answer=None if answer is None else _answer(answer, f"{ident}#{at}", grounds),
        ground=_ground(row, f"{ident}#{at}", grounds),
    )
    if kind != "rule" and not rules and not clause.why:
        row.report("missing-reason", "why")
    row.finish()
    return evolved


def _superseded(row: Table) -> tuple[date | None, str]:
    table = row.sub("superseded")
    if table is None:
        return None, ""
    found = table.need("from", date, date.min), table.need("by", str, "")
    table.finish()
    return found


def _address(row: Table, ident: str, at: str) -> None:
    try:
        Citation.parse(f"{ident}#{at}")
    except EgovdocsError as error:
        row.unreadable("at", at, error, "d5.k2.b")


def _left(row: Table) -> tuple[Mapping[str, str], ...]:
    value = row.take("left", list, [])
    found: list[Mapping[str, str]] = []
    for part in value:
        if isinstance(part, str):
            found.append({"vi": part, "en": part})
        elif isinstance(part, dict) and set(part) == {"vi", "en"}:
            found.append(part)
        else:
            row.report("wrong-type", "left", repr(part), "string | { vi, en }")
    return tuple(found)


def _ground(row: Table, clause: str, grounds: Mapping[str, Condition]) -> Ground | None:
    table = row.sub("ground")
    if table is None:
        return None
    found = Ground(
        name=table.need("name", str, ""),
        clause=clause,
        when=read_condition(table, "when", grounds) or ALWAYS,
        rests_on=table.take("rests_on", str, ""),
        reading=table.take("reading", str, ""),
    )
    table.finish()
    return found


def _answer(table: Table, clause: str, grounds: Mapping[str, Condition]) -> AnswerRule:
    found = AnswerRule(
        clause=clause,
        question=table.word("question", QUESTIONS, "received") or "received",
        channel=_words(table, "channel"),
        relation=_words(table, "relation"),
        clock=table.word("clock", CLOCKS, "") or "",
        moment=table.word("moment", ("later", "published"), "") or "",
        value=table.word("value", VALUES, "") or "",
        reading=table.take("reading", str, ""),
        given=read_condition(table, "given", grounds) or ALWAYS,
        default=table.take("default", bool, False),
    )
    table.finish()
    return found


def _words(table: Table, key: str) -> tuple[str, ...]:
    """The words of the vocabulary *key* that an answer is limited to; none for all of them."""
    known = VOCABULARIES[key].words
    words = table.words(key)
    for word in words:
        if word not in known:
            table.unknown(key, word, known)
    return tuple(word for word in words if word in known)


def _rule(table: Table, clause: Clause, ident: str, grounds: Mapping[str, Condition]) -> Rule:
    name = table.need("id", str, "rule")
    use = table.need("use", str, "")
    build = KINDS.get(use)
    if build is None:
        table.unknown("use", use, KINDS)
        table.taken |= set(table.data)  # which keys it takes is not known either
        build = KINDS["evidence"]
    side = table.word("side", SIDES, "sender") or "sender"
    given = read_condition(table, "given", grounds)
    unless = read_condition(table, "unless", grounds)
    rule = Rule(
        id=f"{ident}#{clause.at}/{name}",
        clause=f"{ident}#{clause.at}",
        use=use,
        side=side,
        about=table.word("about", ABOUTS, "document") or "document",
        force=clause.force,
        kind=build(table),
        given=given,
        unless=unless,
        per_recipient=table.take(
            "recipient", bool, side == "recipient" or _of_recipient(given) or _of_recipient(unless)
        ),
        text=clause.text,
        superseded=clause.superseded,
        question=table.word("question", QUESTIONS, "") or "",
    )
    table.finish()
    return rule


def _gaps(clause: Clause, ident: str) -> Iterable[Rule]:
    """A rule for every question that a delegated or missing text leaves open."""
    if clause.kind not in ("delegated", "text-missing"):
        return
    address = f"{ident}#{clause.at}"
    for question in clause.answers:
        if question in QUESTIONED:
            side = QUESTIONED[question].side
            yield Rule(
                id=f"{address}/{question}",
                clause=address,
                use="missing-text",
                side=side,
                about="document",
                force=clause.force,
                kind=MissingText(question, address),
                per_recipient=side == "recipient",
                text=clause.text,
            )


def _of_recipient(condition: Condition | None) -> bool:
    return condition is not None and condition.about_recipient


def _scope(
    rows: Iterable[Table], ident: str
) -> tuple[Condition, Condition | None, tuple[str, ...]]:
    """What is outside the instrument altogether, and who is only encouraged to follow it."""
    nots: list[Condition] = []
    encouraged: list[Condition] = []
    clauses: list[str] = []
    for row in rows:
        where = f"{ident}#{row.data.get('at', '')}"
        outside = read_condition(row, "outside") if "outside" in row.data else None
        softly = read_condition(row, "encouraged") if "encouraged" in row.data else None
        if outside is not None:
            nots.append(outside)
            clauses.append(where)
        if softly is not None:
            encouraged.append(softly)
    soft = Condition(anys=(tuple(encouraged),)) if encouraged else None
    return Condition(nots=tuple(nots)), soft, tuple(clauses)


def _no_clause_twice(clauses: tuple[Clause, ...], file: Table) -> None:
    seen: set[str] = set()
    for index, clause in enumerate(clauses):
        if clause.at in seen:
            file.report("duplicate", f"clause[{index}].at", clause.at)
        seen.add(clause.at)
        names = [rule.id for rule in clause.rules]
        for place, name in enumerate(names):
            if name in names[:place]:
                file.report("duplicate", f"clause[{index}].rule[{place}].id", name)


def gloss(clause: Clause, lang: Lang) -> str:
    """What *clause* says, in our words, in *lang*."""
    return clause.gloss.get(lang, "")
