"""
A summary as one page that needs nothing else: to read, to print, to file.

The frame, the style and the script lie in ``pages/``, the style of the ledger first; whatever
comes from findings is escaped.  Both languages are in the page, and it can be read without
the script, which only switches between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from egovdocs.audit.summary import charts, words
from egovdocs.audit.summary.totals import VERDICTS, Delay, Line, Totals
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import Lang

OPEN = 40  # lines of a table that stand in the open; the others behind a button
MONTHS = 120  # a longer time is drawn without the months that have no findings
Name = Callable[[Line], str]


def as_html(totals: Totals, lang: Lang) -> Iterator[str]:
    """Write *totals* as one HTML page that opens in *lang*."""
    yield _piece("summary.html").substitute(
        lang=lang,
        title=_text(words.word("title", lang)),
        skip=_word("skip"),
        heading=_word("title"),
        lead=_word("lead"),
        sums="".join(_sums(totals)),
        sections="\n".join(_sections(totals)),
        about=_word("calendar"),
        style="\n".join(_piece(name).template for name in ("ledger.css", "summary.css")),
        script=_piece("summary.js").template,
    )


@cache
def _piece(name: str) -> Template:
    return Template((files("egovdocs.audit") / "pages" / name).read_text(encoding="utf-8").strip())


# -- words ---------------------------------------------------------------------------------


def _text(value: object) -> str:
    return escape(clean(str(value)))


def _both(vi: str, en: str) -> str:
    """A text in both languages; once, where it is the same."""
    if vi == en:
        return _text(vi)
    return f'<span lang="vi">{_text(vi)}</span><span lang="en">{_text(en)}</span>'


def _word(name: str) -> str:
    return _both(*words.said(name))


def _in_both(say: Callable[[Lang], str]) -> str:
    return _both(say("vi"), say("en"))


def _number(count: int) -> str:
    return _in_both(lambda lang: words.number(count, lang))


# -- the head ------------------------------------------------------------------------------


def _sums(totals: Totals) -> Iterator[str]:
    whole = totals.whole()
    yield _sum("", "cases", _number(totals.cases))
    yield _sum("kept", "share", _in_both(lambda lang: words.percent(whole.share, lang)))
    for name in VERDICTS:
        yield _sum(name, name, _number(getattr(whole, name)))
    yield _sum("", "median", _in_both(lambda lang: words.working(whole.median, lang)))
    yield _sum("", "most", _in_both(lambda lang: words.working(whole.most, lang)))
    for name in ("undone", "unusable"):
        if count := getattr(totals, name):
            yield _sum("broken", name, _number(count))


def _sum(style: str, name: str, told: str) -> str:
    return f'<div class="{style}"><dt>{_word(name)}</dt><dd>{told}</dd></div>'


# -- sections ------------------------------------------------------------------------------


def _sections(totals: Totals) -> Iterator[str]:
    months = totals.months()
    yield f"<section><h2>{_word('by-month')}</h2>\n{_columns(months)}\n{_table('month', months)}"
    yield "</section>"
    yield from _section("by-clause", _table("clause", totals.clauses()))
    yield from _section("by-agency", _table("agency", totals.agencies()))
    yield from _section("delays", _delays(totals.delays()))


def _section(title: str, body: str) -> Iterator[str]:
    yield f"<section><h2>{_word(title)}</h2>\n{body}</section>"


def _key() -> str:
    items = "".join(f'<li class="{name}">{_word(name)}</li>' for name in VERDICTS)
    return f'<ul class="key">{items}</ul>'


def _columns(months: Sequence[Line]) -> str:
    """Findings of each month, one column a month."""
    dated = {line.month: _counts(line) for line in months if line.month}
    if not dated:
        return ""
    parts = [(words.month(name, "vi"), dated.get(name, (0,))) for name in _every(list(dated))]
    return (
        f"<figure><figcaption>{_word('chart')}</figcaption>{_key()}{charts.columns(parts)}</figure>"
    )


def _every(months: Sequence[str]) -> Sequence[str]:
    """The months from the first to the last, where that is no more than MONTHS."""
    first, last = (12 * int(name[:4]) + int(name[5:]) - 1 for name in (months[0], months[-1]))
    if last - first >= MONTHS:
        return months
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]


def _counts(line: Line) -> tuple[int, ...]:
    return tuple(getattr(line, name) for name in VERDICTS)


# -- tables --------------------------------------------------------------------------------

_HEADS = ("share", "kept", "broken", "undecided", "running", "median", "most")


def _table(name: str, lines: Sequence[Line]) -> str:
    """One table: the first OPEN lines in the open."""
    longest = max((line.most or 0 for line in lines), default=0)
    rows = [_row(name, line, longest) for line in lines]
    shown = _whole(name, rows[:OPEN])
    if not rows[OPEN:]:
        return shown
    rest = _whole(name, rows[OPEN:])
    return f'{shown}<details class="rest"><summary>+{len(rows) - OPEN}</summary>{rest}</details>'


def _whole(name: str, rows: Iterable[str]) -> str:
    heads = "".join(
        f'<th scope="col">{_word(head) if head else ""}</th>'
        for head in (name, "", *_HEADS[:5], "took", *_HEADS[5:])
    )
    body = "\n".join(rows)
    return f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def _row(name: str, line: Line, longest: float) -> str:
    counts = "".join(
        _cell(
            each, _number(getattr(line, each)), "broken" if each == "broken" and line.broken else ""
        )
        for each in VERDICTS
    )
    share = _cell("share", _in_both(lambda lang: words.percent(line.share, lang)))
    bar = f'<td class="chart">{charts.bar(_counts(line))}</td>'
    head = f'<th scope="row">{_NAMES[name](line)}</th>'
    return f"<tr>{head}{bar}{share}{counts}{_time(line, longest)}</tr>"


def _time(line: Line, longest: float) -> str:
    """The median and the 95th percentile, drawn and in words."""
    drawn = "" if line.median is None else charts.span(line.median, line.most or 0, longest)
    return (
        f'<td class="chart">{drawn}</td>'
        + _cell("median", _in_both(lambda lang: words.working(line.median, lang)))
        + _cell("most", _in_both(lambda lang: words.working(line.most, lang)))
    )


def _cell(name: str, told: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<td{kind}><span class="head">{_word(name)}: </span>{told}</td>'


def _named_clause(line: Line) -> str:
    clause = str(line.clause)
    spoken = _both(spoken_clause(clause, "vi"), spoken_clause(clause, "en"))
    return f"{spoken}<small>{_text(clause)}</small>"


_NAMES: dict[str, Name] = {
    "agency": lambda line: _in_both(lambda lang: words.agency(line.agency, lang)),
    "month": lambda line: _in_both(lambda lang: words.month(line.month, lang)),
    "clause": _named_clause,
}


# -- delays --------------------------------------------------------------------------------


def _delays(delays: Sequence[Delay]) -> str:
    if not delays:
        return f"<p>{_word('nothing')}</p>"
    names = ("case", "late", "agency", "clause", "due", "done", "took")
    heads = "".join(f'<th scope="col">{_word(name)}</th>' for name in names)
    body = "\n".join(map(_delay, delays))
    return f'<table class="late"><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'


def _delay(delay: Delay) -> str:
    spoken = _both(spoken_clause(delay.clause, "vi"), spoken_clause(delay.clause, "en"))
    cells = (
        _cell("late", _in_both(lambda lang: words.elapsed(delay.late, lang)), "broken"),
        _cell("agency", _in_both(lambda lang: words.agency(delay.agency, lang)), "left"),
        _cell("clause", f"{spoken} <small>{_text(delay.clause)}</small>", "left wide"),
        _cell("due", _text(words.instant(delay.until))),
        _cell("done", _text(words.instant(delay.done))),
        _cell("took", _in_both(lambda lang: words.working(delay.took, lang))),
    )
    return f'<tr><th scope="row">{_text(delay.case)}</th>{"".join(cells)}</tr>'
