"""What `import egovdocs` does not do: open data, load calendars, import anything heavy."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

import egovdocs

HEAVY = {"pendulum", "holidays", "attrs", "argparse", "json", "tomllib", "typing_extensions"}


def after(code: str) -> tuple[set[str], set[str]]:
    """Run *code* in a fresh interpreter: the modules it loaded, the data files it opened."""
    script = f"""
import sys
opened = []
def note(event, args):
    if event == "open" and "egovdocs" in str(args[0]):
        opened.append(str(args[0]))
before = set(sys.modules)
sys.addaudithook(note)
{code}
loaded = sorted(set(sys.modules) - before)
print(repr((loaded, opened)), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    loaded, opened = ast.literal_eval(done.stderr.splitlines()[-1])
    return set(loaded), {name for name in opened if ".py" not in name.rpartition("/")[2]}


def test_import_alone_loads_this_package_and_nothing_else() -> None:
    modules, opened = after("import egovdocs")

    assert {name for name in modules if name.startswith("egovdocs")} == {"egovdocs"}
    assert not HEAVY & modules
    assert opened == set()


LIGHT = [
    "egovdocs.DocumentNumber.parse('07/QĐ-UBND')",
    "egovdocs.AgencyId.parse('000.00.00.H12')",
    "egovdocs.Citation.parse('long-an/24-2019#d5')",
    "egovdocs.Case('A')",
]


@pytest.mark.parametrize("use", LIGHT)
def test_a_name_brings_neither_calendars_nor_policies(use: str) -> None:
    modules, _ = after(f"import egovdocs; {use}")

    assert not {"pendulum", "holidays", "egovdocs.policy"} & modules


@pytest.mark.parametrize("arguments", [["id", "07/QĐ-UBND"], ["id", "--format", "json", "x"]])
def test_the_command_id_needs_no_calendar(arguments: list[str]) -> None:
    modules, _ = after(f"from egovdocs.cli import main; main({arguments!r})")

    assert not {"pendulum", "holidays", "egovdocs.policy", "egovdocs.timing"} & modules


def test_every_public_name_is_there() -> None:
    for name in egovdocs.__all__:
        assert getattr(egovdocs, name) is not None


def test_public_names_are_listed_in_order_and_dir_shows_them() -> None:
    constants = [name for name in egovdocs.__all__ if name.isupper()]
    classes = [name for name in egovdocs.__all__ if name[0].isupper() and not name.isupper()]
    functions = [name for name in egovdocs.__all__ if name[0].islower()]

    assert list(egovdocs.__all__) == [*sorted(constants), *sorted(classes), *sorted(functions)]
    assert dir(egovdocs) == sorted(egovdocs.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = egovdocs.nothing_of_the_kind


def test_a_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from egovdocs import *", names)

    assert set(egovdocs.__all__) <= names.keys()
