"""``egovdocs id``: what an identifier is, its one form, and what is wrong with it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from egovdocs.citation import Citation
from egovdocs.errors import Lang, spoken
from egovdocs.ids import Identification, identify
from egovdocs.ids.catalogue import Catalogue
from egovdocs.ids.listed import listed

_LONGEST = 1_000_000

# fmt: off
_TYPES: Mapping[str, tuple[str, str]] = {
    "document-number": ("số, ký hiệu văn bản", "the number of a document"),
    "document-id":     ("mã định danh văn bản", "the id of a document"),
    "agency-id":       ("mã định danh cơ quan", "the id of an agency"),
}
_UNKNOWN = ("“{}” không phải mã nào được biết.", "“{}” is no identifier that is known.")
_FOUND = ("“{}” là {}; viết chuẩn: {}", "“{}” is {}; written: {}")
# fmt: on


def command(args: Namespace) -> int:
    """Print one answer for each text."""
    catalogue = Catalogue.open(Path(args.agencies)) if args.agencies else Catalogue.shipped()
    for text in _texts(args.texts):
        found = identify(text)
        if args.format == "json":
            print(json.dumps(_written(found, catalogue), ensure_ascii=False))
        else:
            print("\n".join(told(found, args.lang, catalogue)))
    return 0


def _texts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from _lines()
        else:
            yield text


def _lines() -> Iterator[str]:
    """Lines of standard input; a longer one than anybody writes is read in pieces."""
    while line := sys.stdin.buffer.readline(_LONGEST):
        text = line.decode("utf-8", errors="replace").removeprefix("\ufeff").strip()
        if text:
            yield text


def _written(found: Identification, catalogue: Catalogue) -> dict[str, object]:
    """What was found, and what the list says of the agency in it, where there is one."""
    said = listed(found, catalogue)
    return {**found.as_dict(), **({"agency": said.to_json()} if said else {})}


def told(found: Identification, lang: Lang, catalogue: Catalogue) -> Iterator[str]:
    """Say what was found: one sentence, and one line for each problem and each thing listed."""
    at = 0 if lang == "vi" else 1
    if found.canonical is None:
        yield _UNKNOWN[at].format(spoken(found.input))
        return
    kind = _TYPES[found.type][at]
    yield _FOUND[at].format(spoken(found.input), kind, spoken(found.canonical))
    for problem in found.problems:
        said = problem.vi if lang == "vi" else problem.en
        yield f"  - {said} [{Citation.parse(problem.clause).spoken(lang)}]"
    named = listed(found, catalogue)
    for line in named.told(lang) if named else ():
        yield f"  {line}"
