"""Each line of the list becomes an entry, or says in words what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actors.models import Organisation
from epicerie.models import Skill
from epicerie.queries.register_file import cells
from epicerie.queries.register_file.columns import TITLES, columns_of
from reims_solidarite.kit.dates import parse_date
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.spreadsheets import Limits, Record, read_records
from reims_solidarite.kit.transitions import Refused

LIMITS = Limits(file_bytes=2 * 2**20, rows=1_001, columns=40)
LONGEST_NAME = 80
BOUNDS = {"wish_per_4_weeks": (0, 28), "max_week": (1, 7), "max_month": (1, 31)}
READERS: dict[str, Callable[[str], Any]] = {
    "email": cells.email,
    "phone": cells.phone,
    "novice": cells.yes,
    "channel": lambda typed: cells.one_of(typed, cells.CHANNELS, "Contact"),
    "language": lambda typed: cells.one_of(typed, cells.LANGUAGES, "Langue"),
    "convention": parse_date,
    "week": cells.usual_week,
    **dict.fromkeys(Skill.values, cells.skill_end),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell; `column` is empty when it is the whole line."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Entry:
    """One person of the list; `said` holds the columns that are filled in."""

    line: int
    first_name: str
    last_name: str
    email: str
    organisation: Organisation
    said: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def folded_name(self) -> str:
        return " ".join(sorted(folded(self.name).split()))

    @property
    def phone(self) -> str:
        return str(self.said.get("phone", ""))

    @property
    def skills(self) -> dict[str, date | None]:
        """Last day of each skill the line gives."""
        read = {code: self.said[code] for code in Skill.values if code in self.said}
        return {code: last for code, (held, last) in read.items() if held}


@dataclass
class ReadList:
    """The whole list, read."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_list(content: bytes, *, organisation: Organisation | None, on: date) -> ReadList:
    """Refused (French) when the file cannot be such a list; otherwise every line is judged."""
    records = read_records(content, limits=LIMITS)
    if not records:
        raise Refused(
            "Ce fichier n’a aucune ligne lisible sous ses titres : mettez une ligne par personne, "
            "en CSV ou XLSX."
        )
    headings = columns_of(records[0].values, organisation_known=organisation is not None)
    associations = _associations() if organisation is None else {}
    found = ReadList()
    twins = _twins(records, headings)
    for record in records:
        entry, problems = _entry(record, headings, organisation, associations, on)
        problems += twins.get(record.number, [])
        found.problems += problems
        if entry and not problems:
            found.entries.append(entry)
    found.problems.sort(key=lambda problem: problem.line)
    return found


def _associations() -> dict[str, Organisation]:
    known: dict[str, Organisation] = {}
    for row in Organisation.objects.order_by("pk"):
        known[folded(row.name)] = row
        if row.acronym:
            known.setdefault(folded(row.acronym), row)
    return known


def _entry(
    record: Record,
    headings: dict[str, str],
    organisation: Organisation | None,
    associations: dict[str, Organisation],
    on: date,
) -> tuple[Entry | None, list[Problem]]:
    typed = {code: record.values[heading] for heading, code in headings.items()}
    said: dict[str, Any] = {}
    problems: list[Problem] = []

    def wrong(code: str, message: str) -> None:
        problems.append(Problem(record.number, TITLES[code], message))

    for code in ("first_name", "last_name", "email"):
        if not typed[code]:
            hint = " Sans e-mail, passez par « Ajouter un bénévole »." if code == "email" else ""
            wrong(code, f"La case est vide.{hint}")
        elif code != "email" and len(typed[code]) > LONGEST_NAME:
            wrong(code, f"Trop long : {LONGEST_NAME} caractères au plus.")
    for code, text in typed.items():
        if not text or code in {"first_name", "last_name", "organisation"}:
            continue
        try:
            said[code] = (
                cells.number(text, *BOUNDS[code]) if code in BOUNDS else READERS[code](text)
            )
        except ValueError as error:
            wrong(code, str(error))
    sender = organisation or _sender(typed["organisation"], associations, wrong)
    _judge(said, on, wrong)
    if problems or sender is None:
        return None, problems
    names = (typed["first_name"].replace("'", "’"), typed["last_name"].replace("'", "’"))
    return Entry(record.number, *names, said.pop("email"), sender, said), []


def _sender(
    typed: str, known: dict[str, Organisation], wrong: Callable[[str, str], None]
) -> Organisation | None:
    if not typed:
        wrong("organisation", "Quelle association envoie cette personne ? La case est vide.")
        return None
    if found := known.get(folded(typed)):
        return found
    near = cells.nearest(folded(typed), known)
    asked = f" : vouliez-vous « {known[near].name} » ?" if near else "."
    wrong("organisation", f"Association inconnue « {typed} »{asked}")
    return None


def _judge(said: dict[str, Any], on: date, wrong: Callable[[str, str], None]) -> None:
    """Dates that are read well but cannot be meant."""
    if (signed := said.get("convention")) and signed > on:
        wrong("convention", f"Le {signed:%d/%m/%Y} est dans l’avenir : vérifiez la date.")
    for code in Skill.values:
        held, last = said.get(code, (False, None))
        if held and last and last < on:
            wrong(code, f"Le {last:%d/%m/%Y} est passé : laissez la case vide ou mettez la fin.")
        if held and last is None and code == Skill.TILL:
            wrong(code, "Un mandat de caisse a une date de fin : écrivez-la.")


def _twins(records: Iterable[Record], headings: dict[str, str]) -> dict[int, list[Problem]]:
    """Lines about somebody who stands above, by their number; other faults hide no twin."""
    by_email: dict[str, int] = {}
    by_person: dict[tuple[str, str], int] = {}
    twins = {}
    for record in records:
        typed = {code: record.values[heading].strip() for heading, code in headings.items()}
        name = " ".join(sorted(folded(f"{typed['first_name']} {typed['last_name']}").split()))
        phone = _digits(typed.get("phone", ""))
        line, email = record.number, typed["email"].lower()
        first = by_email.setdefault(email, line) if email else line
        same = by_person.setdefault((name, phone), line) if name else line
        if first != line:
            told = f"Même adresse que la ligne {first} : gardez une seule ligne par personne."
            twins[line] = [Problem(line, TITLES["email"], told)]
        elif same != line:
            told = f"Même nom et même téléphone que la ligne {same} : est-ce la même personne ?"
            twins[line] = [Problem(line, TITLES["last_name"], told)]
    return twins


def _digits(typed: str) -> str:
    """Written alike whatever its spaces and prefix; a wrong number is told elsewhere."""
    try:
        return cells.phone(typed) if typed else ""
    except ValueError:
        return typed
