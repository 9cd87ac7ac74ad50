"""A summary as a page: what is in it, and what a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from egovdocs.audit.summary import Delay, Totals
from egovdocs.audit.summary.as_html import OPEN, as_html
from egovdocs.errors import Lang

CLAUSE, SENT = "long-an/24-2019#d5.k2.b", "vn/28-2018-qd-ttg#d6.k2.s1"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
needs_browser = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on the path: the page is not tried in a browser"
)
BAD = "<script>alert('x')</script>&\u202e\x1b"


def totals(agencies: int = 3, months: int = 12) -> Totals:
    """Sums of some agencies over some months of 2024."""
    found = Totals()
    for agency in range(agencies):
        for month in range(1, months + 1):
            for clause in (CLAUSE, SENT):
                group = found.group(f"H39.{agency:03}", f"2024-{month:02}", clause)
                group.kept, group.broken, group.undecided, group.running = 1200, agency, 5, 1
                group.time().add(600 * (agency + month))
    found.cases, found.undone = 1234, 2
    at = ("2024-03-01T10:00:00+07:00", "2024-03-01T11:30:00+07:00", "2024-03-04T08:00:00+07:00")
    found.delay(Delay(246_600, "LA-1", "H39.001", CLAUSE, *at, 9000))
    return found


@cache
def written(lang: Lang = "vi") -> str:
    return "\n".join(as_html(totals(), lang))


class Seen(HTMLParser):
    """The tags of a page; those that are not closed in order fail."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestPage:
    def test_tags_are_closed_in_order(self) -> None:
        assert Seen(written()).open == []

    def test_it_asks_for_nothing_from_elsewhere(self) -> None:
        tags = Seen(written()).tags

        assert not {name for _, given in tags for name in given} & {"src", "onclick"}
        assert not [name for name, _ in tags if name in ("link", "img", "iframe")]
        assert "//" not in re.sub(r"^ *//.*$", "", written(), flags=re.MULTILINE)

    def test_every_text_is_said_in_both_languages(self) -> None:
        spans = [given["lang"] for tag, given in Seen(written()).tags
                 if tag == "span" and "lang" in given]  # fmt: skip

        assert len(spans) > 100
        assert spans == ["vi", "en"] * (len(spans) // 2)

    def test_charts_are_well_formed_and_hold_shapes(self) -> None:
        pictures = re.findall(r"<svg.*?</svg>", written(), re.DOTALL)
        shapes = {part.tag for text in pictures for part in ElementTree.fromstring(text).iter()}

        assert len(pictures) > 30
        assert shapes == {"svg", "rect", "line", "text"}

    def test_the_bar_of_a_row_is_its_counts(self) -> None:
        """1200 kept, 1 broken, 5 undecided and 1 running of 1207, on a width of 1000."""
        sums = Totals()
        group = sums.group("A", "2024-01", CLAUSE)
        group.kept, group.broken, group.undecided, group.running = 600, 200, 150, 50
        bar = re.search(r'<svg class="bar".*?</svg>', "".join(as_html(sums, "vi")))
        assert bar is not None
        widths = {part.get("class"): float(part.get("width", 0))
                  for part in ElementTree.fromstring(bar[0])}  # fmt: skip

        assert widths == {"kept": 600, "broken": 200, "undecided": 150, "running": 50}

    def test_figures_stand_in_words_too(self) -> None:
        for told in ("1.234", "1,234", "99,9%", "99.9%", "2 ngày 20 giờ", "2 d 20 h", "LA-1",
                     "khoản 2 Điều 5", "clause 2, Article 5", "3/2024"):  # fmt: skip
            assert told in written(), told

    def test_months_without_findings_are_drawn_empty(self) -> None:
        sums = Totals()
        for month in ("2024-01", "2024-06", ""):
            sums.group("A", month, CLAUSE).kept = 1
        columns = re.findall(r'text-anchor="middle">([^<]*)<', "".join(as_html(sums, "vi")))

        assert columns == ["1/2024", "2/2024", "3/2024", "4/2024", "5/2024", "6/2024"]

    def test_many_agencies_are_folded_away(self) -> None:
        text = "\n".join(as_html(totals(agencies=OPEN + 7, months=1), "vi"))

        assert '<details class="rest"><summary>+7</summary>' in text
        assert text.count('scope="row">H39.') == OPEN + 7

    def test_nothing_at_all_is_a_page_too(self) -> None:
        text = "\n".join(as_html(Totals(), "en"))

        assert Seen(text).open == []
        assert "none" in text

    def test_nothing_of_a_file_is_obeyed(self) -> None:
        sums = Totals()
        sums.group(BAD, "2024-01", CLAUSE).broken = 1
        sums.delay(Delay(1, BAD, BAD, CLAUSE, BAD, BAD, BAD, None))
        text = "\n".join(as_html(sums, "vi"))

        assert text.count("<script>") == 1
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert "&lt;script&gt;alert(&#x27;x&#x27;)" in text


# -- in a browser --------------------------------------------------------------------------

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000")


def browse(folder: Path, text: str, fragment: str, *options: str) -> str:
    """What Chromium prints of a page, with a fragment of its address."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    own = f"--user-data-dir={folder / 'profile'}"
    command = [CHROMIUM, *QUIET, own, *options, f"{path.as_uri()}#{fragment}"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


# What is seen of the heading, of a number and of the buttons, once the page has been loaded.
SEEN = """
<script>
addEventListener("load", () => {
  const seen = (part) => part.innerText.trim();
  document.body.dataset.heading = seen(document.querySelector("h1"));
  document.body.dataset.share = seen(document.querySelector("dd"));
  document.body.dataset.pressed = [...document.querySelectorAll('[aria-pressed="true"]')].map(seen);
});
</script>
"""
CLICK = """<script>
addEventListener("load", () => {
  document.querySelector('button[data-to="en"]').click();
  document.body.dataset.hash = location.hash;
});
</script>"""
FRAME = """<!DOCTYPE html><html><body>
<iframe style="width:{width}px;height:800px;border:0" srcdoc="{page}"></iframe>
<script>
addEventListener("load", () => {{
  const inside = document.querySelector("iframe").contentDocument.documentElement;
  document.body.dataset.width = inside.scrollWidth;
}});
</script></body></html>"""


@needs_browser
class TestInABrowser:
    @pytest.mark.parametrize(
        ("fragment", "heading", "cases", "button"),
        [
            ("", "Tổng hợp kết quả kiểm tra", "1.234", "Tiếng Việt"),
            ("lang=en", "Summary of findings", "1,234", "English"),
            ("lang=xx", "Tổng hợp kết quả kiểm tra", "1.234", "Tiếng Việt"),
        ],
    )
    def test_one_language_is_shown(
        self, fragment: str, heading: str, cases: str, button: str, tmp_path: Path
    ) -> None:
        text = written().replace("</body>", f"{SEEN}</body>")
        dom = browse(tmp_path, text, fragment, "--dump-dom")

        assert f'data-heading="{heading}"' in dom
        assert f'data-share="{cases}"' in dom
        assert f'data-pressed="{button}"' in dom

    def test_the_switch_changes_the_language_and_the_address(self, tmp_path: Path) -> None:
        text = written().replace("</body>", f"{CLICK}{SEEN}</body>")
        dom = browse(tmp_path, text, "", "--dump-dom")

        assert '<html lang="en" data-lang="en">' in dom
        assert 'data-heading="Summary of findings"' in dom
        assert 'data-hash="#lang=en"' in dom
        assert "<title>Summary of findings</title>" in dom

    def test_without_script_it_can_be_read(self, tmp_path: Path) -> None:
        """The page's own script is taken out; what is asked runs in one of the test."""
        text = re.sub(r"<script>.*?</script>", SEEN, written("en"), flags=re.DOTALL)
        dom = browse(tmp_path, text, "", "--dump-dom")

        assert 'data-heading="Summary of findings"' in dom
        assert 'data-share="1,234"' in dom

    @pytest.mark.parametrize("width", [390, 800, 1030])
    def test_nothing_runs_off_the_screen(self, width: int, tmp_path: Path) -> None:
        """A phone, a tablet, a small window; with numbers in the millions."""
        sums = totals()
        for group in sums.groups.values():
            group.kept = 9_999_999
        text = FRAME.format(width=width, page=escape("\n".join(as_html(sums, "vi"))))
        dom = browse(tmp_path, text, "", "--dump-dom", "--window-size=1200,900")
        [found] = re.findall(r'<body data-width="([0-9]+)">', dom)

        assert int(found) <= width

    def test_it_can_be_printed(self, tmp_path: Path) -> None:
        """Folded rows are on paper too: with twice as many agencies there are more pages."""
        few, many = (self.pages(tmp_path, count) for count in (3, OPEN * 5))

        assert few >= 1
        assert many > few + 3

    def pages(self, folder: Path, agencies: int) -> int:
        target = folder / f"{agencies}.pdf"
        text = "\n".join(as_html(totals(agencies, 1), "vi"))
        browse(folder, text, "", f"--print-to-pdf={target}")
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", target.read_bytes()))

    def test_paper_is_laid_out_as_a_table_and_not_as_a_phone(self, tmp_path: Path) -> None:
        """Forty agencies in a line each take one page; one below the other they take five."""
        assert self.pages(tmp_path, 3) <= 2
        assert self.pages(tmp_path, OPEN) <= 4

    def test_a_picture_can_be_taken(self, tmp_path: Path) -> None:
        target = tmp_path / "summary.png"
        browse(tmp_path, written(), "", f"--screenshot={target}", "--window-size=1200,900")

        assert target.read_bytes().startswith(b"\x89PNG")
