"""Paper by the law of the document's day: in force, replaced, in a pilot, out of scope."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from egovdocs.policy import Policy
from egovdocs.record import Case, Document
from small_policies import clause, instrument, load, rule

DUTY = 'from = "published"\nto = "paper-sent"'
BAN = 'act = "paper-sent"\nafter = "published"'
FIRST = instrument("thu/1-2019", rule("d1", "deadline", DUTY), start="2019-03-01").replace(
    "in_force = { from = 2019-03-01 }", "in_force = { from = 2019-03-01, until = 2020-06-30 }"
)
THEN = instrument("thu/2-2020", rule("d1", "forbidden", BAN), start="2020-07-01")


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    """A duty to send paper to 30 June 2020, a ban of it from 1 July 2020."""
    return load(tmp_path, FIRST, THEN)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 2, 28), None),  # before either text
        (date(2019, 3, 1), "required"),
        (date(2020, 6, 30), "required"),  # the last day of the first
        (date(2020, 7, 1), "forbidden"),  # the first day of the second
        (date(2024, 1, 1), "forbidden"),
    ],
)
def test_the_law_of_the_day_of_the_document_answers(
    policy: Policy, day: date, expected: str | None
) -> None:
    answer = policy.paper(Document(date=day))

    assert answer.value == expected
    assert answer.missing == (() if expected else ("law:paper",))


def test_the_day_of_issue_goes_before_the_date_of_the_document(policy: Policy) -> None:
    case = {
        "case": "T",
        "document": {"date": "2020-06-30"},
        "events": [{"type": "published", "at": "2020-07-01T00:00:00+07:00"}],
    }

    assert policy.paper(Case.from_json(case)).value == "forbidden"


def test_a_document_without_a_day_is_not_decided(policy: Policy) -> None:
    assert policy.paper(Document()).missing == ("when",)


def test_the_pinned_day_goes_before_both(policy: Policy) -> None:
    assert policy.on(date(2020, 1, 2)).paper(Document(date=date(2024, 1, 1))).value == "required"


def test_a_clause_that_was_replaced_asks_for_no_paper_from_that_day(tmp_path: Path) -> None:
    replaced = 'superseded = { from = 2021-01-01, by = "thu/2-2020#d1" }'
    text = instrument("thu/1-2019", rule("d1", "deadline", DUTY, replaced))
    policy = load(tmp_path, text, instrument("thu/2-2020", clause("d1"), start="2021-01-01"))

    assert policy.paper(Document(date=date(2020, 12, 31))).value == "required"
    assert policy.paper(Document(date=date(2021, 1, 1))).missing == ("law:paper",)


def test_a_pilot_neither_demands_nor_forbids(tmp_path: Path) -> None:
    pilot = THEN.replace("from = 2020-07-01", "from = 2020-07-01, pilot_until = 2020-12-31")
    policy = load(tmp_path, pilot)

    assert policy.paper(Document(date=date(2020, 12, 31))).missing == ("law:paper",)
    assert policy.paper(Document(date=date(2021, 1, 1))).value == "forbidden"


def test_what_is_outside_the_text_is_not_bound_by_it(tmp_path: Path) -> None:
    why = 'why = { vi = "Vì thử.", en = "For trying." }'
    scope = clause("d2", f"{why}\noutside = {{ document.state_secret = true }}", kind="scope")
    text = instrument("thu/1-2019", rule("d1", "forbidden", BAN), scope)
    policy, day = load(tmp_path, text), date(2020, 3, 2)

    assert policy.paper(Document(date=day, state_secret=False)).value == "forbidden"
    assert policy.paper(Document(date=day, state_secret=True)).missing == ("law:paper",)
    assert policy.paper(Document(date=day)).missing == ("document.state_secret",)
