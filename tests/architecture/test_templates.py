"""Templates that the strict policy lets live: nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.architecture.sources import PACKAGES, PROJECT

LITERAL = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
# The only addresses a page may load from or send to are its own; links for people are free.
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping"}
LOADING_TAGS = {"link", "use", "image"}
OUTSIDE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)


def pages() -> list[Path]:
    folders = [PROJECT / "templates", *(PROJECT / name for name in PACKAGES)]
    found = sorted(path for folder in folders for path in folder.rglob("*.html"))
    assert len(found) > 60
    return found


def texts() -> list[Path]:
    """E-mails and sheets: never HTML, but templates all the same."""
    return sorted((PROJECT / "templates").rglob("*.txt"))


def template_name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


class Inline(HTMLParser):
    """What the Content-Security-Policy would refuse, and what another site would see."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        # Template tags are not HTML: what they draw is checked in the browser.
        self.feed(re.sub(r"{%.*?%}|{#.*?#}", "", source, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        where = f"line {self.getpos()[0]} <{tag}>"
        if tag == "style":
            self.found.append(f"{where} inline style sheet")
        if tag == "script" and "src" not in values and "json" not in values.get("type", ""):
            self.found.append(f"{where} inline script")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"{where} {name}=")
            if value.strip().lower().startswith("javascript:"):
                self.found.append(f"{where} javascript: address")
            loads = name in LOADING or (name == "href" and tag in LOADING_TAGS)
            if loads and OUTSIDE.match(value):
                self.found.append(f"{where} loads {value}")


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    found = {str(p.relative_to(PROJECT)): Inline(p.read_text()).found for p in pages()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "source",
    [
        "<p style='color: red'>",
        "<a href='#' onclick='go()'>",
        "<script>go()</script>",
        "<style>p {}</style>",
        "<img src='https://elsewhere.example/x.png'>",
        "<link rel='stylesheet' href='//elsewhere.example/x.css'>",
        "<a href='javascript:go()'>",
        "{% if x %}<form action='https://elsewhere.example/'>{% endif %}",
    ],
)
def test_each_fault_would_be_seen(source: str) -> None:
    assert len(Inline(source).found) == 1


def test_every_template_parses() -> None:
    assert len(texts()) > 8
    for path in [*pages(), *texts()]:
        assert get_template(template_name(path)), path


def test_every_template_that_is_named_exists() -> None:
    engine = engines["django"].engine
    named = 0
    for path in [*pages(), *texts()]:
        for name in LITERAL.findall(path.read_text()):
            named += 1
            engine.find_template(name)
    assert named > 60


def test_no_style_sheet_or_script_of_ours_calls_elsewhere() -> None:
    files = [*(PROJECT / "static").rglob("*.css"), *(PROJECT / "static").rglob("*.js")]
    assert len(files) >= 4
    calls = re.compile(r"""(?:url\(|@import|import\s|fetch\()\s*["']?\s*(?:https?:)?//""")
    found = [str(path.relative_to(PROJECT)) for path in files if calls.search(path.read_text())]
    assert found == []
    evaluates = re.compile(r"\beval\(|new Function\(|\.style\.cssText|setAttribute\(.style")
    scripts = [path for path in files if path.suffix == ".js"]
    assert [p.name for p in scripts if evaluates.search(p.read_text())] == []


def test_each_form_that_sends_has_its_token() -> None:
    """A POST form without the token is a button that never works."""
    found = []
    for path in pages():
        source = path.read_text()
        for form in re.findall(r"<form\b[^>]*>.*?</form>", source, flags=re.DOTALL):
            sends = re.search(r"method=[\"']?post", form, re.IGNORECASE)
            if sends and not re.search(r"csrf|{% crispy|{% block|{% slot|{{ slots", form):
                found.append(str(path.relative_to(PROJECT)))
    assert found == []
