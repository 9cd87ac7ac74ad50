"""The page of figures: which benchmarks it shows, on what machine; the figures are not tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "performance.md").read_text(encoding="utf-8")
MAIN = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
FOUND = re.search(r"^PARTS = \((?P<parts>[^)]*)\)", MAIN, re.MULTILINE)
PARTS = [part.strip() for part in FOUND["parts"].split(",")] if FOUND else []


def between(name: str) -> str:
    """What a benchmark wrote between its marks."""
    _, begin, rest = PAGE.partition(f"<!-- {name}:begin -->")
    inside, end, _ = rest.partition(f"<!-- {name}:end -->")

    assert begin
    assert end
    return inside


@pytest.mark.parametrize("name", ["all", "bulk"])
def test_the_page_names_the_machine(name: str) -> None:
    """A figure without its hardware says nothing."""
    assert re.search(r"Machine: \d+ x .+, Python 3\.\d+", between(name))


@pytest.mark.parametrize("part", PARTS)
def test_every_benchmark_has_its_section(part: str) -> None:
    """Its name, what it is about, and what it printed."""
    section = between("all").partition(f"### {part}\n")[2].partition("\n### ")[0]
    about, fence, printed = section.partition("```text\n")

    assert (ROOT / "benchmarks" / f"{part}.py").is_file()
    assert about.strip()
    assert fence
    assert printed.strip("`\n ")


def test_ratios_are_shown() -> None:
    """Against a floor or a peer measured in the same run."""
    assert len(re.findall(r"\d x ", between("all"))) >= 5
    assert len(PARTS) >= 8


def test_the_page_is_linked() -> None:
    """From the list of pages."""
    pages = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")

    assert "(explanation/performance.md)" in pages
