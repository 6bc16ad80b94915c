"""« de » and « que » before a name, as they are said."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.templatetags.french import elided


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [
        ("Octave", "que", "qu’Octave"),
        ("Élise", "de", "d’Élise"),
        ("une écrivaine", "de", "d’une écrivaine"),
        ("Association d’essai", "de", "d’Association d’essai"),
        ("Hélène", "de", "d’Hélène"),
        ("Paul", "que", "que Paul"),
        ("", "de", "de "),
    ],
)
def test_the_vowel_goes_before_another_one(name: str, word: str, said: str) -> None:
    assert elided(name, word) == said
