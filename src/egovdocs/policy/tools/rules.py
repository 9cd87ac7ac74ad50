"""Rules that can never speak, can never be broken, or cannot both be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.source import Row, Source, tables, texts
from egovdocs.policy.tools.worlds import Unreadable, World, search, spoken, witness

Grounds = Mapping[str, tuple[Any, ...]]

# Lists without which a rule of the kind has nothing to judge: one of each group must be filled.
_FILLED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "deadline": (("to",),),
    "forbidden": (("act",),),
    "forbidden-content": (("act",), ("values",)),
    "information": (("fields",),),
    "allowed": (("values",),),
    "items": (("items",),),
    "event-fact": (("fields",),),
    "evidence": (("events", "fields"),),
    "channel": (("channels",),),
    "before": (("acts",),),
    "formats": (("formats",),),
    "settled-by": (("to",),),
    "last-result": (("values",),),
    "signed-by": (("by",),),
    "forms": (("forms",),),
}
# Two keys of a kind that cannot name the same thing.
_APART: Mapping[str, tuple[tuple[str, str], ...]] = {
    "deadline": (("from", "to"), ("to", "stops"), ("from", "stops")),
    "settled-by": (("from", "to"), ("to", "stops")),
    "forbidden": (("act", "after"),),
    "before": (("acts", "before"),),
    "not-before": (("act", "after"),),
    "last-result": (("event", "before"),),
    "notice-before": (("event", "before"),),
}
_LABELS = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}
_MARK = {"month": "{:02d}", "quarter": "Q{}", "half-year": "H{}", "year": "{}"}


def grounds_of(source: Source) -> Grounds:
    """The named grounds of a file as they stand; several clauses may feed one name."""
    found: dict[str, tuple[Any, ...]] = {}
    for _, clause in source.clauses:
        ground = clause.get("ground")
        if isinstance(ground, dict):
            name = str(ground.get("name", ""))
            found[name] = (*found.get(name, ()), ground.get("when", {}))
    return found


def rules(source: Source) -> Iterator[Problem]:
    """What is wrong with the rules of *source*, each by itself and against each other."""
    grounds = grounds_of(source)
    for path, clause in source.clauses:
        yield from _kind(source, path, clause)
    for path, rule, _ in source.rules:
        yield from _parameters(source, path, rule)
        yield from _silent(source, path, rule, grounds)
    yield from _unused_grounds(source)
    yield from conflicts([source])


def _kind(source: Source, path: str, clause: Row) -> Iterator[Problem]:
    """A clause of the kind ``rule`` has something to judge, and the other kinds say why not."""
    kind, own = clause.get("kind"), list(tables(clause, "rule"))
    if own and kind not in ("rule", "delegated") and "why" not in clause:
        yield source.problem("rule-in-other-kind", f"{path}.kind", str(kind), "rule | delegated")
    speaks = own or {"answer", "ground", "outside", "encouraged", "norm", "why"} & clause.keys()
    if kind == "rule" and not speaks:
        yield source.problem("rule-without-rule", f"{path}.kind")


def _parameters(source: Source, path: str, rule: Row) -> Iterator[Problem]:
    use = str(rule.get("use", ""))
    for keys in _FILLED.get(use, ()):
        if not any(rule.get(key) for key in keys):
            yield source.problem("empty-list", f"{path}.{keys[0]}")
    for one, two in _APART.get(use, ()):
        for shared in set(texts(rule.get(one))) & set(texts(rule.get(two))):
            yield source.problem("cannot-both-hold", f"{path}.{two}", shared, one)
    if use == "report":
        yield from _labels(source, path, rule)


def _labels(source: Source, path: str, rule: Row) -> Iterator[Problem]:
    """A limit of a report belongs to a part of the year that such reports have."""
    before, every = rule.get("before"), str(rule.get("every", "year"))
    known = {_MARK[every].format(part + 1) for part in range(_LABELS[every])} if (
        every in _LABELS
    ) else set()  # fmt: skip
    for label in before if isinstance(before, dict) and known else ():
        if label != "*" and (label not in known or every == "year"):
            yield source.problem("cannot-both-hold", f"{path}.before.{label}", label, "every")


def _silent(source: Source, path: str, rule: Row, grounds: Grounds) -> Iterator[Problem]:
    given, unless = rule.get("given"), rule.get("unless")
    about = {"about": rule.get("about", "document")} if _asks_about(given) else None
    try:
        if witness([given, about], [], grounds) is None:
            yield source.problem("vacuous", f"{path}.given", str(given))
        elif unless is not None and witness([given, about], [unless], grounds) is None:
            yield source.problem("always-excused", f"{path}.unless")
    except Unreadable:
        return


def _asks_about(given: object) -> bool:
    return isinstance(given, dict) and "about" in given


def _unused_grounds(source: Source) -> Iterator[Problem]:
    used = {name for _, clause in source.clauses for name in _names(clause)}
    for path, clause in source.clauses:
        ground = clause.get("ground")
        name = str(ground.get("name", "")) if isinstance(ground, dict) else ""
        if name and f"@{name}" not in used:
            yield source.problem("unused-ground", f"{path}.ground.name", name)


def _names(value: object) -> Iterator[str]:
    """Every text under *value* that names a ground or a moment."""
    if isinstance(value, str) and value.startswith("@"):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _names(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


# -- two rules that cannot both be kept --------------------------------------------------------


class Placed(NamedTuple):
    """A rule with its file, its place there and its name."""

    source: Source
    path: str
    rule: Row
    name: str
    grounds: Grounds


def conflicts(sources: Iterable[Source]) -> Iterator[Problem]:
    """Acts that one rule demands and another forbids, with a case in which both apply."""
    placed = [part for source in sources for part in _placed(source)]
    duties = [part for part in placed if part.rule.get("use") in ("deadline", "channel")]
    bans = [part for part in placed if part.rule.get("use") == "forbidden"]
    for duty, ban in product(duties, bans):
        world = conflict(duty, ban)
        if world is not None:
            yield duty.source.problem("conflict", duty.path, spoken(world), ban.name)


def conflict(duty: Placed, ban: Placed) -> World | None:
    """A case in which *duty* demands what *ban* forbids; None where there is none."""
    if duty.rule.get("use") not in ("deadline", "channel") or ban.rule.get("use") != "forbidden":
        return None
    return _both_apply(duty, ban) if _opposed(duty.rule, ban.rule) else None


def _placed(source: Source) -> Iterator[Placed]:
    grounds = grounds_of(source)
    for path, rule, clause in source.rules:
        if clause.get("force", "must") == "must" and "superseded" not in clause:
            name = f"{source.address(clause)}/{rule.get('id', '')}"
            yield Placed(source, path, rule, name, grounds)


def _opposed(duty: Row, ban: Row) -> bool:
    """Whether whatever keeps *duty* breaks *ban*."""
    keys = ("side", "about")
    after, question = ban.get("after"), duty.get("question")
    if question and ban.get("yields") == question:
        return False
    if any(duty.get(key) != ban.get(key) for key in keys) or after not in (None, duty.get("from")):
        return False
    acts = set(texts(ban.get("act")))
    ways = list(_ways(duty))
    return bool(ways) and all(act in acts or f"{act}@{by}" in acts for act, by in ways)


def _ways(duty: Row) -> Iterator[tuple[str, str]]:
    """The acts, each with a channel, by which a duty is kept; ``*`` is any channel."""
    if duty.get("use") == "channel":
        return product(texts(duty.get("act")), texts(duty.get("channels")))
    return product(texts(duty.get("to")), texts(duty.get("by")) or ("*",))


def _both_apply(duty: Placed, ban: Placed) -> World | None:
    """A case in which the duty and the ban both hold and nothing excuses from either."""
    if duty.source is not ban.source and _uses_grounds(duty, ban):
        return None
    given = [duty.rule.get("given"), ban.rule.get("given")]
    unless = [duty.rule.get("unless"), ban.rule.get("unless")]
    try:
        if duty.source is not ban.source:
            return search(given, unless)
        return witness(given, unless, duty.grounds)
    except Unreadable:
        return None


def _uses_grounds(*parts: Placed) -> bool:
    """Grounds of two files may share a name and mean different things: nothing is said then."""
    keys = ("given", "unless")
    return any(name for part in parts for key in keys for name in _names(part.rule.get(key)))
