"""Two people type the same home: the portal reads one building, and only one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secours_loyer.addresses import building_of, flat_of, in_full, same_flat

VESLE = "51100 12 rue vesle"
CAPUCINS = "12 rue des Capucins, appartement 4"
# The same flat of the same building, in other words; and another one.
SAME_FLATS = (
    *("12 r. des Capucins apt 4", "12, RUE DES CAPUCINS Appt. n° 04", "12 rue Capucins appart 4"),
    *("12 r des capucins APPT4", "Apt 4, 12 rue des Capucins", "12 rue des Capucins porte 4"),
    *("12 rue des Capucins (2e étg.), apt. 4", "12 rue des Capucins - bât. B - appart. 4"),
    *("12 rue des Capucins, logement 4", "12 rue des Capucins apt nº 4"),
)
OTHER_FLATS = (
    *("12 r. des Capucins apt 5", "12 rue des Capucins apt 4 B", "12 rue des Capucins apt 14"),
    *("12 rue des Capucins apt A4", "12 rue des Capucins apt ½"),
    *("12 rue des Capucins", "12 rue des Capucins 4e étage", "12 rue des Capucins bât 4"),
)


@pytest.mark.parametrize(
    "typed",
    [
        *("12 rue de Vesle", "12, r. de Vesle", "12 RUE DE VESLE apt 3", "12 r de vesle"),
        *("n° 12 rue de Vesle", "012 rue  de   Vesle", "12-14 rue de Vesle", "12 rue Vesle"),
        *("Résidence Les Lilas, Bât. B apt 12, 12 rue de Vesle", "apt 3 12 rue de Vesle"),
        *("12, rue de Vesle - 51100 Reims", "12 rue de Vesle (2ème étage)"),
        "Tour A, 12 rue de Vesle",
        *("12 rue de Vesle 2e étage", "12 rue de Vesle porte 4", "12 rue de Vesle 51100 Reims"),
    ],
)  # fmt: skip
def test_one_home_typed_in_many_ways(typed: str) -> None:
    assert building_of(typed, "51100") == VESLE


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("12 bis, bd de la Paix", "12 B boulevard de la paix"),
        ("5 av. du Général de Gaulle", "5 Avenue Gal de Gaulle 51100 Reims"),
        ("12 pl. St-Rémi", "12 place saint Remi, 51100 Reims"),
        ("1 r. Jean-Jaurès", "1 rue Jean Jaures"),
        ("8 rue du 8 mai 1945", "8, r du 8 Mai 1945 - 2e étage"),
        ("4 all. des Exemples n° 4", "4 allée des exemples"),
        ("rue de Vesle", "Rue de vesle"),
    ],
)
def test_abbreviations_are_read_in_full(typed: str, same: str) -> None:
    assert building_of(typed, "51100") == building_of(same, "51100")


@pytest.mark.parametrize(
    "other",
    [
        *("14 rue de Vesle", "12 bis rue de Vesle", "12 avenue de Vesle", "12 rue Gambetta"),
        *("112 rue de Vesle", "12 rue de la Porte Mars", "8 rue du 8 mai 1945"),
    ],
)
def test_another_building_is_another(other: str) -> None:
    assert building_of(other, "51100") != VESLE
    assert building_of("12 rue de Vesle", "51430") != VESLE


def test_a_street_named_after_a_door_is_not_cut() -> None:
    assert building_of("3 rue de la Porte Mars", "51100") == "51100 3 rue porte mars"


@pytest.mark.parametrize("typed", SAME_FLATS)
def test_one_flat_typed_in_many_ways(typed: str) -> None:
    assert building_of(typed, "51100") == building_of(CAPUCINS, "51100")
    assert same_flat(typed, CAPUCINS)
    assert same_flat(CAPUCINS, typed)


@pytest.mark.parametrize("typed", OTHER_FLATS)
def test_another_flat_is_another(typed: str) -> None:
    assert not same_flat(typed, CAPUCINS)


@pytest.mark.parametrize(
    ("typed", "flat"),
    [
        *(("apt A12, 4 rue X", "a12"), ("apt A13, 4 rue X", "a13"), ("4 rue X apt A 12", "a12")),
        *(("apt A 12, 4 rue X", "a12"), ("apt A 12 rue X", "a"), ("4 rue X apt B", "b")),
        *(("4 rue X apt 12A", "12a"), ("apt 4², 12 rue X", "42"), ("apt Bleu, 12 rue X", "")),
    ],
)
def test_a_flat_of_a_letter_and_a_number(typed: str, flat: str) -> None:
    assert flat_of(typed)[0] == flat


def test_two_blocks_have_a_flat_of_that_number_each() -> None:
    assert flat_of("Bât. B apt 4, 12 r. des Capucins") == ("4", "b")
    assert not same_flat("bât A apt 4, 12 rue X", "bâtiment B appartement 4, 12 rue X")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("12 r. des Capucins apt 4", CAPUCINS),
        ("3, Bd. de la Paix - Bât. B, étg 2", "3 boulevard de la paix batiment b 2ème étage"),
        ("3 bld de la Paix", "3 BOULEVARD DE LA PAIX 51100"),
        ("7 av. du Gal de Gaulle", "7 avenue du Général-de-Gaulle"),
        ("2 pl. d’Erlon", "02 place d'Erlon"),
        ("5 imp. des Lilas", "5 impasse des lilas"),
        ("6 all. Rousseau", "6 allée ROUSSEAU"),
        ("8 ch. de Halage", "8 chemin de halage"),
    ],
)
def test_an_address_in_full(typed: str, same: str) -> None:
    assert in_full(typed, "51100") == in_full(same, "51100")


@given(st.text(max_size=80), st.from_regex(r"\d{5}", fullmatch=True))
def test_whatever_is_typed_gives_a_name_without_accent(typed: str, postcode: str) -> None:
    named = building_of(typed, postcode)
    assert named.startswith(postcode) or not postcode.isascii()
    assert named == building_of(typed.upper().lower(), postcode) or not typed.isascii()
    assert named == " ".join(named.split())
