"""What looks at the pages sees a fault wherever it hides: a width, a theme, what was folded."""

from __future__ import annotations

import pytest

from tests.journeys.looking import look

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
  :root {{ color-scheme: light dark }} body {{ color: #222; background: #fff }} {sheet}
  @media (prefers-color-scheme: dark) {{ body {{ color: #eee; background: #111 }} {dark} }}
  @media (max-width: 400px) {{ {narrow} }}
</style></head><body><main><h1>Essai</h1><p id="text">Une phrase assez longue pour être lue.</p>
<details><summary>Plus</summary><p class="folded">Ce qui est replié.</p></details>
</main></body></html>"""


def faults(chromium, **sheets: str) -> list[str]:
    page = chromium.new_page()
    page.set_content(PAGE.format(**{"sheet": "", "dark": "", "narrow": ""} | sheets))
    found = look(page)
    page.close()
    return [fault for fault in found if "color-contrast" in fault]


def test_nothing_to_say(chromium) -> None:
    assert faults(chromium) == []


def test_pale_on_a_narrow_screen_alone(chromium) -> None:
    found = faults(chromium, narrow="#text { color: #bbb; background: #fff }")
    assert {fault[:9] for fault in found} == {"320 light", "320 dark "}


def test_pale_in_the_dark_alone(chromium) -> None:
    found = faults(chromium, dark="#text { color: #333 }")
    assert any(fault.startswith("1280 dark") for fault in found)
    assert not any("light" in fault for fault in found)


def test_small_print_that_is_pale_only_when_small(chromium) -> None:
    """Large text may be paler: the size is part of the question."""
    pale = "#text { color: #888; font-size: 32px }"
    found = faults(chromium, sheet=pale, narrow="#text { font-size: 14px }")
    assert any(fault.startswith("320 light") for fault in found)
    assert not any(fault.startswith("1280 light") for fault in found)


def test_a_ground_that_changes_behind(chromium) -> None:
    found = faults(chromium, narrow="main { background: #333 }")
    assert any(fault.startswith("320 light") for fault in found)


def test_unfolded(chromium) -> None:
    found = faults(chromium, sheet=".folded { color: #ccc; background: #fff }")
    assert found
    assert all(fault.startswith("unfolded") for fault in found)
