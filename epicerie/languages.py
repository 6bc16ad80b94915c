"""The languages of the volunteers' pages: which texts are translated, and where to.

French is written in the code; the others are catalogues under `locale/`, compiled by
`manage.py catalogues` and kept beside their source (`docs/decisions/`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field
from django.utils.translation.template import templatize

from epicerie.actions.walls import TRIGGERS
from epicerie.actions.wishes import LIMITS
from epicerie.models import (
    USUAL_POSTS,
    USUAL_SITE,
    WEEKDAYS,
    Channel,
    Half,
    HoursKind,
    Liking,
    Skill,
    Volunteer,
    Willing,
)
from epicerie.rules.reasons import WORDS
from epicerie.rules.verdict import UNSAID
from reims_solidarite.kit.catalogues import Entry, texts_of_module, texts_of_template

LOCALE = Path(__file__).parent / "locale"
# Where each is kept, and how many forms a plural has.
CATALOGUES = {
    language: (LOCALE / language / "LC_MESSAGES" / "django.po", forms)
    for language, forms in (("ar", 6), ("en", 2), ("uk", 3))
}
MODULES = ("epicerie", "reims_solidarite/kit", "reims_solidarite/pages")
# Models whose constraints a volunteer's own act can meet.
OWN_ACTS = ("Assignment", "Absence", "DatedAvailability", "Exchange", "Standby", "Volunteer")


def marked_texts() -> Iterator[Entry]:
    """Every text marked in templates and modules, and those that live in tables of the code."""
    for folder in MODULES:
        for path in sorted((settings.PROJECT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from texts_of_module(ast.parse(path.read_text()))
    for path in sorted((settings.PROJECT / "templates").rglob("*")):
        # The admin speaks French: what is marked there is Django's own.
        if path.suffix in {".html", ".txt"} and "admin" not in path.parts:
            yield from texts_of_template(templatize(path.read_text()))
    for text in table_texts():
        yield Entry(text)


def table_texts() -> Iterator[str]:
    """Posts, skills, days, answers, and the sentences of the walls."""
    yield USUAL_SITE[1]
    # What is named when somebody else changed a record meanwhile.
    yield from ("La semaine habituelle", "Les postes préférés")
    wishes = [Volunteer._meta.get_field(name) for name in LIMITS]
    yield from (str(field.verbose_name) for field in wishes if isinstance(field, Field))
    yield from (label for _, label, *_ in USUAL_POSTS)
    yield from (label for _, label in WEEKDAYS)
    yield from (words for code, words in WORDS.items() if code not in UNSAID)
    for choices in (Half, Liking, Skill, Willing, Channel, HoursKind):
        yield from (str(label) for label in choices.labels)
    yield from (
        text for name, text in TRIGGERS.items() if name.startswith(("assignment_", "exchange_"))
    )
    for model in apps.get_app_config("epicerie").get_models():
        if model.__name__ in OWN_ACTS:
            for constraint in model._meta.constraints:
                if constraint.violation_error_message != constraint.default_violation_error_message:
                    yield str(constraint.violation_error_message)
