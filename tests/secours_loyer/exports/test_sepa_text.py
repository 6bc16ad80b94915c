import pytest
from hypothesis import given
from hypothesis import strategies as st

from secours_loyer.exports.sepa_text import is_sepa_text, sepa_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Société d’Essai & Cœur – n° 3", "Societe d'Essai + Coeur - no 3"),
        ("ÉLODIE ŒUVRARD", "ELODIE OEUVRARD"),
        ("  Łódź\u00a0 ça ", "Lodz ca"),
        ("déjà e\u0301crit", "deja ecrit"),
        ("07-09/2026", "07-09/2026"),
    ],
)
def test_french_becomes_plain(text, plain):
    assert sepa_text(text) == plain


@pytest.mark.parametrize(
    "text", ["Иван", "张伟", "😀", "a_b", "a@b", "50 %", "a//b", "/a", "a\x00"]
)
def test_what_has_no_equivalent_is_said(text):
    with pytest.raises(ValueError, match="La banque n’accepte pas"):
        sepa_text(text)


@given(st.text(max_size=30))
def test_the_result_is_always_accepted_and_stable(text):
    try:
        plain = sepa_text(text)
    except ValueError:
        return
    assert is_sepa_text(plain)
    assert sepa_text(plain) == plain
