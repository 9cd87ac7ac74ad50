"""A summary for people, as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from egovdocs.audit.summary import words
from egovdocs.audit.summary.totals import Delay, Line, Totals
from egovdocs.audit.summary.words import word
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import Lang

_HEADS = ("share", "kept", "broken", "undecided", "running", "timed", "median", "most")


def as_text(totals: Totals, lang: Lang) -> Iterator[str]:
    """The lines: everything, by month, by clause, by agency, the longest delays."""
    yield from map(clean, _text(totals, lang))


def _text(totals: Totals, lang: Lang) -> Iterator[str]:
    yield f"{word('title', lang)}: {words.number(totals.cases, lang)} {word('cases', lang)}"
    yield from _table(_all(lang), [totals.whole()], word("all", lang), lang)
    yield from _table(_month(lang), totals.months(), word("by-month", lang), lang)
    yield from _table(_clause(lang), totals.clauses(), word("by-clause", lang), lang)
    yield from _table(_agency(lang), totals.agencies(), word("by-agency", lang), lang)
    yield from _delays(totals.delays(), lang)
    yield ""
    for name in ("undone", "unusable"):
        if count := getattr(totals, name):
            yield f"{words.number(count, lang)} {word(name, lang)}"
    yield word("lead", lang)
    yield word("calendar", lang)


def _all(lang: Lang) -> Callable[[Line], str]:
    return lambda _: word("findings", lang)


def _month(lang: Lang) -> Callable[[Line], str]:
    return lambda line: words.month(line.month, lang)


def _agency(lang: Lang) -> Callable[[Line], str]:
    return lambda line: words.agency(line.agency, lang)


def _clause(lang: Lang) -> Callable[[Line], str]:
    return lambda line: f"{line.clause} ({spoken_clause(str(line.clause), lang)})"


def _table(
    name: Callable[[Line], str], lines: Sequence[Line], title: str, lang: Lang
) -> Iterator[str]:
    heads = ("", *(word(head, lang) for head in _HEADS))
    yield from ("", f"{title}:")
    yield from _aligned([heads, *((name(line), *cells(line, lang)) for line in lines)])


def cells(line: Line, lang: Lang) -> tuple[str, ...]:
    """What a line says, as it is shown."""
    counts = (line.kept, line.broken, line.undecided, line.running, line.timed)
    return (
        words.percent(line.share, lang),
        *(words.number(count, lang) for count in counts),
        words.working(line.median, lang),
        words.working(line.most, lang),
    )


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns under each other: names to the left and last, where they are long, else right."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        numbers = (f"{cell:>{size}}" for cell, size in zip(row[1:], wide[1:], strict=True))
        yield f"  {'  '.join(numbers)}  {row[0]}".rstrip()


def _delays(delays: Iterable[Delay], lang: Lang) -> Iterator[str]:
    told = list(delays)
    yield from ("", f"{word('delays', lang)}:")
    if not told:
        yield f"  {word('nothing', lang)}"
    for delay in told:
        said = (
            words.elapsed(delay.late, lang),
            delay.case,
            words.agency(delay.agency, lang),
            delay.clause,
            f"{word('due', lang)} {words.instant(delay.until)}",
            f"{word('done', lang)} {words.instant(delay.done)}",
        )
        yield f"  {'  '.join(said)}"
