import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from schwifty import IBAN

from reims_solidarite.demo.made_up_iban import made_up_iban
from secours_loyer import iban

FRENCH = "FR7630006000011234567890189"
POSTAL = "FR1420041010050500013M02606"

RIGHT = {
    "plain": (FRENCH, FRENCH),
    "groups of four": ("FR76 3000 6000 0112 3456 7890 189", FRENCH),
    "lower case": ("fr7630006000011234567890189", FRENCH),
    "mixed case and spaces around": ("  Fr76 30006000011234567890189\n", FRENCH),
    "no-break spaces": ("FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189", FRENCH),
    "narrow spaces": ("FR76\u202f3000\u202f6000\u202f0112\u202f3456\u202f7890\u202f189", FRENCH),
    "zero-width": ("FR76\u200b3000600001\u200d1234567890189\ufeff", FRENCH),
    "soft hyphen": ("FR76\u00ad30006000011234567890189", FRENCH),
    "direction mark": ("\u200fFR7630006000011234567890189", FRENCH),
    "tabs": ("FR76\t30006000011234567890189", FRENCH),
    "word in front": ("IBAN FR7630006000011234567890189", FRENCH),
    "word and colon in front": ("iban : FR76 3000 6000 0112 3456 7890 189", FRENCH),
    "letter in the account": ("FR14 2004 1010 0505 0001 3M02 606", POSTAL),
    "Monaco": ("MC5811222000010123456789030", "MC5811222000010123456789030"),
    "Germany": ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    "Belgium": ("BE68 5390 0754 7034", "BE68539007547034"),
    "United Kingdom": ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
    "Luxembourg": ("LU28 0019 4006 4475 0000", "LU280019400644750000"),
    "Norway, the shortest": ("NO93 8601 1117 947", "NO9386011117947"),
    "Malta, the longest": ("MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
}
WRONG = {
    "one digit changed": ("FR7630006000011234567890188", "erreur"),
    "two digits swapped": ("FR7630006000011234567809189", "erreur"),
    "check digits zero": ("FR0030006000011234567890189", "erreur"),
    "one digit missing": (FRENCH[:-1], "erreur"),
    "one digit more": (FRENCH + "0", "erreur"),
    "letter O for zero": ("FR763OOO6000011234567890189", "erreur"),
    "right checksum, wrong RIB key": ("FR4930006000011234567890190", "clé RIB"),
    "right checksum, bank changed": ("FR9830007000011234567890189", "clé RIB"),
    "another country, right checksum": ("BR1500000000000010932840814P2", "hors de la zone"),
    "Turkey": ("TR330006100519786457841326", "hors de la zone"),
    "United States": ("US64SVBKUS6S3300958879", "hors de la zone"),
    "unknown country": ("ZZ7630006000011234567890189", "hors de la zone"),
    "foreign length": ("DE8937040044053201300", "erreur"),
    "empty": ("", "Recopiez"),
    "word": ("Banque", "Recopiez"),
    "hyphens": ("FR76-3000-6000-0112-3456-7890-189", "Recopiez"),
    "dot": ("FR7630006000011234567890189.", "Recopiez"),
    "full-width digits": (FRENCH.replace("7", "７"), "Recopiez"),
    "Arabic digits": (FRENCH.replace("1", "١"), "Recopiez"),
    "Cyrillic letter": ("ВE68539007547034", "Recopiez"),
    "NUL": (FRENCH + "\x00", "Recopiez"),
    "very long": ("FR76" + "3" * 5_000, "Recopiez"),
    "old RIB": ("30006 00001 12345678901 89", "Recopiez"),
    "two accounts": (f"{FRENCH} {FRENCH}", "Recopiez"),
    "markup": ("<b>FR7630006000011234567890189</b>", "Recopiez"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_accounts(name):
    text, expected = RIGHT[name]
    assert iban.check_iban(text) == expected


@pytest.mark.parametrize("name", WRONG)
def test_wrong_accounts_say_why(name):
    text, message = WRONG[name]
    with pytest.raises(ValueError, match=message):
        iban.check_iban(text)


@given(st.integers(4, 26), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_caught(position, digit):
    assume(FRENCH[position] != digit)
    with pytest.raises(ValueError, match=r"erreur|clé RIB"):
        iban.check_iban(FRENCH[:position] + digit + FRENCH[position + 1 :])


def test_shown_without_being_given():
    assert iban.mask(FRENCH) == "FR•• •••• 0189"
    assert iban.display(FRENCH) == "FR76 3000 6000 0112 3456 7890 189"
    assert iban.is_foreign("DE89370400440532013000")
    assert not iban.is_foreign(FRENCH)


def test_bic():
    assert iban.check_bic(" agrifrpp ") == "AGRIFRPP"
    assert iban.check_bic("AGRIFRPP851") == "AGRIFRPP851"
    for wrong in ("", "AGRI", "AGRIFRPP8", "1GRIFRPP", "AGRIFRPP8511", "AGRIFRP\x00"):
        with pytest.raises(ValueError, match="BIC"):
            iban.check_bic(wrong)


@pytest.mark.parametrize(
    ("text", "control"),
    [
        (FRENCH[:-1], "compte 26 caractères, un IBAN « FR » en compte 27"),
        ("DE8937040044053201300", "compte 21 caractères, un IBAN « DE » en compte 22"),
        ("FR763OOO6000011234567890189", "si un O est un zéro"),
        ("FR7630006000011234567890188", "les deux chiffres après « FR »"),
        ("FR4930006000011234567890190", "les deux derniers chiffres"),
        ("US64SVBKUS6S3300958879", "pays .« US ». hors de la zone"),
    ],
)
def test_the_sentence_names_the_control_that_failed(text, control):
    with pytest.raises(ValueError, match=control):
        iban.check_iban(text)


def test_the_bank_is_named_by_its_register():
    assert iban.bank_of(POSTAL) == "LA BANQUE POSTALE"
    assert iban.bank_of(made_up_iban(7)) == ""


@pytest.mark.parametrize("country", sorted(iban.YOUNG_MEMBERS))
def test_young_members_are_not_in_the_library_yet(country):
    """Once they all are, the list of our own goes."""
    assert not IBAN(f"{country}00", allow_invalid=True).in_sepa_zone


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.integers(0, 10**11 - 1))
def test_the_rib_key_is_that_of_the_banque_de_france(bank, branch, account):
    """Counted here by its formula: 97 - (89 b + 15 g + 3 c) mod 97."""
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    rib = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    number = f"FR{98 - int(rib + '152700') % 97:02d}{rib}"
    assert iban.check_iban(number) == number
    wrong = f"{rib[:-2]}{key % 97 + 1:02d}"
    with pytest.raises(ValueError, match="clé RIB"):
        iban.check_iban(f"FR{98 - int(wrong + '152700') % 97:02d}{wrong}")


@pytest.mark.parametrize(
    ("bic", "number", "told"),
    [
        ("", POSTAL, ""),
        ("PSSTFRPPPAR", POSTAL, ""),
        ("PSSTFRPP", POSTAL, ""),
        ("DEUTDEFF", POSTAL, "autre pays"),
        ("BNPAFRPP", POSTAL, "LA BANQUE POSTALE"),
        ("BNPAFRPP", made_up_iban(7), ""),
    ],
)
def test_a_bic_goes_with_its_account(bic, number, told):
    problem = iban.bic_problem(bic, number)
    assert told in problem
    assert bool(problem) == bool(told)
