"""
Charts as inline SVG: stacked bars of verdicts, and how working time is spread.

They hold shapes, numbers and months only; what they show also stands in words beside them,
so that a screen reader skips them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from egovdocs.audit.summary.totals import VERDICTS

_WIDE, _HIGH, _FOOT, _TOP, _EDGE = 720, 220, 28, 8, 30
_LABELS = 8  # so many months have their names below at most


def bar(counts: Sequence[int]) -> str:
    """A bar over the whole width: the parts of each verdict."""
    whole = sum(counts)
    parts = "".join(_across(counts, 1000 / whole)) if whole else ""
    return (
        '<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{parts}</svg>"
    )


def _across(counts: Sequence[int], scale: float) -> Iterator[str]:
    at = 0.0
    for name, count in zip(VERDICTS, counts, strict=True):
        if count:
            wide = count * scale
            yield f'<rect class="{name}" x="{at:.1f}" y="0" width="{wide:.1f}" height="10"/>'
            at += wide


def span(median: float, most: float, longest: float) -> str:
    """A line up to the 95th percentile, with the median on it; *longest* is the whole width."""
    scale = 990 / longest if longest else 0
    middle, end = median * scale, most * scale
    return (
        '<svg class="span" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<line x1="0" y1="5" x2="{end:.1f}" y2="5"/>'
        f'<rect x="{middle:.1f}" y="0" width="10" height="10"/></svg>'
    )


def columns(parts: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A column for each part, named below: its counts on each other."""
    most = max((sum(counts) for _, counts in parts), default=0) or 1
    step = (_WIDE - 2 * _EDGE) / max(len(parts), 1)
    every = -(-len(parts) // _LABELS)
    drawn = "".join(
        _column(_EDGE + place * step, step, counts, (_HIGH - _FOOT - _TOP) / most)
        + (_label(_EDGE + place * step + step / 2, name) if place % every == 0 else "")
        for place, (name, counts) in enumerate(parts)
    )
    base = _HIGH - _FOOT
    return (
        f'<svg class="columns" viewBox="0 0 {_WIDE} {_HIGH}" aria-hidden="true">{drawn}'
        f'<line class="axis" x1="0" y1="{base}" x2="{_WIDE}" y2="{base}"/></svg>'
    )


def _column(at: float, step: float, counts: Sequence[int], scale: float) -> str:
    found, floor = [], float(_HIGH - _FOOT)
    for name, count in zip(VERDICTS, counts, strict=False):
        high = count * scale
        floor -= high
        if count:
            found.append(
                f'<rect class="{name}" x="{at + step * 0.15:.1f}" y="{floor:.1f}" '
                f'width="{step * 0.7:.1f}" height="{high:.1f}"/>'
            )
    return "".join(found)


def _label(at: float, name: str) -> str:
    return f'<text x="{at:.1f}" y="{_HIGH - 6}" text-anchor="middle">{name}</text>'
