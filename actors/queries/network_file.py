"""Reading the network's own file: each line becomes a sheet, or says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from actors.models import Organisation, OrganisationKind
from actors.themes import Theme
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.spreadsheets import Record, read_records

COLUMNS = (
    "nom",
    "sigle",
    "type",
    "themes",
    "role_dans_le_reseau",
    "site_ou_contact_public",
    "source",
)
PHONE = re.compile(r"(?<!\d)0[1-9](?:[ .-]?\d{2}){4}(?!\d)")
DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
TEXTS = {"nom": "name", "sigle": "acronym", "role_dans_le_reseau": "network_role"}


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, for the person who keeps the file."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Sheet:
    """One line that can be imported; `key` does not depend on its place in the file."""

    line: int
    key: str
    fields: dict[str, Any]


@dataclass
class NetworkFile:
    """The whole file, read."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def sheet_key(name: str) -> str:
    """Two writings of one name (case, accents, punctuation) are one organisation."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(name)))[:200]


def read_network_file(content: bytes) -> NetworkFile:
    """Refused (French) when it is not such a file; otherwise every line is judged."""
    found = NetworkFile()
    lines: dict[str, int] = {}
    for record in read_records(content, required=COLUMNS):
        fields, problems = _sheet_fields(record)
        key = sheet_key(fields["name"])
        if key and key in lines:
            problems.append(
                Problem(
                    record.number,
                    "nom",
                    f"Même nom que la ligne {lines[key]} : gardez une seule ligne, ou précisez "
                    "le nom (ville, antenne).",
                )
            )
        if problems:
            found.problems.extend(problems)
            continue
        lines[key] = record.number
        found.sheets.append(Sheet(record.number, key, fields))
    return found


def _sheet_fields(record: Record) -> tuple[dict[str, Any], list[Problem]]:
    values = {name: record.values[name].replace("'", "’") for name in COLUMNS}
    contact = record.values["site_ou_contact_public"]
    problems: list[Problem] = []
    fields: dict[str, Any] = {own: values[column] for column, own in TEXTS.items()}
    fields |= {"source": record.values["source"], **_contact(contact)}
    if not sheet_key(values["nom"]):
        problems.append(Problem(record.number, "nom", "Le nom est vide."))
    kind = values["type"]
    fields["kind"] = kind
    if kind not in OrganisationKind.values:
        problems.append(_unknown(record.number, "type", kind, OrganisationKind.choices))
    themes = [code for code in record.values["themes"].split("|") if code]
    problems += [
        _unknown(record.number, "themes", code, Theme.choices)
        for code in themes
        if code not in Theme.values
    ]
    fields["themes"] = [theme.value for theme in Theme if theme.value in themes]
    problems.extend(_too_long(record.number, fields))
    return fields, problems


def _unknown(line: int, column: str, typed: str, choices: Iterable[tuple[Any, Any]]) -> Problem:
    """Says which values exist, and the nearest one to what was typed."""
    codes = [str(code) for code, _ in choices]
    by_words = {folded(str(word)): str(code) for code, word in choices} | {c: c for c in codes}
    near = get_close_matches(folded(typed), by_words, n=1, cutoff=0.5)
    if not typed:
        message = f"Valeur absente. Valeurs possibles : {', '.join(codes)}."
    elif near:
        message = f"« {typed} » n’existe pas. Vouliez-vous dire « {by_words[near[0]]} » ?"
    else:
        message = f"« {typed} » n’existe pas. Valeurs possibles : {', '.join(codes)}."
    return Problem(line, column, message)


def _too_long(line: int, fields: dict[str, Any]) -> list[Problem]:
    columns = {
        **{own: column for column, own in TEXTS.items()},
        **dict.fromkeys(("address", "phone", "email", "website"), "site_ou_contact_public"),
        "source": "source",
    }
    problems = []
    for own, column in columns.items():
        limit: int = getattr(Organisation._meta.get_field(own), "max_length", 0)
        if len(fields[own]) > limit:
            problems.append(Problem(line, column, f"Trop long : {limit} caractères au plus."))
    return problems


def _contact(text: str) -> dict[str, str]:
    """The column mixes an address, a phone number, a site: tell them apart."""
    parts = {"address": "", "phone": "", "email": "", "website": ""}
    if phone := PHONE.search(text):
        parts["phone"] = re.sub(r"\D", "", phone.group())
        text = text.replace(phone.group(), "")
    rest = text.strip(" -–,;")
    if EMAIL.fullmatch(rest):
        parts["email"] = rest.lower()
    elif DOMAIN.fullmatch(rest):
        parts["website"] = rest if rest.startswith("http") else f"https://{rest}"
    else:
        parts["address"] = rest.replace("'", "’")
    return parts
