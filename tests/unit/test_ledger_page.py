"""The ledger as a page: what is in it, and what a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from egovdocs.audit.ledger import STATES, Mutants, Row, RuleRow, ledger
from egovdocs.audit.ledger_page import page
from egovdocs.policy import shipped_instrument

LA, PY = "long-an/24-2019", "phu-yen/03-2022"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
needs_browser = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on the path: the page is not tried in a browser"
)


@cache
def rows() -> Mapping[str, tuple[Row, ...]]:
    return ledger((LA, PY))


@cache
def written(lang: str = "vi") -> str:
    return "\n".join(page(rows(), "en" if lang == "en" else "vi"))


class Seen(HTMLParser):
    """The tags of a page, and the controls that stand outside a label."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.bare: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("input", "select") and "label" not in self.open:
            self.bare.append(tag)
        if tag not in ("input", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [given for name, given in self.tags if name == tag]


class TestPage:
    def test_every_clause_is_there_once(self) -> None:
        details = [part for part in Seen(written()).of("details") if "data-state" in part]
        wanted = [row.clause for part in rows().values() for row in part]

        assert [part["id"] for part in details] == wanted

    def test_tags_are_closed_in_order(self) -> None:
        assert Seen(written()).open == []

    def test_it_asks_for_nothing_from_elsewhere(self) -> None:
        seen = Seen(written())

        assert not {name for tag, given in seen.tags for name in given} & {"src", "onclick"}
        assert not [name for name, _ in seen.tags if name in ("link", "img", "iframe")]
        assert "//" not in re.sub(r"^ *//.*$", "", written(), flags=re.MULTILINE)

    def test_controls_are_real_and_named(self) -> None:
        seen = Seen(written())
        types = {part.get("type") for part in seen.of("button")}

        assert seen.bare == []
        assert types == {"button", "reset"}
        assert [part["value"] for part in seen.of("input") if part["type"] == "checkbox"] == [
            *STATES
        ]

    def test_every_text_is_said_in_both_languages(self) -> None:
        spans = [part["lang"] for part in Seen(written()).of("span") if "lang" in part]

        assert spans == ["vi", "en"] * (len(spans) // 2)

    def test_gloss_cases_and_mutants_of_a_clause(self) -> None:
        text = (
            written()
            .partition('id="long-an/24-2019#d5.k2.b"')[2]
            .partition("</div>\n</details>")[0]
        )
        clause = shipped_instrument(LA).clause("d5.k2.b")

        assert clause is not None
        assert escape(clause.gloss["vi"]) in text
        for word in ("transfer", "LA-0401", "LA-0403", "LA-0402", "DL-0001", "sát ngưỡng"):
            assert word in text

    def test_what_a_rule_cannot_have_is_said_with_the_reason(self) -> None:
        text = written().partition('id="long-an/24-2019#d14.k3.a"')[2]

        assert "no number in law" in text.partition("</details>")[0]

    def test_nothing_of_a_file_is_obeyed(self) -> None:
        bad = "<script>alert('x')</script>&\u202e"
        rule = RuleRow(f"{LA}#d1/{bad}", ("kept", "broken"), {"kept": (bad,) * 9, "broken": ()})
        row = Row(f"{LA}#d1", "rule", {"vi": bad, "en": bad}, {"vi": bad, "en": bad}, (rule,),
                  mutants=Mutants(1, (bad,)))  # fmt: skip
        text = "\n".join(page({LA: (row,)}, "vi"))

        assert text.count("<script>") == 1
        assert "\u202e" not in text
        assert "&lt;script&gt;alert(&#x27;x&#x27;)" in text

    def test_a_survivor_is_named_and_what_lacks_is_said(self) -> None:
        rule = RuleRow(f"{LA}#d1/a", ("kept",), {"kept": ()})
        row = Row(
            f"{LA}#d1", "rule", {}, {}, (rule,), mutants=Mutants(1, ("d1/a:drop",), ("d1/a:x",))
        )
        text = "\n".join(page({LA: (row,)}, "vi"))

        assert "1 / 3" in text
        assert "d1/a:drop" in text
        assert "<code>a:kept</code>, <code>mutants</code>" in text


# -- in a browser -----------------------------------------------------------------------------


QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000")


def browse(folder: Path, text: str, fragment: str, *options: str) -> str:
    """What Chromium prints of a page, with a fragment of its address."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    own = f"--user-data-dir={folder / 'profile'}"
    command = [CHROMIUM, *QUIET, own, *options, f"{path.as_uri()}#{fragment}"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


def shown(dom: str) -> list[str]:
    """The clauses that are not hidden."""
    seen = Seen(dom.partition("<!DOCTYPE html>")[2])
    return [
        str(part["id"])
        for part in seen.of("details")
        if "data-state" in part and "hidden" not in part
    ]


def chosen(**keys: str) -> list[str]:
    """The clauses that these filters should leave."""
    return [
        row.clause
        for ident, part in rows().items()
        for row in part
        if ident.startswith(keys.get("instrument", ""))
        and row.kind == (keys.get("kind") or row.kind)
        and row.state in keys.get("state", row.state).split(",")
    ]


FILTERS = [
    {},
    {"instrument": "phu-yen/"},
    {"instrument": LA, "kind": "rule", "state": "covered,partly,not-covered"},
]
CLICKS = """
<script>
addEventListener("load", () => {
  const form = document.querySelector("form.controls");
  document.querySelector('button[data-to="en"]').click();
  form.elements.q.focus();
  form.elements.q.value = "bi mat";
  form.elements.q.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelector('button[data-do="open"]').click();
  document.body.dataset.hash = location.hash;
  document.body.dataset.title = document.title;
});
</script>
"""
FRAME = """<!DOCTYPE html><html><body>
<iframe style="width:390px;height:800px;border:0" srcdoc="{}"></iframe>
<script>
addEventListener("load", () => {{
  const inside = document.querySelector("iframe").contentDocument.documentElement;
  document.body.dataset.width = inside.scrollWidth;
}});
</script></body></html>"""


@needs_browser
class TestInABrowser:
    @pytest.mark.parametrize("keys", FILTERS, ids=str)
    def test_filters_by_province_kind_and_state(self, keys: dict[str, str], tmp_path: Path) -> None:
        dom = browse(tmp_path, written(), urlencode(keys), "--dump-dom")

        assert shown(dom) == chosen(**keys)
        assert f'<output id="count">{len(chosen(**keys))}</output>' in dom

    @pytest.mark.parametrize("typed", ["BÍ MẬT", "bi mat"])
    def test_search_with_and_without_marks(self, typed: str, tmp_path: Path) -> None:
        dom = browse(tmp_path, written(), urlencode({"q": typed}), "--dump-dom")
        meant = {row.clause for part in rows().values() for row in part
                 if "bí mật" in row.gloss["vi"].lower()}  # fmt: skip

        assert meant
        assert meant <= set(shown(dom))
        assert len(shown(dom)) < len(chosen()) / 4

    def test_nothing_found_is_said(self, tmp_path: Path) -> None:
        dom = browse(tmp_path, written(), urlencode({"q": "không có chữ này"}), "--dump-dom")

        assert shown(dom) == []
        assert '<p class="none">' in dom

    def test_the_switch_the_search_and_the_buttons(self, tmp_path: Path) -> None:
        text = written().replace("</body>", f"{CLICKS}</body>")
        dom = browse(tmp_path, text, "", "--dump-dom")
        opened = [part for part in Seen(dom.partition("<!DOCTYPE html>")[2]).of("details")
                  if "data-state" in part and "open" in part]  # fmt: skip

        assert '<html lang="en" data-lang="en">' in dom
        assert 'data-hash="#lang=en&amp;q=bi+mat"' in dom
        assert 'data-title="The ledger of clauses"' in dom
        assert [part["id"] for part in opened] == shown(dom)
        assert '<option value="" data-vi="Mọi loại" data-en="Every kind">Every kind</option>' in dom

    def test_on_a_phone_nothing_runs_off_the_screen(self, tmp_path: Path) -> None:
        dom = browse(tmp_path, FRAME.format(escape(written())), "", "--dump-dom")

        assert re.search(r'<body data-width="3[0-9]{2}">', dom)

    def test_on_paper_everything_is_open(self, tmp_path: Path) -> None:
        """116 clauses in a line each take five pages; with all that proves them, more."""
        target = tmp_path / "ledger.pdf"
        browse(tmp_path, written(), f"instrument={LA}", f"--print-to-pdf={target}")

        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", target.read_bytes())) > 12

    def test_a_picture_can_be_taken(self, tmp_path: Path) -> None:
        target = tmp_path / "ledger.png"
        browse(tmp_path, written(), "", f"--screenshot={target}", "--window-size=1200,900")

        assert target.read_bytes().startswith(b"\x89PNG")
