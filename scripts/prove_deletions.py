"""
Delete a rule, a row or a list item of the law, one at a time, and show what notices.

    python scripts/prove_deletions.py [NUMBER] [--seed N] [--quick]

A random sample of NUMBER (120 without one), a third of each sort: rules of instruments; rows
(clauses, answers, grounds, and steps of the tables of states); items of lists.  Looked at in this
order: the reader of instruments, the portable suite, the examples, the tests in ``tests/law``
(not with ``--quick``), the committed ledger, the committed count of mutants.  The first four
are about what the law says; the last two merely say that something is no longer there.

Exit status 0: each deletion was noticed; 1: one was not; 2: something fails as it is.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import Pool
from typing import Any, Literal

import attrs
from mutate import files_about, tests_that_notice

from egovdocs.audit.mutation import LIFECYCLE, by_examples, names, put_in, tables
from egovdocs.audit.suite_killing import killer, killer_of_states, unsound
from egovdocs.errors import EgovdocsError
from egovdocs.policy import Instrument, Policy, shipped_instrument, shipped_instruments
from egovdocs.policy.tools.mutating import REMOVED, Path, changed, mutants, read_tables
from egovdocs.policy.tools.mutating_days import lifecycles

Sort = Literal["rule", "row", "item"]
SORTS: tuple[Sort, ...] = ("rule", "row", "item")
SEED, NUMBER = 837, 120


@attrs.frozen
class Deletion:
    """
    Something that can be taken away.

    Attributes:
        ident: the instrument, or ``lifecycle``.
        name: where it stands, and what it is.
        path: where it stands in the tables; empty for a step of a table of states.
        clause: the clause whose findings alone may change; empty where others may, too.
    """

    sort: Sort
    ident: str
    name: str
    path: Path = ()
    clause: str = ""


# -- what can be deleted ----------------------------------------------------------------------


def deletions() -> Iterator[Deletion]:
    """Every rule, row and list item of every shipped instrument; every step between states."""
    for ident in shipped_instruments():
        for number, row in enumerate(tables(ident)["clause"]):
            yield from _of_row(ident, row, ("clause", number))
    for name in names(LIFECYCLE):
        if ":drop-" in name:
            yield Deletion("row", LIFECYCLE, name)


_ROWS = ("answer", "ground", "outside")
_NO_LAW = ("vi", "en", "why", "left", "defect")  # what is said of a clause in our own words


def _of_row(ident: str, row: Mapping[str, Any], path: Path) -> Iterator[Deletion]:
    at = f"{ident}#{row['at']}"
    yield Deletion("row", ident, at, path)
    for index, rule in enumerate(row.get("rule", ())):
        where = (*path, "rule", index)
        yield Deletion("rule", ident, f"{at}/{rule['id']}", where, at)
        items = _items(ident, f"{at}/{rule['id']}", rule, where)
        yield from (attrs.evolve(item, clause=at) for item in items)
    for key, part in row.items():
        if key in _ROWS:
            yield Deletion("row", ident, f"{at}/{key}", (*path, key))
        if key != "rule" and key not in _NO_LAW:
            yield from _items(ident, f"{at}/{key}", part, (*path, key))


def _items(ident: str, name: str, part: Any, path: Path) -> Iterator[Deletion]:
    """The items of every list under *part*."""
    if isinstance(part, Mapping):
        for key, inner in part.items():
            yield from _items(ident, f"{name}:{key}", inner, (*path, key))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            word = item if isinstance(item, str) else index
            yield Deletion("item", ident, f"{name}-{word}", (*path, index))
            if not isinstance(item, str):
                yield from _items(ident, f"{name}-{index}", item, (*path, index))


def sample(number: int, seed: int) -> list[Deletion]:
    """The same *number* deletions for the same *seed*, a third of each sort."""
    draw, every = random.Random(seed), list(deletions())
    found: list[Deletion] = []
    for left, sort in zip((3, 2, 1), SORTS, strict=True):
        known = [part for part in every if part.sort == sort]
        found += draw.sample(known, min(len(known), (number - len(found)) // left))
    return found


# -- who notices ------------------------------------------------------------------------------


def noticed(work: tuple[Deletion, bool]) -> str:
    """Who notices a deletion, and with what; empty where nobody does."""
    deletion, quick = work
    if deletion.ident == LIFECYCLE:
        return _named("suite", killer_of_states(dict(lifecycles())[deletion.name]))
    data = changed(tables(deletion.ident), deletion.path, REMOVED)
    instrument = read_tables(data)
    if instrument is None:
        return "reader: the instrument is refused"
    looks: list[tuple[str, Callable[[], str]]] = [
        ("suite", lambda: _by_suite(deletion, instrument)),
        ("examples", lambda: _by_examples(deletion, instrument)),
        ("tests", lambda: "" if quick else _by_tests(deletion.ident, instrument)),
        ("ledger", lambda: _by_ledger(deletion.ident, instrument)),
        ("count", lambda: _by_count(deletion.ident, data)),
    ]
    return next((_named(who, what) for who, look in looks if (what := look())), "")


def _named(who: str, what: str) -> str:
    return f"{who}: {what}" if what else ""


def _by_suite(part: Deletion, instrument: Instrument) -> str:
    return _safely(lambda: killer(part.ident, part.clause, _change(part.ident, instrument)))


def _by_examples(part: Deletion, instrument: Instrument) -> str:
    return _safely(lambda: by_examples(_change(part.ident, instrument), part.clause))


def _safely(look: Callable[[], str]) -> str:
    """What was found; a crash is noticed, too."""
    try:
        return look()
    except (EgovdocsError, IndexError) as error:
        return type(error).__name__


def _change(ident: str, instrument: Instrument) -> Callable[[Policy], Policy | None]:
    return lambda policy: put_in(policy, instrument, ident)


def _by_tests(ident: str, instrument: Instrument) -> str:
    return tests_that_notice(files_about(ident), ident, instrument)


def _by_ledger(ident: str, instrument: Instrument) -> str:
    """The committed ledger, which a test compares, has a line for each clause and its rules."""
    was, now = _lines(shipped_instrument(ident)), _lines(instrument)
    return "ledger.json has another row" if was != now else ""


def _lines(instrument: Instrument) -> list[tuple[str, list[str]]]:
    return [(row.at, [rule.id for rule in row.rules]) for row in instrument.clauses]


def _by_count(ident: str, data: Mapping[str, Any]) -> str:
    """The committed record, which a test compares, tells how many mutants there are."""
    same = len(mutants(data)) == len(names(ident))
    return "" if same else "mutants.json counts others"


# -- the table --------------------------------------------------------------------------------


def _number(argv: Sequence[str], default: int) -> int:
    return next((int(word) for word in argv if word.isdigit()), default)


def main(argv: Sequence[str]) -> int:
    """Print one line for each deletion, and how many each of the guards noticed."""
    words, seed = list(argv), SEED
    if "--seed" in words:
        at = words.index("--seed")
        seed = int(words[at + 1])
        del words[at : at + 2]
    if broken := unsound():
        print(f"these fail as they are: {', '.join(broken)}", file=sys.stderr)
        return 2
    drawn = sample(_number(words, NUMBER), seed)
    with Pool(2, maxtasksperchild=1) as pool:  # tests put their change into the process
        found = pool.map(noticed, [(part, "--quick" in words) for part in drawn], 1)
    for part, by in zip(drawn, found, strict=True):
        print(f"{part.sort:4}  {part.name:84}  {by or 'UNNOTICED'}")
    counts = Counter(by.partition(":")[0] or "unnoticed" for by in found)
    print(f"{len(found)} deletions (seed {seed}): " + ", ".join(
        f"{who} {count}" for who, count in counts.most_common()))  # fmt: skip
    return int("" in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
