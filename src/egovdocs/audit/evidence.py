"""
What there is that proves a rule or a clause: the bundled examples and the conformance suite.

Both were written by readers of the law, and count only where the program says what the
reader expects.  A case proves the verdict of a rule where the reader's verdict is that of the
rule and of no other; an example shows a rule where it is kept or broken in it, be that
expected or not, because it is there to be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from egovdocs.audit.conformance import agrees, shipped_suite
from egovdocs.audit.conformance.own import WEIGHT, Own, about
from egovdocs.audit.conformance.own import policy_of as made_of
from egovdocs.audit.conformance.suite import SuiteCase
from egovdocs.audit.expectations import Examples, all_examples, policy_of, under
from egovdocs.audit.sources import raw_clauses
from egovdocs.audit.wanted import Sort, has_edge, wanted
from egovdocs.policy import Clause, Policy, Report, Step, Verdict, load
from egovdocs.policy.conditions import Condition, read_condition
from egovdocs.policy.problems import Table
from egovdocs.policy.report import Judged
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.view import WHOLE
from egovdocs.record import Case

SECOND = 1_000_000  # microseconds
HOUR = 3600  # seconds; outages are measured in working hours
Proofs = Mapping[tuple[str, Sort], tuple[str, ...]]  # cases by rule or clause, and sort
Proof = tuple[str, Sort, str]  # a rule or a clause, a sort, a case

_SORTED: Mapping[Verdict, Sort] = {
    Verdict.KEPT: "kept",
    Verdict.BROKEN: "broken",
    Verdict.UNDECIDED: "undecided",
}


@cache
def proofs() -> Proofs:
    """Every case that proves something, by rule or clause, and by sort."""
    found: dict[tuple[str, Sort], dict[str, None]] = {}
    for name, sort, case in _all():
        found.setdefault((name, sort), {})[case] = None
    return {key: tuple(cases) for key, cases in found.items()}


def _all() -> Iterator[Proof]:
    for examples in all_examples():
        yield from _verdicts(examples)
        yield from _answers(examples)
        yield from _shown(examples)
    yield from _suite()


# -- what findings prove ----------------------------------------------------------------------


def attributed(parts: tuple[Judged, ...], report: Report) -> Iterator[tuple[str, Sort]]:
    """
    What findings that a reader expects prove of their rules.

    A clause that is kept is kept whole.  One that is broken says which of its rules is only
    where no other has the same verdict.
    """
    alone = len({part.rule.id for part in parts}) == 1
    for part in parts:
        sort = _SORTED.get(part.outcome.verdict)
        if sort is not None and (alone or sort == "kept"):
            yield part.rule.id, sort
            if at_the_edge(part, report):
                yield part.rule.id, "boundary"


def at_the_edge(part: Judged, report: Report) -> bool:
    """Whether a finding is one second, item or character from the edge of its rule."""
    facts = part.outcome.facts
    instants = [*_instants(part, report)]
    near = any(abs(one - end) <= SECOND for one in instants for end in _ends(part, report))
    single = len(facts.get("absent", ())) == 1
    return near or single or _at_length(facts) or _at_day(part.rule, report) or _at_span(part)


def _instants(part: Judged, report: Report) -> Iterator[int]:
    """When the act was done, or observation ended; of an order or a ban, when each act was."""
    done = part.outcome.facts.get("done", report.view.until)
    if isinstance(done, int):
        yield done
    ordered = part.rule.use in ("before", "forbidden")
    for act in getattr(part.rule.kind, "acts", ()) if ordered else ():
        yield from (found.us for found in report.view.acts(act, part.subject).found)


def _ends(part: Judged, report: Report) -> Iterator[int]:
    """The last instants in time; of a ban, the moment from which it holds."""
    facts, kind = part.outcome.facts, cast("Any", part.rule.kind)
    yield from (facts[name] for name in ("late_after", "due", "before") if name in facts)
    if part.rule.use == "forbidden" and kind.after is not None:
        yield from (found.us for found in report.view.acts(kind.after, part.subject).found)


def _at_span(part: Judged) -> bool:
    """Whether an outage lasted within one second of what a rule allows."""
    down, limit = part.outcome.facts.get("outage"), getattr(part.rule.kind, "limit", None)
    return down is not None and limit is not None and abs(down - limit.amount * HOUR) <= 1


def _at_length(facts: Mapping[str, object]) -> bool:
    characters, most = facts.get("characters"), facts.get("most")
    return isinstance(characters, int) and isinstance(most, int) and characters - most in (0, 1)


def _at_day(rule: Rule, report: Report) -> bool:
    """Whether a document is dated within a day of the days on which a generation changes."""
    document = report.view.document
    dated = None if document is None else document.date
    if rule.use != "generation" or not isinstance(dated, date):
        return False
    kind: Any = rule.kind
    return any(abs((dated - day).days) <= 1 for day in (kind.new_from, kind.old_until))


# -- the examples -----------------------------------------------------------------------------


def _verdicts(examples: Examples) -> Iterator[Proof]:
    policy = policy_of(examples.profile)
    reports: dict[str, Report] = {}
    for row in examples.expectations:
        if row.case not in reports:
            reports[row.case] = policy.audit(examples.cases[row.case])
        if row.met(reports[row.case]):
            for name, sort in attributed(row.wanted(reports[row.case]), reports[row.case]):
                yield name, sort, row.case


def _answers(examples: Examples) -> Iterator[Proof]:
    """The clauses by which a moment is what a reader expects."""
    policy = policy_of(examples.profile)
    for answer in examples.answers:
        case = examples.cases[answer.case]
        if answer.at and answer.met(policy, case):
            for clause in answer.because(policy, case)[:1]:
                yield clause, "answered", answer.case


def _shown(examples: Examples) -> Iterator[Proof]:
    """What the examples show, alone and over the national layer, expected or not."""
    alone, whole = policy_of(examples.profile), load(examples.profile, national=True)
    for name, case in examples.cases.items():
        report = whole.audit(case)
        rules = {part.rule.id for part in report.judged if _shows(part)}
        cited = {*_cited(alone, case), *_cited(whole, case), *_conditions(whole, report)}
        shown = {*rules, *cited, *_handing_on(whole, cited)}
        yield from ((clause, "example", name) for clause in sorted(shown))


def _handing_on(policy: Policy, cited: Iterable[str]) -> Iterator[str]:
    """The clauses that hand a question on to a clause that is cited."""
    for instrument in policy.instruments:
        for clause in instrument.clauses:
            if clause.answers and clause.to and any(under(one, clause.to) for one in cited):
                yield f"{instrument.id}#{clause.at}"


def _shows(part: Judged) -> bool:
    verdict = part.outcome.verdict
    return verdict in (Verdict.KEPT, Verdict.BROKEN) or (
        verdict is Verdict.UNDECIDED and _undecidable(part.rule)
    )


@cache
def _undecidable(rule: Rule) -> bool:
    return "undecided" in wanted(rule)


def _cited(policy: Policy, case: Case) -> Iterator[str]:
    """The clauses by which a document was sent and received, and is worth what it is."""
    view = policy.view(case)
    if case.about in ("document", "message"):
        scene = policy.scene(view)
        yield from scene.moment("@sent", WHOLE).because
        for subject in view.recipients:
            yield from scene.moment("@received", subject).because
    if case.about in ("document", "message"):
        yield from _steps(policy.value(case).because)


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if step.clause:
            yield step.clause
        yield from _steps(step.under)


def _conditions(policy: Policy, report: Report) -> Iterator[str]:
    """The clauses whose ground holds, or by which a case is outside or only encouraged."""
    subjects = (WHOLE, *report.view.recipients)
    for clause, condition in _named(policy):
        if any(condition.truth(report.view, one) is True for one in subjects):
            yield clause


@cache
def _named(policy: Policy) -> tuple[tuple[str, Condition], ...]:
    """Grounds and scopes by the whole address of their clause."""
    return tuple(
        (f"{instrument.id}#{clause.at}", condition)
        for instrument in policy.instruments
        for clause in instrument.clauses
        for condition in _of_clause(instrument.id, clause)
    )


def _of_clause(ident: str, clause: Clause) -> Iterator[Condition]:
    if clause.ground is not None:
        yield clause.ground.when
    written = raw_clauses(ident)[clause.at]
    for key in ("outside", "encouraged"):
        if key in written:
            found = read_condition(Table(written, "", clause.at, []), key)
            yield from () if found is None else (found,)


# -- the conformance suite --------------------------------------------------------------------


def _suite() -> Iterator[Proof]:
    own = Own()
    for case in shipped_suite().cases:
        told = _of_verdict(case) if case.question == "verdict" else _of_answer(case, own)
        if told is not None:
            yield from ((clause, "answered", case.id) for clause in case.clauses)
            yield from ((name, sort, case.id) for name, sort in told)


def _of_answer(case: SuiteCase, own: Own) -> list[tuple[str, Sort]] | None:
    """What an answer proves of a rule; None where it is not the expected one."""
    if not agrees(case.answer, own.reply(case).answer):
        return None
    if case.question not in _TO_THE_SECOND or case.answer is None:
        return []
    names = _limited(_of(case), case)
    return [(name, "boundary") for name in names if len(names) == 1]


def _of_verdict(case: SuiteCase) -> list[tuple[str, Sort]] | None:
    """What a verdict proves of the rules of its clause; None where it is another."""
    report = _of(case).audit(Case.from_json(case.given["case"]))
    meant = [p for p in report.judged if about(p.rule.clause, p.subject.agency, case.given)]
    verdict = max((p.outcome.verdict for p in meant), key=WEIGHT.index, default=WEIGHT[0])
    if verdict.value != case.answer["verdict"]:
        return None
    parts = tuple(part for part in meant if part.outcome.verdict is verdict)
    told = [*attributed(parts, report)]
    names = {name for name, _ in told}
    edge = names if case.level == "boundary" and len(names) == 1 else ()
    return [*told, *((name, "boundary") for name in edge)]


_TO_THE_SECOND = {"deadline": "deadline", "reports": "report"}  # question -> rule kind


def _of(case: SuiteCase) -> Policy:
    return _made(json.dumps(case.setup, sort_keys=True))


@cache
def _made(setup: str) -> Policy:
    """The policy of a setup, made once."""
    return made_of(json.loads(setup))


def _limited(policy: Policy, case: SuiteCase) -> tuple[str, ...]:
    """The rules whose last instant an answer gives to the second."""
    use = _TO_THE_SECOND[case.question]
    return tuple(
        rule.id
        for rule in policy.rules
        if rule.clause == case.given["clause"] and rule.use == use and has_edge(rule)
    )
