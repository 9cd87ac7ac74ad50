"""Every error of the package: fields, a code of its own, and the same sentence twice."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import string
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import ClassVar

import attrs
import pytest

import egovdocs
from egovdocs.audit.problems import Unreadable
from egovdocs.errors import EgovdocsError, closest, spoken
from egovdocs.policy import NoSuchPolicy
from egovdocs.policy.problems import Problem

# What stands in for a field, by a word of its annotation; text for the rest.
SAMPLES: dict[str, object] = {
    "Problem": (Problem("missing-key", "a.toml", "id"),),
    "tuple": ("một", "hai"),
    "frozenset": frozenset({"một"}),
    "datetime": datetime(2025, 4, 22, 8, tzinfo=UTC),
    "date": date(2025, 4, 22),
    "int": 3,
}


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(egovdocs.__path__, "egovdocs."):
        if not module.name.endswith("__main__"):
            yield module.name


def family(base: type[EgovdocsError]) -> Iterator[type[EgovdocsError]]:
    yield base
    for child in base.__subclasses__():
        yield from family(child)


def errors() -> list[type[EgovdocsError]]:
    """Every error that some module of the package defines, by name."""
    for name in modules():
        importlib.import_module(name)
    # attrs makes a second class for slots; only the one that its module names counts.
    named = {
        error
        for error in family(EgovdocsError)
        if getattr(importlib.import_module(error.__module__), error.__name__, None) is error
        and error.__module__.startswith("egovdocs.")
    }
    return sorted(named, key=lambda error: (error.__module__, error.__name__))


def sample(error: type[EgovdocsError]) -> EgovdocsError:
    return error(*(value_for(str(field.type)) for field in attrs.fields(error)))


def value_for(annotation: str) -> object:
    return next((value for word, value in SAMPLES.items() if word in annotation), "chữ")


def placeholders(sentence: str) -> set[str]:
    parts = string.Formatter().parse(sentence)
    return {name.split(".")[0] for _, name, _, _ in parts if name is not None}


ERRORS = errors()
every_error = pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)


@every_error
def test_both_sentences_use_the_same_fields(error: type[EgovdocsError]) -> None:
    fields = {field.name for field in attrs.fields(error)}

    assert placeholders(error.vi) == placeholders(error.en) <= fields


@every_error
def test_both_sentences_are_sentences(error: type[EgovdocsError]) -> None:
    """In composed letters, ended, and not the same text twice."""
    for sentence in (error.vi, error.en):
        assert unicodedata.is_normalized("NFC", sentence)
        assert sentence.strip().endswith((".", "?", "!", "}"))
    assert error.vi != error.en


@every_error
def test_an_error_has_its_own_words_and_says_what_it_is(error: type[EgovdocsError]) -> None:
    assert {"code", "vi", "en"} <= vars(error).keys()
    assert error.__doc__


@every_error
def test_fields_are_positional(error: type[EgovdocsError]) -> None:
    """A keyword-only attrs exception cannot be unpickled."""
    assert not any(field.kw_only for field in attrs.fields(error))


@every_error
def test_an_error_travels_between_processes(error: type[EgovdocsError]) -> None:
    there = sample(error)
    back = pickle.loads(pickle.dumps(there))

    assert type(back) is error
    assert attrs.astuple(back, recurse=False) == attrs.astuple(there, recurse=False)


@every_error
def test_text_shows_both_languages(error: type[EgovdocsError]) -> None:
    raised = sample(error)

    assert str(raised) == f"{raised.message('vi')} ({raised.message('en')})"
    assert raised.message() == raised.message("vi") != raised.message("en")


def test_codes_are_unique() -> None:
    codes = [error.code for error in ERRORS]

    assert len(set(codes)) == len(codes)
    assert all(code and code == code.lower() and " " not in code for code in codes)


def test_errors_were_found() -> None:
    """The walk reaches the root, the modules and the packages below them."""
    names = {error.__name__ for error in ERRORS}

    assert {"EgovdocsError", "InvalidCitation", "TransitionRefused"} <= names


@attrs.frozen
class Spilt(EgovdocsError):
    """An error for the tests below."""

    what: object

    code: ClassVar[str] = "test.spilt"
    vi: ClassVar[str] = "Đổ {what}."
    en: ClassVar[str] = "Spilt {what}."


# fmt: off
SAID = [
    # field                       in a sentence
    ("sữa",                       "sữa"),
    (3,                           "3"),
    (("sữa", "trà"),              "sữa, trà"),
    (["sữa", 2],                  "sữa, 2"),
    ((),                          "-"),
    (frozenset(),                 "-"),
    ("một\ndòng\x1b[31m",         "một\N{REPLACEMENT CHARACTER}dòng\N{REPLACEMENT CHARACTER}[31m"),
    ("a" * 120,                   "a" * 120),
    ("a" * 121,                   "a" * 117 + "..."),
    ("{what}",                    "{what}"),
]
# fmt: on


@pytest.mark.parametrize(("field", "said"), SAID)
def test_a_field_in_a_sentence(field: object, said: str) -> None:
    assert spoken(field) == said
    assert Spilt(field).message("en") == f"Spilt {said}."


def test_an_error_can_be_raised_through_a_with_block() -> None:
    """Frozen fields do not stand in the way of the traceback."""
    with pytest.raises(Spilt, match=r"^Đổ sữa\. \(Spilt sữa\.\)$") as caught:
        raise Spilt("sữa") from None

    assert caught.value.what == "sữa"


# fmt: off
CLOSEST = [
    # typed         known                           the one meant
    ("arived",      ["arrived", "accepted"],        "arrived"),
    ("long an",     ["long-an", "ca-mau"],          "long-an"),
    ("xyz",         ["long-an", "ca-mau"],          "-"),
    ("long-an",     [],                             "-"),
    ("",            ["long-an"],                    "-"),
]
# fmt: on


@pytest.mark.parametrize(("word", "known", "meant"), CLOSEST)
def test_closest(word: str, known: list[str], meant: str) -> None:
    assert closest(word, known) == meant


def test_closest_is_quick_on_long_input() -> None:
    """Only the beginning of a wild input is compared."""
    assert closest("long-an" + "x" * 1_000_000, ["long-an"]) == "-"


def test_where_nothing_is_close_nothing_is_said_of_it() -> None:
    found = NoSuchPolicy("xyz", "-", ("a", "b"))

    assert found.message("vi") == "Không có “xyz”, hiện có: a, b."
    assert found.message("en") == "There is no “xyz”, there are: a, b."


def test_what_a_system_says_is_said_in_vietnamese_too() -> None:
    found = Unreadable("a", "No such file or directory")

    assert found.message("vi") == "Không mở được tệp “a”: không có tệp này."
    assert found.message("en") == "The file “a” cannot be opened: No such file or directory."
