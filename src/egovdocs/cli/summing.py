"""``egovdocs summary``: findings in, what they add up to out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Input
from egovdocs.audit.summary.problems import BadCount
from egovdocs.audit.summary.reading import plain, read_findings
from egovdocs.audit.summary.spread import edges
from egovdocs.audit.summary.totals import LONGEST, Delay, Totals
from egovdocs.cli.cases import opened
from egovdocs.cli.columns import SUFFIX
from egovdocs.errors import EgovdocsError, Lang

SHOWN = 20  # of so many problems the sentence is printed; the others are counted
MOST = 10_000  # so many delays at most
UNUSABLE = 2
Rendered = Callable[[Totals, Lang], Iterator[str]]


def command(args: Namespace) -> int:
    """Add up the findings of *args*; status 2 where some could not be used."""
    _check(args)
    totals = Totals(_count(args.longest))
    for name in args.files:
        for problem in _added(name, totals, args):
            totals.unusable += 1
            if totals.unusable <= SHOWN:
                print(problem.message(args.lang), file=sys.stderr)
    if totals.unusable > SHOWN:
        print(f"... +{totals.unusable - SHOWN}", file=sys.stderr)
    if totals.cases or not totals.unusable:
        _write(args, _renderer(args.format)(totals, args.lang))
    return UNUSABLE if totals.unusable else 0


def _count(given: str | None) -> int:
    if given is None:
        return LONGEST
    if not (given.isascii() and given.isdigit() and len(given) < 6 and int(given) <= MOST):
        raise BadCount(given)
    return int(given)


def _check(args: Namespace) -> None:
    """Refuse to write over what is read."""
    from egovdocs.cli.auditing import WouldOverwrite

    if args.output and Path(args.output).resolve() in (Path(each).resolve() for each in args.files):
        raise WouldOverwrite(args.output)


def _added(name: str, totals: Totals, args: Namespace) -> Iterator[BadLine]:
    """Add one file; what cannot be used of it comes out."""
    try:
        if name.lower().endswith(SUFFIX):
            _add_columns(name, totals, args)
        else:
            with opened(name) as stream:
                yield from read_findings(Input(name, plain(stream)), totals)
    except EgovdocsError as error:
        yield BadLine(name, 0, error)
    except OSError as error:
        yield BadLine(name, 0, Unreadable(name, error.strerror or str(error)))


def _add_columns(name: str, totals: Totals, args: Namespace) -> None:
    """Add the answers of an audit by columns."""
    from egovdocs.bulk.summing import summed

    found = summed(name, edges(), args.agency, totals.wanted)
    totals.cases += found.rows
    totals.undone += found.undone
    for part in found.groups:
        group = totals.group(part.agency, part.month, part.clause)
        group.kept += part.kept
        group.broken += part.broken
        group.undecided += part.undecided
        if part.took:
            group.time().add_buckets(part.took)
    for late in found.delays:
        totals.delay(Delay(*late))


def _renderer(form: str) -> Rendered:
    if form == "csv":
        from egovdocs.audit.summary.as_csv import as_csv

        return as_csv
    if form == "html":
        from egovdocs.audit.summary.as_html import as_html

        return as_html
    from egovdocs.audit.summary.as_text import as_text

    return as_text


def _write(args: Namespace, lines: Iterator[str]) -> None:
    if args.output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with Path(args.output).open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"{line}\n" for line in lines)
