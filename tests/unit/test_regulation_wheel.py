"""
From the wheel, in an empty folder: no checkout, the suite and the examples, by article.

The wheel is built with what is on this machine, and unpacked beside the packages that it
needs: nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.deep


def run(*command: str, folder: Path, **environment: str) -> str:
    """Run *command* in *folder*; fail with what it printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built offline and unpacked."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is missing, without which the wheel cannot be built offline")
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    offline = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", "--no-build-isolation", *offline, "-w", str(wheels), str(ROOT), folder=ROOT)
    (wheel,) = wheels.glob("*.whl")
    run(*pip, "install", *offline, "--target", str(target), str(wheel), folder=target)
    return target


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    return tmp_path


def test_the_package_is_that_of_the_wheel(installed: Path, empty: Path) -> None:
    script = "import egovdocs; print(egovdocs.__file__)"
    printed = run(sys.executable, "-c", script, folder=empty, PYTHONPATH=str(installed))

    assert Path(printed.strip()).is_relative_to(installed)


def test_the_regulation_runs_without_a_checkout(installed: Path, empty: Path) -> None:
    pytest_here = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    arguments = ("--pyargs", "egovdocs.regulation", "--egovdocs-ledger", "evidence.json")
    printed = run(*pytest_here, *arguments, folder=empty, PYTHONPATH=str(installed))

    assert "kết quả theo điều" in printed
    assert "(long-an/24-2019#d5)" in printed
    assert "không đạt" not in printed
    assert (empty / "evidence.json").stat().st_size > 100_000
