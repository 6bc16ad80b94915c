"""Every pair of ground and text of tokens.css, in both themes (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text()

TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft") for ground in ("page", "surface", "sunken")],
    *[(ink, ground) for ink in ("vine", "brick") for ground in ("page", "surface", "sunken")],
    ("ink", "header"),
    ("ink-soft", "header"),
    ("vine", "header"),
    ("vine", "vine-soft"),
    ("on-vine-fill", "vine-fill"),
    ("on-vine-fill", "vine-fill-strong"),
    ("on-brick-fill", "brick-fill"),
    ("on-brick-fill", "brick-fill-strong"),
    ("on-footer", "footer"),
    *[(f"{tone}-ink", f"{tone}-bg") for tone in ("info", "success", "warning", "danger")],
    *[("danger-ink", ground) for ground in ("page", "surface", "sunken")],
]
INTERFACE = [
    *[("edge", ground) for ground in ("page", "surface", "sunken")],
    *[("focus", ground) for ground in ("page", "surface", "sunken", "header")],
    *[("vine-fill", ground) for ground in ("page", "surface", "sunken")],
    *[("brick-fill", ground) for ground in ("page", "surface", "header")],
    *[(f"{tone}-edge", f"{tone}-bg") for tone in ("info", "success", "warning", "danger")],
    *[("danger-edge", ground) for ground in ("page", "surface")],
    *[(f"chart-{n}", ground) for n in (1, 2, 3) for ground in ("page", "surface")],
]


def blocks():
    return [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.split(r":root[^{]*{", TOKENS)[1:]
    ]


LIGHT, DARK_BY_DEVICE, DARK_BY_CHOICE = blocks()


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_dark_is_the_same_whether_chosen_or_asked_by_the_device():
    assert DARK_BY_DEVICE == DARK_BY_CHOICE
    assert DARK_BY_DEVICE.keys() == LIGHT.keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(theme, ink, ground):
    assert ratio(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), INTERFACE)
def test_edges_marks_and_focus_are_visible(theme, mark, ground):
    assert ratio(theme[mark], theme[ground]) >= 3
