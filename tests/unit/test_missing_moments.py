"""What is missing is called by its name: a moment that is worked out is no event."""

from __future__ import annotations

import pytest

from egovdocs.policy.messages import label
from egovdocs.policy.rules.table import MOMENTS


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", MOMENTS)
def test_every_moment_has_a_name_of_its_own(name: str, lang: str) -> None:
    said = label(f"event:{name}", "vi" if lang == "vi" else "en")

    assert said.startswith("thời điểm" if lang == "vi" else "the moment")
    assert "“" not in said
    assert "@" not in said


def test_two_clauses_in_conflict_are_said_and_not_coded() -> None:
    assert label("conflict:paper", "vi").startswith("hai điều khoản trái nhau về bản giấy")
    assert "conflicting clauses" in label("conflict:paper", "en")


def test_an_event_by_a_channel_is_called_as_before() -> None:
    assert label("event:published@email", "vi") == "sự kiện “phát hành” qua thư điện tử công vụ"
    assert label("event:archived.form=paper", "en") == "the event “archived” (form=paper)"
