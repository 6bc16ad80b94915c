"""What is wrong with the page on the screen: axe in both themes at three widths, and overflow.

axe is injected once per page and runs in each state without loading the page again. Only its
violations come back: the lists of what passed are most of the time of a run. No question is asked
twice: in another theme that moves and hides nothing, only colours are; and a text whose ink, size
and grounds were looked at already, at another width, is looked at again only where a box out of the
flow touches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
HELPERS = (Path(__file__).parent / "looking.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": RULES}
THEMES = ("light", "dark")
WIDTHS = (1280, 768, 320)
HEIGHT = 900
RUN = """({ options, colours }) => {
  const within = colours ? { include: looking.unasked() } : document;
  if (colours && !within.include.length) { return []; }
  return axe.run(within, options).then(result => result.violations.flatMap(fault =>
    fault.nodes.slice(0, 3).map(node => `${fault.id}: ${node.html.slice(0, 140)}`)));
}"""


def look(page, *, themes=THEMES, widths=WIDTHS) -> list[str]:
    """The faults of what is on the screen now: in every theme and width, spaced out, enlarged, and
    with everything unfolded that was folded.
    """
    page.evaluate(AXE)
    page.evaluate(HELPERS)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        shape = ""
        for theme in themes:
            wear(page, theme)
            same, shape = shape, page.evaluate("looking.shape()")
            faults = axe_faults(page, colours_only=same == shape)
            found += [f"{width} {theme} {fault}" for fault in faults]
        found += [f"{width} {fault}" for fault in page.evaluate("looking.overflow()")]
        found += [f"{width} spaced {fault}" for fault in page.evaluate("looking.under('spaced')")]
    if page.evaluate("looking.unfold()"):
        wear(page, themes[-1])
        found += [f"unfolded {fault}" for fault in axe_faults(page)]
        found += [f"unfolded {fault}" for fault in page.evaluate("looking.overflow()")]
    # Zoomed to 200 %, a wide window is half as wide; a reader may also double the text alone.
    page.set_viewport_size({"width": max(widths) // 2, "height": HEIGHT // 2})
    found += [f"zoomed {fault}" for fault in page.evaluate("looking.overflow()")]
    page.set_viewport_size({"width": max(widths), "height": HEIGHT})
    found += [f"enlarged {fault}" for fault in page.evaluate("looking.under('enlarged')")]
    page.emulate_media(color_scheme=themes[0], reduced_motion="reduce")
    return found


def wear(page, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate("looking.settle()")


def axe_faults(page, *, colours_only: bool = False) -> list[str]:
    named = page.evaluate("tags => looking.colourRules(tags)", RULES)
    assert "color-contrast" in named
    found = [] if colours_only else run(page, EVERYTHING, left_out=named)
    return found + run(page, {"type": "rule", "values": named})


def run(page, rules: dict, *, left_out: Sequence[str] = ()) -> list[str]:
    """What axe finds: without `left_out`, only the colours of the texts that need a look."""
    options = {
        "runOnly": rules,
        "rules": {name: {"enabled": False} for name in left_out},
        "resultTypes": ["violations"],
    }
    return page.evaluate(RUN, {"options": options, "colours": not left_out})
