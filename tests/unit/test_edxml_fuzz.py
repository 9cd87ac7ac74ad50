"""The fuzzer in small: what it mutates, and what it asks; long runs are on the page on safety."""

from __future__ import annotations

import random
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz_edxml.py"


@pytest.fixture(scope="module")
def fuzzer() -> ModuleType:
    spec = util.spec_from_file_location("fuzz_edxml", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = util.module_from_spec(spec)
    sys.modules["fuzz_edxml"] = made
    spec.loader.exec_module(made)
    return made


def test_every_seed_is_a_message_or_two(fuzzer: ModuleType) -> None:
    fates = [fuzzer.check(seed) for seed in fuzzer.SEEDS]

    assert fates.count("DocumentMessage") == 7
    assert fates.count("StatusMessage") == 5
    assert fates.count("edxml.broken-xml") == 1  # two messages, one after the other


def test_some_hundreds_of_mutations_find_nothing(fuzzer: ModuleType) -> None:
    dice = random.Random(6)
    fates = {fuzzer.check(fuzzer.mutated(dice, dice.choice(fuzzer.SEEDS))) for _ in range(400)}

    assert {"DocumentMessage", "StatusMessage", "edxml.broken-xml"} <= fates


def test_a_fault_is_found(fuzzer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that lets its own errors out, and a writer that loses a subject."""
    monkeypatch.setattr(fuzzer.edxml, "write", lambda _: fuzzer.SEEDS[3])
    with pytest.raises(fuzzer.Unsound):
        fuzzer.check(fuzzer.SEEDS[0])
