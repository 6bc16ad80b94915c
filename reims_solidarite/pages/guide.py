"""The user guide: Markdown pages of `docs/guide/`, rendered without raw HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"

# Who should read what, in this order.
READERS = (
    ("Je cherche de l’aide, ou je m’intéresse au réseau", ("annuaire", "assises")),
    ("Je suis bénévole à l’épicerie", ("benevoles", "connexion")),
    (
        "Je travaille dans une association",
        ("annuaire", "menages", "secours-loyer", "assises", "benevoles", "connexion"),
    ),
    ("Je travaille chez un bailleur", ("secours-loyer", "connexion")),
    (
        "Je travaille au CCAS",
        ("espace-ccas", "menages", "secours-loyer", "epicerie", "assises", "connexion"),
    ),
    ("Je veux savoir ce que l’on sait de moi", ("menages-et-vie-privee",)),
)


@dataclass(frozen=True)
class GuidePage:
    """One page: its first heading is its title, the rest its body."""

    slug: str
    title: str
    summary: str
    body: SafeString


def _read(path: Path) -> GuidePage:
    heading, _, rest = path.read_text(encoding="utf-8").strip().partition("\n")
    summary = next((line.strip() for line in rest.splitlines() if line.strip()), "")
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Safe: `html=False` escapes every tag, and the files ship with the code.
    body = SafeString(renderer.render(rest))
    return GuidePage(path.stem, heading.lstrip("# ").strip(), summary, body)


@cache
def guide_pages() -> dict[str, GuidePage]:
    """Every page by slug, in alphabetical order of their titles; read once per process."""
    pages = sorted((_read(path) for path in FOLDER.glob("*.md")), key=lambda page: page.title)
    return {page.slug: page for page in pages}


def pages_by_reader() -> list[tuple[str, list[GuidePage]]]:
    """What each reader starts with."""
    pages = guide_pages()
    return [(reader, [pages[slug] for slug in slugs if slug in pages]) for reader, slugs in READERS]
