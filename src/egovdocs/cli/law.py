"""``egovdocs law``: the instruments, and what the library makes of every clause."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from egovdocs.audit.sources import raw_clauses
from egovdocs.citation import Citation, InvalidCitation
from egovdocs.errors import EgovdocsError, Lang, closest
from egovdocs.policy import (
    Clause,
    Instrument,
    NoSuchClause,
    shipped_instrument,
    shipped_instruments,
)


def command(args: Namespace) -> int:
    """Print the list of instruments, one instrument, or the clauses at one address."""
    lines = _list(args.lang) if args.verb == "list" else show(args.address, args.lang)
    for line in lines:
        print(line)
    return 0


# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "rank": ("cấp", "rank"), "signed": ("ký ngày", "signed"), "source": ("nguồn", "source"),
    "from": ("hiệu lực từ", "in force from"), "not_before": ("hiệu lực không sớm hơn", "in force not before"),
    "until": ("đến hết", "until"), "verified": ("đã kiểm chứng đến", "verified until"),
    "normative": ("văn bản quy phạm pháp luật", "normative"), "individual": ("văn bản cá biệt", "individual decision"),
    "clauses": ("{clauses} điều khoản, {rules} quy tắc", "{clauses} clauses, {rules} rules"),
    "kind": ("loại", "kind"), "force": ("mức bắt buộc", "force"), "text": ("câu chữ đã đọc", "text that was read"),
    "grade": ("độ tin cậy", "grade"), "sha256": ("vân tay", "fingerprint"), "rule": ("quy tắc", "rule"),
    "answer": ("trả lời câu hỏi", "answers the question"), "answers": ("có thể trả lời", "may answer"),
    "ground": ("căn cứ", "ground"), "outside": ("không áp dụng cho", "does not apply to"),
    "encouraged": ("chỉ khuyến khích", "only encouraged for"),
    "left": ("chưa xét", "not judged"), "why": ("vì sao không có quy tắc", "why no rule follows"),
    "to": ("dẫn sang", "refers to"), "superseded": ("từ ngày này được thay bằng", "replaced from that day by"), "defect": ("khiếm khuyết của văn bản", "defect of the text"),
}
# fmt: on


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]


def _list(lang: Lang) -> Iterator[str]:
    for ident in shipped_instruments():
        instrument = shipped_instrument(ident)
        yield f"{ident:22}  {instrument.title[lang]}"
        yield f"{'':22}  {_counts(instrument, lang)}; {_force(instrument, lang)}"


def _counts(instrument: Instrument, lang: Lang) -> str:
    counts = {"clauses": len(instrument.clauses), "rules": len(instrument.rules)}
    return _word("clauses", lang).format(**counts)


def _force(instrument: Instrument, lang: Lang) -> str:
    force = instrument.in_force
    rows = (("from", force.start), ("not_before", force.not_before), ("until", force.end),
            ("verified", force.verified_until))  # fmt: skip
    return ", ".join(f"{_word(name, lang)} {day:%d/%m/%Y}" for name, day in rows if day)


def show(address: str, lang: Lang) -> Iterator[str]:
    """
    Say all that is known of an instrument, a clause, or a clause and its parts.

    Raises:
        InvalidCitation, NoSuchPolicy, NoSuchClause: there is none.
    """
    here = _read(address)
    instrument = shipped_instrument(here.instrument)
    if not here.segments:
        return _whole(instrument, lang)
    return _clauses(instrument, _within(instrument, here), lang)


def _read(address: str) -> Citation:
    """An address, or a citation as it is spoken: “điểm b khoản 2 Điều 5 Quyết định ...”."""
    try:
        return Citation.parse(address)
    except InvalidCitation as error:
        try:
            return Citation.read(address)
        except EgovdocsError:
            raise error from None


def _within(instrument: Instrument, here: Citation) -> tuple[Clause, ...]:
    """The row at *here* alone, or where it has no row of its own, the rows of its parts."""
    own = instrument.clause(here.place)
    if own is not None:
        return (own,)
    parts = tuple(row for row in instrument.clauses if _at(instrument, row).within(here))
    if not parts:
        known = [str(_at(instrument, row)) for row in instrument.clauses]
        raise NoSuchClause(str(here), closest(str(here), known))
    return parts


def _at(instrument: Instrument, clause: Clause) -> Citation:
    return Citation.parse(f"{instrument.id}#{clause.at}")


def _whole(instrument: Instrument, lang: Lang) -> Iterator[str]:
    yield from (instrument.id, f"  {instrument.title['vi']}", f"  {instrument.title['en']}")
    kind = _word("normative" if instrument.normative else "individual", lang)
    signed = "" if instrument.signed is None else f"{instrument.signed:%d/%m/%Y}"
    rows = (
        ("rank", f"{instrument.rank}; {kind}"),
        ("signed", signed),
        ("source", instrument.source),
    )
    yield f"  {instrument.number}; {_force(instrument, lang)}"
    yield from (f"  {_word(name, lang)}: {value}" for name, value in rows if value)
    yield f"  {_counts(instrument, lang)}"
    for clause in instrument.clauses:
        rules = ", ".join(rule.id.partition("/")[2].rpartition("/")[2] for rule in clause.rules)
        yield f"  {clause.at:16}  {clause.kind:14}  {clause.gloss[lang]}" + (
            f"  [{rules}]" if rules else ""
        )


def _clauses(instrument: Instrument, rows: tuple[Clause, ...], lang: Lang) -> Iterator[str]:
    raw = raw_clauses(instrument.id)
    for number, clause in enumerate(rows):
        if number:
            yield ""
        yield from _clause(instrument, clause, raw[clause.at], lang)


def _clause(
    instrument: Instrument, clause: Clause, row: Mapping[str, Any], lang: Lang
) -> Iterator[str]:
    here = _at(instrument, clause)
    yield from (str(here), f"  {here.spoken('vi')}", f"  {here.spoken('en')}")
    yield from (f"  vi: {clause.gloss['vi']}", f"  en: {clause.gloss['en']}")
    yield from (f"  {_word(name, lang)}: {value}" for name, value in _facts(clause) if value)
    for rule in row.get("rule", ()):
        yield f"  {_word('rule', lang)} {rule['id']}: {_keys(rule)}"
    for name in ("answer", "ground", "outside", "encouraged"):
        if name in row:
            yield f"  {_word(name, lang)}: {_keys(row[name])}"
    for part in clause.left:
        yield f"  {_word('left', lang)}: {part[lang]}"
    for name, told in (("why", clause.why), ("defect", clause.defect)):
        if told:
            yield f"  {_word(name, lang)}: {told[lang]}"


def _replaced(clause: Clause) -> str:
    """The day from which another text stands in the place of a clause, and which."""
    return f"{clause.superseded:%d/%m/%Y}: {clause.superseded_by}" if clause.superseded else ""


def _facts(clause: Clause) -> tuple[tuple[str, str], ...]:
    return (
        ("kind", clause.kind),
        ("force", clause.force),
        ("text", clause.text),
        ("grade", clause.grade),
        ("sha256", clause.sha256),
        ("to", clause.to),
        ("superseded", _replaced(clause)),
        ("answers", ", ".join(clause.answers)),
    )


def _keys(table: Mapping[str, Any]) -> str:
    """The parameters of a rule, an answer, a ground, as they stand in the file."""
    return ", ".join(f"{key} = {inline(part)}" for key, part in table.items() if key != "id")


def inline(value: Any) -> str:
    """Write a value as it stands in an instrument file."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)
