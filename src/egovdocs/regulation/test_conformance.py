"""The conformance suite, case by case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from egovdocs.audit.conformance import Own, SuiteCase, run, shipped_suite
from egovdocs.regulation import NeedsPytest, proves

try:
    import pytest
except ImportError:
    raise NeedsPytest from None

_KINDS: Mapping[str, str] = {
    "ordinary": "answered",
    "boundary": "boundary",
    "doubtful": "undecided",
}


@cache
def _library() -> Own:
    """The library as one of those who answer; its policies are loaded once."""
    return Own()


def _marked(case: SuiteCase) -> object:
    marks = [proves(clause, _KINDS[case.level]) for clause in case.clauses]
    return pytest.param(case, id=f"{case.clauses[0]}-{case.id}", marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in shipped_suite().cases])
def test_the_library_answers_as_the_law_does(case: SuiteCase) -> None:
    """The answer is the expected one, and cites the expected clauses."""
    (result,) = run([case], _library())

    assert result.fault is None, str(result.fault)
    assert result.outcome == "passed", f"{result.got} != {case.answer}: {', '.join(result.flags)}"
    assert result.uncited == ()
