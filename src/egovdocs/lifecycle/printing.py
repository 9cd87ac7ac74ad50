"""The table on paper: a Mermaid diagram and a Markdown table, from the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from egovdocs.errors import Lang
from egovdocs.lifecycle.model import NOTHING, Row, Term

Names = Mapping[str | None, str]

_HEADS: dict[Lang, tuple[str, str]] = {
    "vi": ("| Trạng thái | Sự kiện | Trạng thái tiếp theo | Căn cứ |", "|---|---|---|---|"),
    "en": ("| State | Event | Next state | Because |", "|---|---|---|---|"),
}
_ASSUMED: dict[Lang, str] = {
    "vi": "{} (theo thực tiễn; điều khoản gần nhất)",
    "en": "{} (practice; nearest clause)",
}
_END: dict[Lang, str] = {"vi": "(trạng thái cuối)", "en": "(last state)"}


def markdown(
    states: tuple[Term, ...], events: tuple[Term, ...], rows: tuple[Row, ...], lang: Lang
) -> str:
    """One row a line, clauses spoken in *lang*."""
    called = _called(states, lang), _called(events, lang)
    return "\n".join([*_HEADS[lang], *(_line(row, *called, lang) for row in rows)]) + "\n"


def mermaid(
    states: tuple[Term, ...], events: tuple[Term, ...], rows: tuple[Row, ...], lang: Lang
) -> str:
    """One line per state, then one arrow per pair of states, labelled with its events."""
    named = (f'    state "{state.name(lang)}" as {_node(state.id)}' for state in states)
    return "\n".join(["stateDiagram-v2", *named, *_arrows(rows, _called(events, lang))]) + "\n"


def _called(terms: tuple[Term, ...], lang: Lang) -> dict[str | None, str]:
    return {None: NOTHING, **{term.id: term.name(lang) for term in terms}}


def _line(row: Row, states: Names, events: Names, lang: Lang) -> str:
    source, target = states[row.source], states[row.target]
    event = _END[lang] if row.ends else events.get(row.event, row.event)
    clause = row.citation.spoken(lang)
    because = _ASSUMED[lang].format(clause) if row.assumed else clause
    return f"| {source} | {event} | {target} | {because} |"


def _arrows(rows: tuple[Row, ...], events: Names) -> Iterator[str]:
    arrows: dict[tuple[str | None, str | None], list[str]] = {}
    for row in rows:
        arrows.setdefault((row.source, row.target), []).append(_label(row, events))
    for (source, target), labels in arrows.items():
        text = f": {', '.join(labels)}" if any(labels) else ""
        yield f"    {_node(source)} --> {_node(target)}{text}"


def _label(row: Row, events: Names) -> str:
    """The name of the event, its id if nobody has named it, starred if assumed."""
    if row.event is None:
        return ""
    return events.get(row.event, row.event) + ("*" if row.assumed else "")


def _node(state: str | None) -> str:
    return "[*]" if state is None else re.sub(r"\W", "_", state)
