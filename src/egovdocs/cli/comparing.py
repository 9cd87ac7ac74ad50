"""``egovdocs policy diff``: what two profiles answer differently over one year."""

from __future__ import annotations

import json
from argparse import Namespace

from egovdocs.audit.words import clean
from egovdocs.cli.asking import InvalidYear
from egovdocs.policy import load
from egovdocs.policy.tools.diff import diff
from egovdocs.policy.tools.diff_text import text


def command(args: Namespace) -> int:
    """Print how the answers of two profiles differ."""
    one, two = (load(name, national=args.national) for name in (args.one, args.two))
    found = diff(one, two, _year(args.year))
    if args.format == "json":
        print(json.dumps(found.to_json(), ensure_ascii=False))
        return 0
    for line in text(found, args.lang):
        print(clean(line))
    return 0


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InvalidYear(text)
    return int(text)
