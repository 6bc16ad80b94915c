"""The building and the flat that a typed address names: what two people who type the same home
agree on.

Made of the text alone, no database. A flat, a floor or a residence is not part of the building: two
flats of one building have the same. The flat and the block are read by patterns that PostgreSQL
runs too (`models.duplicate_sql`).
"""

from __future__ import annotations

import re
import unicodedata

from reims_solidarite.kit.names import folded

STREETS = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "blvd": "boulevard", "boul": "boulevard", "pl": "place", "ch": "chemin", "che": "chemin",
    "chem": "chemin", "all": "allee", "imp": "impasse", "sq": "square", "rte": "route",
    "fg": "faubourg", "fbg": "faubourg", "crs": "cours", "qu": "quai", "pass": "passage",
    "psg": "passage", "esp": "esplanade", "res": "residence", "lot": "lotissement",
}  # fmt: skip
KINDS = {*STREETS.values(), "mail", "voie", "sentier", "ruelle", "cite", "parvis", "promenade"}
TITLES = {
    "st": "saint", "ste": "sainte", "gal": "general", "gen": "general", "mal": "marechal",
    "dr": "docteur", "pdt": "president", "cdt": "commandant", "col": "colonel",
    "cap": "capitaine", "prof": "professeur", "pr": "professeur",
}  # fmt: skip
SUFFIXES = {"bis": "b", "ter": "t", "quater": "q", **{letter: letter for letter in "abcdefghtq"}}
SMALL = {
    *("de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en"),
    *("sur", "sous"),
}
# What comes after these words is inside the building.
INSIDE = {
    *("apt", "appt", "appart", "appartement", "bat", "batiment", "etage", "etg", "rdc", "esc"),
    *("escalier", "logement", "lgt", "bp", "chez", "cedex", "residence"),
}
# These name a street as well: they are inside the building when a number or a letter follows.
PERHAPS_INSIDE = {"porte", "pte", "hall", "entree", "log", "app", "bt", "lotissement"}
MARKS = INSIDE | PERHAPS_INSIDE
# What is written in full inside the building.
IN_FULL = {
    **dict.fromkeys(("apt", "apart", "appt", "appart", "app"), "appartement"),
    **dict.fromkeys(("lgt", "log"), "logement"), **dict.fromkeys(("bat", "bt"), "batiment"),
    "etg": "etage", "esc": "escalier", "pte": "porte",
}  # fmt: skip
FULL = {**STREETS, **TITLES, **IN_FULL}
# On a text of letters and digits between single spaces; the first group is what is kept.
# « A12 » is one flat; « A 12 » too, unless the number is that of the street (« apt A 12 rue… »).
_NUMBER = r"[1-9][0-9]*(?: ?[a-z](?![a-z]))?"
_LETTER = r"[a-z][0-9]+|[a-z] [0-9]+(?= [0-9]|$)|[a-z](?![a-z0-9])"
_SAID = rf" ?(?:n(?:o|umero)? ?)?0*({_NUMBER}|{_LETTER})"
FLAT = rf"(?:^| )(?:appartement|apart|appart|appt|apt|app|logement|lgt|log|porte|pte){_SAID}"
BLOCK = rf"(?:^| )(?:batiment|bat|bt|escalier|esc|entree|hall|tour){_SAID}"
FLOOR = re.compile(r"\b(\d+) (?:er?|eme|ere|nde?|d) etage\b")
SEVERAL = re.compile(r"\b(\d+)\s*[-–/]\s*\d+\b")
AFTER_NUMBER = re.compile(r"(\b\d+\s*(?:bis|ter|quater|[a-h])?)\s*,", re.IGNORECASE)
PARTS = re.compile(r"[,;()\n]|\s[-–—]\s")
WORDS = re.compile(r"\d+|[a-z]+")
LAST_LATIN = "\u024f"


def seen(text: str) -> str:
    """The text without the characters that nobody sees (zero-width, direction, variation)."""
    return "".join(char for char in text if not _unseen(char)).strip()


def _unseen(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind == "Cf" or (kind in {"Mn", "Me"} and not unicodedata.combining(char))


def foreign_letter(text: str) -> str:
    """The first letter or digit of another alphabet, which may look like one of ours; or ""."""
    for char in text:
        known = max(unicodedata.normalize("NFKC", char)) <= LAST_LATIN
        if not known and unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lo", "Nd"}:
            return char
    return ""


def in_full(address: str, postcode: str) -> str:
    """The whole address as somebody reads it: words in full, no accent, comma, small word nor
    postcode. « 12 r. des Capucins apt 4 » is « 12 rue capucins appartement 4 »."""
    town = "".join(WORDS.findall(folded(postcode)))
    words = [word for word in WORDS.findall(folded(address)) if word not in {town, *SMALL}]
    told = " ".join(FULL.get(word, word.lstrip("0") or word) for word in words)
    return FLOOR.sub(r"etage \1", told).replace(" n ", " ")


def flat_of(address: str) -> tuple[str, str]:
    """The flat and the block that an address names, "" for what it does not say.

    PostgreSQL folds alike (`models.duplicate_sql`) what French addresses are written with: letters
    with an accent or a cedilla, œ, exponents, fractions. What is no letter of ours with a mark (ø,
    ł, đ, ı, æ, ©) is no letter on either side.
    """
    words = re.sub(r"[^a-z0-9]+", " ", folded(address)).strip()
    return _said(FLAT, words), _said(BLOCK, words)


def _said(pattern: str, words: str) -> str:
    found = re.search(pattern, words)
    return found[1].replace(" ", "") if found else ""


def same_flat(address: str, other: str) -> bool:
    """Both name a flat, the same one, and no other block; the same as `duplicate_sql.SAME_FLAT`."""
    (flat, block), (other_flat, other_block) = flat_of(address), flat_of(other)
    return flat != "" and flat == other_flat and (not block or block == (other_block or block))


def building_of(address: str, postcode: str) -> str:
    """Postcode, number and street, folded: « 12 RUE DE VESLE apt 3 » gives « 51100 12 rue vesle ».

    Never empty for a postcode or an address with a letter or a digit.
    """
    town = "".join(WORDS.findall(folded(postcode)))
    said = AFTER_NUMBER.sub(r"\1 ", SEVERAL.sub(r"\1", folded(address)))
    parts = [WORDS.findall(part) for part in PARTS.split(said)]
    found = next((place for part in parts if (place := _street(part, town))), None)
    if found is None:
        found = [word for part in parts for word in part if word not in {town, *SMALL}]
    return " ".join((town, *found)).strip()


def _street(words: list[str], town: str) -> list[str] | None:
    """The number and the words of the street, where a part of the address says both."""
    for at, word in enumerate(words):
        if not word.isdigit() or (at and words[at - 1] in MARKS):
            continue
        number, rest = str(int(word)), words[at + 1 :]
        if len(rest) > 1 and rest[0] in SUFFIXES:
            number, rest = number + SUFFIXES[rest[0]], rest[1:]
        if not rest or rest[0].isdigit():
            continue
        if street := _named(rest, town):
            return [number, *street]
    return None


def _named(words: list[str], town: str) -> list[str]:
    """The words of the street, in full, up to what is inside the building."""
    street: list[str] = []
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        inside = word in INSIDE or (
            word in PERHAPS_INSIDE | {"n"}
            and (not after or after[0].isdigit() or len(after[0]) == 1)
        )
        if word == town or (street and (inside or (word.isdigit() and "etage" in after))):
            break
        if not street:
            street.append(STREETS.get(word, word))
        elif word not in SMALL:
            street.append(TITLES.get(word, word))
    return street
