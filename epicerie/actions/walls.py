"""What the database refuses, told in the sentence of its constraint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from reims_solidarite.kit.transitions import Refused

TRIGGERS = {
    "assignment_of_its_opening": "Cette place n’est pas de ce jour-là. Rechargez la page.",
    "assignment_of_a_planned_day": "Ce jour est annulé.",
    "assignment_place_exists": "Cette place n’existe plus. Rechargez la page.",
    "exchange_of_a_held_place": "Cette place n’est plus la vôtre : vous ne pouvez pas l’échanger.",
    "exchange_of_two_people": "Choisissez une autre personne que vous.",
    "exchange_of_two_days": "Choisissez un autre jour en échange.",
    "exchange_accepted_moves": "Les places viennent de changer. Rechargez la page.",
    "exchange_wants_a_planned_day": (
        "Ce jour n’est plus possible : choisissez un autre jour en échange."
    ),
    "standby_of_a_planned_day": "Ce jour est annulé.",
    "call_of_a_planned_day": "Ce jour est annulé.",
    "need_covers_held": "Des personnes tiennent ces places : retirez-les d’abord du planning.",
    "opening_of_a_site_in_service": (
        "Ce site n’est plus en service : remettez-le en service d’abord, ou choisissez-en un autre."
    ),
    "epicerie_site_label_key": "Un site porte déjà ce nom : choisissez-en un autre.",
    "epicerie_site_code_key": "Un site vient d’être ajouté : rechargez la page.",
    "opening_cancelled_empty": "Des personnes sont encore au planning : rechargez la page.",
    "sheet_of_a_planned_day": "Ce jour est annulé : il n’a pas de feuille de présence.",
    "sheet_after_the_beginning": "La présence se note à partir du début de l’ouverture.",
    "sheet_signed_once": "Cette feuille est déjà signée. Rechargez la page.",
    "sheet_signed_after_the_end": "La feuille se signe après la fin de l’ouverture.",
    "sheet_stays": "Cette feuille a des présences notées : elle reste.",
    "sheet_has_a_line": "Notez au moins une personne sur la feuille.",
    "sheet_signed_whole": "Notez d’abord chaque personne attendue, puis signez.",
    "attendance_of_an_open_sheet": (
        "Cette feuille est signée : la coordination la corrige par une ligne, avec sa raison."
    ),
    "attendance_of_a_kept_sheet": "Cette feuille n’a plus personne. Rechargez la page.",
    "attendance_registered_whole": "Cette ligne vient d’être corrigée. Rechargez la page.",
    "attendance_confirmed_by_another": (
        "Personne ne confirme sa propre durée : demandez à une autre personne de la coordination."
    ),
    "attendance_confirmed_by_right": "Seule la coordination confirme une durée.",
    "attendance_expected_stays": "Une personne attendue reste sur la feuille : notez son absence.",
    "attendance_stays_put": "Cette ligne concerne une autre personne. Rechargez la page.",
    "attendance_on_their_place": "Cette personne a une place ce jour-là : notez-la sur sa ligne.",
    "attendance_of_the_opening": "Cette place n’est pas de ce jour-là. Rechargez la page.",
    "attendance_of_a_held_place": (
        "Cette place a été rendue. Si la personne est venue, ajoutez-la aux personnes venues "
        "sans place."
    ),
    "assignment_of_an_unsigned_day": (
        "La feuille de présence de ce jour est signée : plus personne n’y prend de place."
    ),
    "assignment_of_a_walk_in": (
        "Cette personne est déjà notée présente ce jour-là, sans place : sa présence compte ainsi."
    ),
    "assignment_of_a_present_person": "Cette personne est notée présente sur la feuille du jour.",
    "opening_with_a_sheet": "Ce jour a une feuille de présence : il a eu lieu.",
    "hours_of_a_signed_sheet": "Les heures d’une feuille comptent une fois qu’elle est signée.",
    "hours_once_a_sheet": "Les heures de cette personne sont déjà comptées pour ce jour.",
    "hours_reversal_exact": "Une annulation reprend exactement l’écriture qu’elle annule.",
    "lot_counted_by_movements": "Le stock ne change que par une entrée ou une sortie.",
    "sale_of_open_till": "La caisse de ce jour est close : plus aucun ticket ce jour-là.",
    "till_closing_adds_up": "Un ticket vient d’être encaissé : relisez le total, puis clôturez.",
    "movement_never_sells_passed": "La DLC de ce lot est passée : il ne peut plus être vendu.",
}


def _sentences() -> dict[str, str]:
    constraints: list[models.BaseConstraint] = [
        constraint
        for model in apps.get_app_config("epicerie").get_models()
        for constraint in model._meta.constraints
    ]
    return {c.name: str(c.violation_error_message) for c in constraints} | TRIGGERS


@contextmanager
def walls() -> Iterator[None]:
    """Run writes in a savepoint; a named constraint of the grocery becomes a `Refused`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnostics = getattr(error.__cause__, "diag", None)
        name = getattr(diagnostics, "constraint_name", None) or ""
        sentence = _sentences().get(name)
        if sentence is None:
            raise
        raise Refused(gettext(sentence)) from error
