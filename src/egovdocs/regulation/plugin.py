"""
The pytest plugin: the marker ``proves``, results by article, the file of evidence.

Results travel to the process that reports them as properties of the report, so that
``pytest -n`` changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

try:
    import pytest
except ImportError:
    from egovdocs.regulation import NeedsPytest

    raise NeedsPytest from None

from egovdocs.errors import EgovdocsError, Lang

if TYPE_CHECKING:
    from egovdocs.audit.claims import Claim

_MARK = "proves"
_PROPERTY = "egovdocs.proves"
_POLICIES = "egovdocs_policies"
_COLLECTOR = "egovdocs.regulation.collector"
_HEAD: dict[Lang, str] = {"vi": "kết quả theo điều", "en": "results by article"}
_OUTCOMES: dict[Lang, tuple[str, str, str]] = {
    "vi": ("{} đạt", "{} không đạt", "{} bỏ qua"),
    "en": ("{} passed", "{} failed", "{} skipped"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the setting of the plugin."""
    group = parser.getgroup("egovdocs", "quy định như bộ kiểm thử / the regulation as tests")
    group.addoption(
        "--egovdocs-ledger", metavar="FILE", help="ghi chứng cứ (JSON) / write the evidence"
    )
    group.addoption(
        "--egovdocs-lang", choices=("vi", "en"), default="vi", help="ngôn ngữ / language (vi)"
    )
    parser.addini(
        _POLICIES, "hồ sơ (TOML) mà bộ kiểm thử nói đến / profiles that tests speak of", "paths"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, and collect what comes of the tests that have it."""
    text = f"{_MARK}(clause, kind='kept'): the test proves a clause of a regulation"
    config.addinivalue_line("markers", text)
    config.pluginmanager.register(Collector(config), _COLLECTOR)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Check what the tests name, and write it into their properties."""
    marked = [(item, mark) for item in items for mark in item.iter_markers(_MARK)]
    if not marked:
        return
    from egovdocs.audit.claims import check

    known = _known(config)
    for item, mark in marked:
        try:
            clause, kind = _read(*mark.args, **mark.kwargs)
            check(clause, kind, known)
        except (EgovdocsError, TypeError) as error:
            raise pytest.UsageError(f"{item.nodeid}: {error}") from None
        item.user_properties.append((_PROPERTY, f"{clause} {kind}"))


def _read(clause: str, kind: str = "kept") -> tuple[str, str]:
    return clause, kind


def _known(config: pytest.Config) -> frozenset[str]:
    """Every address that a test may name."""
    from egovdocs.audit.claims import addresses
    from egovdocs.policy import load

    paths: Iterable[Path] = config.getini(_POLICIES)
    try:
        return addresses(part for path in paths for part in load(path).instruments)
    except EgovdocsError as error:
        raise pytest.UsageError(str(error)) from None


class Collector:
    """What came of each test, phase by phase."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._found: dict[tuple[str, str], str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the outcome; a failure before or after the test fails it."""
        if report.when != "call" and report.passed:
            return
        for name, value in report.user_properties:
            if name == _PROPERTY and self._found.get((report.nodeid, str(value))) != "failed":
                self._found[report.nodeid, str(value)] = report.outcome

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims, in the order in which the tests ended."""
        from egovdocs.audit.claims import claim

        for (test, value), outcome in self._found.items():
            clause, _, kind = value.partition(" ")
            yield claim(clause, test, kind, outcome)

    def pytest_sessionfinish(self) -> None:
        """Write the file of evidence, in the process that reports."""
        target = self._config.getoption("--egovdocs-ledger")
        if target and not hasattr(self._config, "workerinput"):
            from egovdocs.audit.claims import written

            Path(target).write_text(written(self.claims), encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Print the results by article."""
        if not self._found:
            return
        lang: Lang = self._config.getoption("--egovdocs-lang")
        terminalreporter.section(_HEAD[lang])
        for line, failed in by_article(self.claims, lang):
            terminalreporter.write_line(line, red=failed)


def by_article(claims: Iterable[Claim], lang: Lang) -> Iterator[tuple[str, bool]]:
    """One line for each article, in the order of the text; whether something failed in it."""
    from egovdocs.audit.words import in_order

    found: dict[str, dict[str, str]] = {}
    for claim in claims:
        tests = found.setdefault(article_of(claim.address), {})
        if tests.get(claim.test) != "failed":
            tests[claim.test] = claim.outcome
    for article in sorted(found, key=in_order):
        outcomes = list(found[article].values())
        yield f"{_spoken(article, lang)}: {_counted(outcomes, lang)}", "failed" in outcomes


def article_of(address: str) -> str:
    """The article, annex or list that a clause is in; an instrument is its own."""
    return address.partition(".")[0]


def _spoken(article: str, lang: Lang) -> str:
    from egovdocs.citation import Citation

    return f"{Citation.parse(article).spoken(lang)} ({article})"


def _counted(outcomes: list[str], lang: Lang) -> str:
    words = zip(("passed", "failed", "skipped"), _OUTCOMES[lang], strict=True)
    told = (form.format(outcomes.count(word)) for word, form in words if word in outcomes)
    return ", ".join(told)
