"""
What the pages say is executed.

* ``python`` blocks run in order, one namespace a page.  What a statement prints, or the value
  of an expression, must equal the ``# ->`` lines that follow it; ``>>>`` blocks are doctests.
* ``console`` blocks: a ``$ egovdocs ...`` line runs in a folder that has a copy of the
  examples, and must print what the page shows; ``$ echo $?`` is its exit status.
* A block whose info string says ``file=NAME`` is written there first.
* ``...`` stands for any text; alone on a line for any lines.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import io
import pkgutil
import re
import runpy
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import attrs
import pytest

import egovdocs

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"#\s*->\s?(?P<text>.*)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
NOT_RUN = {"pip", "make", "git", "python", "python3", "py", "cd", "cat", "source", "."}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@attrs.frozen
class Block:
    """One fenced block: its language, the file it is written to, its text and first line."""

    lang: str
    file: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        lang, _, rest = match["info"].strip().partition(" ")
        file = rest.partition("file=")[2].strip()
        yield Block(lang, file, match["text"], text.count("\n", 0, match.start()) + 2)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def agree(shown: str, got: str) -> bool:
    """Whether *got* is what the page shows; ``...`` stands for text, alone for lines."""
    pattern = "".join(map(line_pattern, lines_of(shown)))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines_of(got))) is not None


def lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def line_pattern(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, line.split("..."))) + r"\n"


# -- python ------------------------------------------------------------------------------------


def statements(block: Block) -> Iterator[tuple[ast.stmt, str | None]]:
    """Each statement with the answer that the page shows for it, or None."""
    lines = block.text.splitlines()
    body = ast.parse(block.text).body
    ends = [*(node.lineno - 1 for node in body[1:]), len(lines)]
    for node, end in zip(body, ends, strict=True):
        found = [ANSWER.search(line) for line in lines[(node.end_lineno or 1) - 1 : end]]
        shown = [match["text"] for match in found if match]
        yield node, "\n".join(shown) if shown else None


def run_python(block: Block, page: Path, names: dict[str, Any]) -> None:
    if block.text.lstrip().startswith(">>>"):
        run_doctest(block, page, names)
        return
    for node, shown in statements(block):
        where = f"{name(page)}:{block.line + node.lineno - 1}"
        got = said(node, where, names)

        assert shown is None or agree(shown, got), f"{where}\nthe page: {shown}\nit is:    {got}"


def said(node: ast.stmt, where: str, names: dict[str, Any]) -> str:
    """Run one statement; return what it printed, or the value of an expression."""
    printed = io.StringIO()
    value: object = None
    with contextlib.redirect_stdout(printed):
        if isinstance(node, ast.Expr):
            value = eval(compiled(ast.Expression(node.value), where, "eval"), names)
        else:
            exec(compiled(ast.Module([node], []), where, "exec"), names)
    return printed.getvalue() or ("" if value is None else repr(value))


def compiled(tree: ast.Module | ast.Expression, where: str, mode: str) -> CodeType:
    code: CodeType = compile(tree, where, mode)
    return code


def run_doctest(block: Block, page: Path, names: dict[str, Any]) -> None:
    parser = doctest.DocTestParser()
    told = io.StringIO()
    test = parser.get_doctest(block.text, names, name(page), str(page), block.line)
    test.globs = names
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.write, clear_globs=False)

    assert not told.getvalue(), told.getvalue()


# -- console -----------------------------------------------------------------------------------


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command with the output that the page shows below it."""
    joined = text.replace("\\\n", " ")
    for part in re.split(r"^\$ ", joined, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command.partition("  #")[0].strip(), shown


def run_console(block: Block, page: Path) -> None:
    status = 0
    for command, shown in commands(block.text):
        where = f"{name(page)}:{block.line}: {command}"
        word = command.split()[0]
        if word == "egovdocs":
            status, got = called(command)
        elif command == "echo $?":
            got = f"{status}"
        else:
            assert Path(word).name in NOT_RUN, f"{where}: neither run nor known"
            continue

        assert agree(shown, got), f"{where}\nthe page:\n{shown}\nit is:\n{got}"


def called(command: str) -> tuple[int, str]:
    """Run the command; return its exit status and what it printed."""
    main = importlib.import_module("egovdocs.cli").main
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            status = main(shlex.split(command)[1:])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 2
    return status or 0, printed.getvalue()


# -- tests -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with a copy of the examples, as the working directory."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_does_what_it_shows(page: Path, folder: Path) -> None:
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        if block.file:
            target = folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.lang == "python":
            run_python(block, page, names)
        elif block.lang == "console":
            run_console(block, page)

    assert Path.cwd() == folder


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_figures_and_tables_are_up_to_date(page: Path) -> None:
    """Else run ``python scripts/fill_docs.py``."""
    filled = runpy.run_path(str(ROOT / "scripts" / "fill_docs.py"))["filled"]
    text = page.read_text(encoding="utf-8")

    assert filled(text) == text


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    local = [target.partition("#")[0] for target in targets if ":" not in target]

    assert [path for path in local if path and not (page.parent / path).exists()] == []


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = {match["target"] for match in LINK.finditer(index)}
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}

    assert pages - linked == {"README.md"}


def keys_of(table: dict[str, Any]) -> Iterator[str]:
    """The keys of a policy file that belong to its format, its tables of facts apart."""
    for key, value in table.items():
        yield key
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict) and key not in CONDITIONS:
                yield from keys_of(part)


CONDITIONS = {"given", "unless", "when", "outside", "encouraged", "before", "readings"}
FORMATS = [
    ("instruments", "docs/reference/instrument-format.md"),
    ("profiles", "docs/reference/profile-format.md docs/how-to/replace-office-hours.md"),
]


@pytest.mark.parametrize(("folder", "page"), FORMATS)
def test_every_key_in_use_is_described(folder: str, page: str) -> None:
    files = sorted((ROOT / "src" / "egovdocs" / "policy" / folder).glob("*.toml"))
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    used = {key for table in tables for key in keys_of(table)}
    texts = ((ROOT / part).read_text(encoding="utf-8") for part in page.split())
    spans = re.findall(r"`([^`\n]+)`", "".join(FENCE.sub("", text) for text in texts))
    told = {word for span in spans for word in re.findall(r"[\w-]+", span)}

    assert used - told == set()


def modules() -> list[str]:
    walked = pkgutil.walk_packages(egovdocs.__path__, "egovdocs.")
    return ["egovdocs", *(part.name for part in walked if not part.name.endswith("__main__"))]


@pytest.mark.parametrize("module", modules())
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module), optionflags=FLAGS)

    assert result.failed == 0


# -- the harness itself ------------------------------------------------------------------------


def test_a_wrong_answer_on_a_page_fails() -> None:
    wrong = Block("python", "", "1 + 1  # -> 3\n", 1)

    with pytest.raises(AssertionError, match="it is"):
        run_python(wrong, ROOT / "README.md", {})


def test_a_wrong_doctest_on_a_page_fails() -> None:
    wrong = Block("python", "", ">>> 1 + 1\n3\n", 1)

    with pytest.raises(AssertionError, match="Expected"):
        run_python(wrong, ROOT / "README.md", {})


def test_an_unknown_command_on_a_page_fails() -> None:
    wrong = Block("console", "", "$ egovdoc demo\n", 1)

    with pytest.raises(AssertionError, match="neither run nor known"):
        run_console(wrong, ROOT / "README.md")
