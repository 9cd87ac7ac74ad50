"""
The ledger as one page that needs nothing else: to read, to filter, to print.

The pieces of HTML, the style and the script lie in ``pages/``; here they are filled in.
Whatever comes from a file of the law or a case is escaped.  Both languages are in the page;
the script shows one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from egovdocs.audit.ledger import STATES, Mutants, Row, RuleRow, sums
from egovdocs.audit.wanted import REASONS
from egovdocs.audit.words import clean
from egovdocs.citation import Citation
from egovdocs.errors import Lang
from egovdocs.policy import shipped_instrument
from egovdocs.policy.instrument import CLAUSE_KINDS
from egovdocs.policy.loading import find_profile, shipped_profiles

Said = Mapping[str, str]
FEW = 6  # cases that stand in the open; the others behind a button

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Sổ điều khoản", "The ledger of clauses"),
    "lead": ("Từng điều khoản của từng văn bản: quy tắc nào mã hóa nó, trường hợp nào chứng minh, cách đọc sai nào bị phát hiện, còn thiếu gì, và vì sao có điều không thành quy tắc. Mã như DL-0001 là ca kiểm (egovdocs conformance show DL-0001); mã như LA-0401 là ví dụ trong examples/.",
             "Every clause of every instrument: which rules encode it, which cases prove it, which wrong readings are caught, what is still lacking, and why some clauses became no rule. An id such as DL-0001 is a case of the suite (egovdocs conformance show DL-0001); one such as LA-0401 an example in examples/."),
    "skip": ("Tới danh sách", "To the list"), "search": ("Tìm trong sổ", "Search"),
    "instrument": ("Tỉnh, văn bản", "Province, instrument"), "all": ("tất cả", "all"),
    "everything": ("Mọi văn bản", "Every instrument"), "nation": ("Toàn quốc", "National"),
    "kind": ("Loại", "Kind"), "every-kind": ("Mọi loại", "Every kind"), "state": ("Tình trạng", "State"),
    "open": ("Mở tất cả", "Open all"), "close": ("Đóng tất cả", "Close all"),
    "reset": ("Bỏ lọc", "Clear filters"), "clauses": ("điều khoản", "clauses"),
    "nothing": ("Không có điều khoản nào như vậy.", "There is no such clause."),
    "covered": ("đã chứng minh", "covered"), "partly": ("một phần", "partly"),
    "not-covered": ("chưa chứng minh", "not covered"), "no-rule": ("không có quy tắc", "no rule"),
    "kept": ("đúng", "kept"), "broken": ("trái", "broken"), "undecided": ("chưa rõ", "undecided"),
    "boundary": ("sát ngưỡng", "boundary"), "example": ("ví dụ", "example"),
    "answered": ("ca nêu điều này", "cases that name it"), "rule": ("Quy tắc", "Rule"),
    "mutants": ("Cách đọc sai", "Wrong readings"), "killed": ("bị phát hiện", "killed"),
    "survived": ("còn sống", "survived"), "waived": ("được miễn, có lý do", "waived, with a reason"),
    "unmeasured": ("chưa chạy", "not run yet"), "lacking": ("còn thiếu", "lacking"),
    "cannot": ("không thể có", "cannot be"), "lacks": ("thiếu", "lacks"),
}
_KINDS: Mapping[str, tuple[str, str]] = {
    "rule": ("quy tắc", "rule"), "definition": ("định nghĩa", "definition"), "scope": ("phạm vi", "scope"),
    "duty-of-people": ("việc của con người", "duty of people"), "delegated": ("dẫn sang văn bản khác", "delegated"),
    "informative": ("không chứa nghĩa vụ", "informative"), "text-missing": ("thiếu câu chữ", "text missing"),
}
# fmt: on


def page(table: Mapping[str, tuple[Row, ...]], lang: Lang) -> Iterator[str]:
    """Write the ledger *table* as one HTML page that opens in *lang*."""
    rows = [row for part in table.values() for row in part]
    yield _fill(
        "ledger.html",
        lang=lang,
        title=_text(_WORDS["title"][lang == "en"]),
        heading=_word("title"),
        lead=_word("lead"),
        skip=_word("skip"),
        sums="".join(_sums(rows)),
        instruments="".join(_instruments(table, lang)),
        kinds="".join(_kinds(rows, lang)),
        states="".join(_fill("checkbox.html", value=s, said=_word(s)) for s in STATES),
        all=str(len(rows)),
        sections="\n".join(_section(ident, part) for ident, part in table.items()),
        style=_piece("ledger.css").template,
        script=_piece("ledger.js").template,
        **{f"l_{name}": _word(name) for name in _LABELS},
        l_none=_word("nothing"),
    )


_LABELS = ("search", "instrument", "kind", "state", "open", "close", "reset", "clauses")


# -- pieces -----------------------------------------------------------------------------------


@cache
def _piece(name: str) -> Template:
    return Template((files("egovdocs.audit") / "pages" / name).read_text(encoding="utf-8").strip())


def _fill(piece: str, /, **values: str) -> str:
    """One piece with its values, which are HTML already."""
    return _piece(piece).substitute(values)


def _text(value: object) -> str:
    return escape(clean(" ".join(str(value).split())))


def _said(vi: str, en: str) -> str:
    """A text in both languages."""
    return _fill("said.html", vi=_text(vi), en=_text(en))


def _word(name: str) -> str:
    return _said(*_WORDS[name])


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"<code>{_text(name)}</code>" for name in names)


def _option(value: str, told: tuple[str, str], lang: Lang) -> str:
    vi, en = map(_text, told)
    return _fill("option.html", value=_text(value), vi=vi, en=en, shown=en if lang == "en" else vi)


# -- the controls -----------------------------------------------------------------------------


def _sums(rows: Iterable[Row]) -> Iterator[str]:
    for state, count in sums(rows).items():
        yield _fill("sum.html", state=state, said=_word(state), count=str(count))


def _kinds(rows: Iterable[Row], lang: Lang) -> Iterator[str]:
    there = {row.kind for row in rows}
    yield _option("", _WORDS["every-kind"], lang)
    yield from (_option(kind, _KINDS[kind], lang) for kind in CLAUSE_KINDS if kind in there)


def _instruments(table: Iterable[str], lang: Lang) -> Iterator[str]:
    """A list to choose from: every instrument, by province."""
    yield _option("", _WORDS["everything"], lang)
    groups: dict[str, list[str]] = {}
    for ident in table:
        groups.setdefault(ident.partition("/")[0], []).append(ident)
    for owner, idents in groups.items():
        yield _group(owner, idents, lang)


def _group(owner: str, idents: list[str], lang: Lang) -> str:
    vi, en = _owner(owner)
    whole = (f"{vi}: {_WORDS['all'][0]}", f"{en}: {_WORDS['all'][1]}")
    options = [_option(f"{owner}/", whole, lang)] if len(idents) > 1 else []
    options += [_option(ident, _title(ident, vi, en), lang) for ident in idents]
    shown = _text(en if lang == "en" else vi)
    return _fill("optgroup.html", vi=_text(vi), en=_text(en), shown=shown, options="".join(options))


def _owner(owner: str) -> tuple[str, str]:
    """Whose instruments begin so: the name of a province, or the nation."""
    if owner not in shipped_profiles():
        return _WORDS["nation"]
    name = find_profile(owner)[0].name
    return name["vi"], name["en"]


def _title(ident: str, vi: str, en: str) -> tuple[str, str]:
    number = shipped_instrument(ident).number or ident
    return f"{vi} · {number}", f"{en} · {number}"


# -- clauses ----------------------------------------------------------------------------------


def _section(ident: str, rows: tuple[Row, ...]) -> str:
    instrument = shipped_instrument(ident)
    counts = [(state, count) for state, count in sums(rows).items() if count]
    return _fill(
        "section.html",
        id=_text(ident),
        heading=_said(instrument.title["vi"], instrument.title["en"]),
        number=_text(instrument.number),
        sums=", ".join(f"{_word(state)} {count}" for state, count in counts),
        clauses="\n".join(map(_clause, rows)),
    )


def _clause(row: Row) -> str:
    own = "".join(_own(row))
    lacks = f" · {_word('lacks')} {_code(row.lacks)}" if _short(row) else ""
    return _fill(
        "clause.html",
        id=_text(row.clause),
        kind=_text(row.kind),
        state=row.state,
        l_state=_word(row.state),
        spoken=_place(row.clause),
        gloss=_said(row.gloss.get("vi", ""), row.gloss.get("en", "")),
        l_kind=_said(*_KINDS.get(row.kind, (row.kind, row.kind))),
        lacks=lacks,
        reason=_reason(row),
        rules="".join(_rule(rule) for rule in row.rules),
        own=_fill("own.html", evidence=own) if own else "",
        mutants=_mutants(row),
    )


def _short(row: Row) -> bool:
    return row.state in ("partly", "not-covered")


def _place(address: str) -> str:
    """The place within its instrument, spoken: the instrument stands above."""
    here = Citation.parse(address)
    silent = {here.instrument: {"vi": "", "en": ""}}
    return _said(*(here.spoken(lang, silent).strip(" ,") for lang in ("vi", "en")))


def _reason(row: Row) -> str:
    if not row.reason:
        return ""
    return f'<p class="reason">{_said(row.reason["vi"], row.reason["en"])}</p>\n'


def _rule(rule: RuleRow) -> str:
    evidence = "".join(_evidence(rule))
    return _fill("rule.html", l_rule=_word("rule"), name=_text(rule.name), evidence=evidence)


def _evidence(rule: RuleRow) -> Iterator[str]:
    for sort, cases in rule.proofs.items():
        if cases:
            yield _line(sort, "there", _word(sort), _cases(sort, cases))
        elif sort in rule.wanted:
            yield _line(sort, "lack", _word(sort), _word("lacking"))
        elif sort in rule.excused:
            why = REASONS[rule.excused[sort]]
            told = f"{_word('cannot')}: {_said(why['vi'], why['en'])}"
            yield _line(sort, "cannot", _word(sort), told)


def _own(row: Row) -> Iterator[str]:
    """What proves the clause itself, where it encodes something besides rules."""
    for sort, cases in (("answered", row.answered), ("example", row.shown)):
        if cases:
            yield _line(sort, "there", _word(sort), _cases(sort, cases))
        elif row.encodes:
            yield _line(sort, "lack", _word(sort), _word("lacking"))


def _line(sort: str, kind: str, label: str, told: str) -> str:
    return _fill("evidence.html", sort=sort, kind=kind, label=label, told=told)


def _cases(sort: str, cases: tuple[str, ...]) -> str:
    """The ids of cases; of examples, which are many, the first few and how many more."""
    first, rest = _code(cases[:FEW]), cases[FEW:]
    if not rest:
        return first
    if sort == "example":
        return f"{first}, +{len(rest)}"
    return _fill("more.html", first=first, count=str(len(rest)), rest=_code(rest))


def _mutants(row: Row) -> str:
    if row.mutants == Mutants():
        return ""
    evidence = "".join(_fates(row.mutants))
    return _fill("mutants.html", heading=_word("mutants"), evidence=evidence)


def _fates(mutants: Mutants | None) -> Iterator[str]:
    if mutants is None:
        yield _line("mutants", "lack", _word("mutants"), _word("unmeasured"))
        return
    yield _line("killed", "there", _word("killed"), f"{mutants.killed} / {mutants.all}")
    for fate, kind, names in (
        ("survived", "lack", mutants.survived),
        ("waived", "there", mutants.waived),
    ):
        if names:
            yield _line(fate, kind, _word(fate), _cases(fate, names))
