"""Telephones: however they are written, kept in one form, which the database checks again."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit.form_fields import PhoneField
from reims_solidarite.kit.phone import LONGEST, PHONE_FORM, read_phone

RIGHT = {
    "0326000001": "0326000001",
    "03 26 00 00 01": "0326000001",
    "03.26.00.00.01": "0326000001",
    "03-26-00-00-01": "0326000001",
    "03/26/00/00/01": "0326000001",
    "03\u00a026\u202f00\u200b00 01\n": "0326000001",
    "+33 3 26 00 00 01": "0326000001",
    "+33 (0)3 26 00 00 01": "0326000001",
    "0033326000001": "0326000001",
    "0033 (0) 3 26 00 00 01": "0326000001",
    "(03) 26 00 00 01": "0326000001",
    "+32 2 555 12 12": "+3225551212",
    "+262 262 00 00 01": "+262262000001",
    "00 352 26 12 34": "+352261234",
    "": "",
    "  ": "",
}
WRONG = (
    *("abc", "03 26", "03 26 00 00 0", "03 26 00 00 011", "3949", "326000001", "00 00 00 00 00"),
    *("03 26 00 00 01 ou 06 00 00 00 01", "+", "+33", "+33 26", "+0326000001", "-", "()"),
    *("०326000001", "03 26 00 00 O1", "+1234567890123456", "03\x0026000001", "poste 12"),
)


@pytest.mark.parametrize("typed", RIGHT)
def test_numbers_are_read_as_people_write_them(typed: str) -> None:
    assert read_phone(typed) == RIGHT[typed]


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_number_says_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match="dix chiffres qui commencent par 0"):
        read_phone(typed)


@given(st.text(alphabet="+0123456789 .()-a", max_size=25))
def test_what_is_kept_has_the_form_and_reads_the_same(typed: str) -> None:
    try:
        kept = read_phone(typed)
    except ValueError:
        return
    assert kept == "" or re.fullmatch(PHONE_FORM, kept)
    assert len(kept) <= LONGEST
    assert read_phone(kept) == kept


def test_the_field_cleans_and_refuses() -> None:
    assert PhoneField().clean("+33 3 26 00 00 01") == "0326000001"
    assert PhoneField(required=False).clean("") == ""
    for typed in ("abc", "0" * 31, ""):
        with pytest.raises(ValidationError):
            PhoneField().clean(typed)
