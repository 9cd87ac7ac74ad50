"""Bad policy files, each mistake with its place: of an instrument, many at once; no code is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from egovdocs.policy.tools import check
from small_policies import clause, instrument, rule

TEN_MISTAKES = """\
[instrument]
id = "thu/1-2020"
number = 12
title = { vi = "Văn bản thử" }
rank = "provincial-decison"
in_force = { from = 2020-01-02, until = 2020-01-01 }

[[clause]]
at = "x5"
kind = "rule"
vi = "Điều khoản thử."
en = "A clause for trying."
forse = "must"
[[clause.rule]]
id = "r"
use = "deadlin"

[[clause]]
at = "d2"
kind = "informative"
vi = "Điều khoản thử."
en = "A clause for trying."

[[clause]]
at = "d3"
kind = "rule"
vi = "Điều khoản thử."
en = "A clause for trying."
[[clause.rule]]
id = "r"
use = "deadline"
from = "signed"
to = "published"
limit = "2 working weeks"
[[clause.rule]]
id = "q"
use = "information"
fields = []

[[clause]]
at = "d4"
kind = "delegated"
vi = "Điều khoản thử."
en = "A clause for trying."
why = { vi = "Vì thử.", en = "For trying." }
to = "long-an/24-2019#d55"
"""
# fmt: off
FOUND = {
    # line  code                key                             expected, where it says one
    (3,  "wrong-type",       "instrument.number"):            "str",
    (4,  "missing-key",      "instrument.title.en"):          "",
    (5,  "unknown-word",     "instrument.rank"):              "provincial-decision",
    (6,  "upside-down",      "instrument.in_force.until"):    "",
    (9,  "bad-value",        "clause[0].at"):                 None,
    (13, "unknown-key",      "clause[0].forse"):              "force",
    (16, "unknown-word",     "clause[0].rule[0].use"):        "deadline",
    (18, "missing-reason",   "clause[1].why"):                "",
    (34, "bad-value",        "clause[2].rule[0].limit"):      None,
    (38, "empty-list",       "clause[2].rule[1].fields"):     "",
    (46, "no-such-clause",   "clause[3].to"):                 None,
}
# fmt: on


def written(folder: Path, text: str, name: str = "text.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_ten_mistakes_of_an_instrument_are_found_in_one_run_each_at_its_line(
    tmp_path: Path,
) -> None:
    found = {
        (part.line, part.code, part.key): part.expected
        for part in check(written(tmp_path, TEN_MISTAKES))
    }

    assert FOUND.keys() <= found.keys()
    for place, expected in FOUND.items():
        assert expected is None or found[place] == expected, place


def test_an_instrument_that_takes_the_place_of_itself(tmp_path: Path) -> None:
    """A clause cannot be the next version of its own: it would bind twice on each day."""
    why = 'why = { vi = "Vì thử.", en = "For trying." }\nreplaces = ["thu/1-2020#d1"]'
    (found,) = check(written(tmp_path, instrument("thu/1-2020", clause("d1", why))))

    assert (found.code, found.key, found.expected) == (
        "versions-overlap", "clause[0].replaces", "thu/1-2020#d1",
    )  # fmt: skip
    assert found.line > 1


def test_a_clause_that_is_superseded_by_a_typo(tmp_path: Path) -> None:
    gone = 'superseded = { from = 2020-03-05, by = "vn/30-2020-nd-cp#d55" }'
    text = instrument("thu/1-2020", rule("d1", "information", 'fields = ["document.number"]', gone))
    (found,) = check(written(tmp_path, text))

    assert (found.code, found.key) == ("no-such-clause", "clause[0].superseded.by")
    assert found.expected.startswith("vn/30-2020-nd-cp#d")


_WATCHED = """\
import sys
from pathlib import Path
folder, profile = sys.argv[1:]
seen = []
def watch(event, args):
    if event in ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "socket.connect"):
        seen.append(event)
    if event in ("exec", "import", "open") and args:
        name = getattr(args[0], "co_filename", None) or str(args[0])
        if name.startswith(folder) and not name.endswith(".toml"):
            seen.append(f"{event} {name}")
from egovdocs.policy.tools import check
sys.path.insert(0, folder)
sys.addaudithook(watch)
check(Path(profile))
print(seen)
"""


def test_no_code_is_imported_or_run_and_no_process_started(tmp_path: Path) -> None:
    """Watched by the interpreter itself: only TOML files of the folder are opened."""
    for name in ("egovdocs_plugin.py", "thu.py", "conftest.py", "sitecustomize.py"):
        written(tmp_path, "raise SystemExit('ran')\n", name)
    said = "__import__('os').system('touch ran')"
    profile = written(
        tmp_path,
        f'id = "thu"\nname = {{ vi = "{said}", en = "!!python/object:os.system" }}\n'
        'instruments = ["thu/1-2020", "national"]\ncovers = ["*.H99"]\n\n[[hours]]\n'
        'sessions = ["07:00-11:30", "13:30-17:00"]\n',
        "profile.toml",
    )
    written(tmp_path, instrument("thu/1-2020", rule("d1", "information", f'fields = ["{said}"]')))

    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(tmp_path), str(profile)],
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip

    assert done.stdout.strip() == "[]"
    assert not (tmp_path / "ran").exists()
