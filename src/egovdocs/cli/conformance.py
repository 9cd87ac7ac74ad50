"""``egovdocs conformance``: the cases of the law, put to the library or to another program."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import attrs

from egovdocs import __version__
from egovdocs.audit.conformance import Own, Program, Result, Suite, read_suite, run, shipped_suite
from egovdocs.audit.conformance.printing import as_json, shown, told
from egovdocs.audit.conformance.suite import SUBJECTS
from egovdocs.audit.words import clean
from egovdocs.errors import EgovdocsError, closest


@attrs.frozen
class NoSuchSuiteCase(EgovdocsError, LookupError):
    """An id that no case of the suite has."""

    id: str
    nearest: str

    code: ClassVar[str] = "cli.no-such-suite-case"
    vi: ClassVar[str] = "Không có ca kiểm “{id}”; gần nhất là “{nearest}”."
    en: ClassVar[str] = "There is no case “{id}”; the closest is “{nearest}”."


def command(args: Namespace) -> int:
    """Run, list or show cases; 1 where a case failed or the program is at fault."""
    return _VERBS[args.verb](args)


def _suite(args: Namespace) -> Suite:
    return read_suite(Path(args.suite)) if args.suite else shipped_suite()


def _run(args: Namespace) -> int:
    suite = _suite(args)
    name, results = _put(suite, args)
    lines = (
        as_json(name, results) if args.format == "json" else told(name, results, suite, args.lang)
    )
    for line in lines:
        print(clean(line))
    return 1 if any(part.outcome in ("failed", "fault") for part in results) else 0


def _put(suite: Suite, args: Namespace) -> tuple[str, list[Result]]:
    cases = suite.only(args.subject or (), args.level or ())
    if not args.client:
        return f"egovdocs {__version__}", list(run(cases, Own()))
    with Program(args.client, suite.calendar, limit=args.time_limit) as program:
        results = list(run(cases, program))
        return program.name, results


def _list(args: Namespace) -> int:
    suite = _suite(args)
    counts = Counter(case.subject for case in suite.cases)
    for subject in SUBJECTS:
        print(f"{subject:14}{counts[subject]:6}")
    print(f"{'':14}{len(suite.cases):6}")
    return 0


def _show(args: Namespace) -> int:
    suite = _suite(args)
    found = {case.id: case for case in suite.cases}
    if args.case not in found:
        raise NoSuchSuiteCase(args.case, closest(args.case, found))
    for line in shown(found[args.case], suite, args.lang):
        print(clean(line))
    return 0


def _serve(_: Namespace) -> int:
    from egovdocs.audit.conformance.serving import answers

    for line in answers(_lines()):
        print(line, flush=True)
    return 0


def _lines() -> Iterator[str]:
    while line := sys.stdin.readline():
        yield line


_VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "run": _run,
    "list": _list,
    "show": _show,
    "serve": _serve,
}
