"""The state tables of the grocery: days, places held, accesses."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class OpeningState(TextChoices):
    """An opening day takes place or does not."""

    PLANNED = "planned", "Prévu"
    CANCELLED = "cancelled", "Annulé"


class NeedReason(TextChoices):
    """Why a day needs more or fewer people than usual: a code of the journal, never a text."""

    MORE_GOODS = "more_goods", "Plus de marchandises"
    MORE_GUESTS = "more_guests", "Plus de monde attendu"
    FEWER_GUESTS = "fewer_guests", "Moins de monde attendu"
    FEW_VOLUNTEERS = "few_volunteers", "Trop peu de bénévoles"
    USUAL_DAY = "usual_day", "La semaine habituelle a changé"
    OTHER = "other", "Autre raison"


class PlaceState(TextChoices):
    """A place is held, given up, taken back by the coordinator, or handed to somebody else."""

    ACTIVE = "active", "Tenue"
    GIVEN_UP = "given_up", "Rendue"
    CANCELLED = "cancelled", "Retirée"
    EXCHANGED = "exchanged", "Échangée"


class ExchangeState(TextChoices):
    """An offer to exchange a place; `LAPSED`: its place, or the day asked in return, is gone."""

    OPEN = "open", "Proposé"
    ACCEPTED = "accepted", "Accepté"
    DECLINED = "declined", "Refusé"
    WITHDRAWN = "withdrawn", "Retiré"
    LAPSED = "lapsed", "Sans objet"


class RotaKind(TextChoices):
    """A rota made anew, or the published one mended with the fewest changes."""

    FILL = "fill", "Remplir au plus juste"
    REPAIR = "repair", "Réparer avec le moins de changements"


class RotaRunState(TextChoices):
    """A computation of the rota, from the question to the published answer."""

    QUEUED = "queued", "En attente"
    RUNNING = "running", "En cours"
    DONE = "done", "Proposition prête"
    FAILED = "failed", "Interrompu"
    STOPPED = "stopped", "Arrêté"
    PUBLISHED = "published", "Publié"


class Presence(TextChoices):
    """What the sheet says of a person."""

    PRESENT = "present", "Présent"
    LATE = "late", "En retard"
    ABSENT = "absent", "Absent"
    EXCUSED = "excused", "Excusé"


CAME = (Presence.PRESENT.value, Presence.LATE.value)


class ProposalState(TextChoices):
    """A volunteer whom an association proposes."""

    PROPOSED = "proposed", "Proposé"
    ACCEPTED = "accepted", "Inscrit"
    REFUSED = "refused", "Refusé"


class AccessState(TextChoices):
    """A household's access, from the request to its end."""

    REQUESTED = "requested", "Demandé"
    GRANTED = "granted", "Accordé"
    REFUSED = "refused", "Refusé"

    SUSPENDED = "suspended", "Suspendu"
    ENDED = "ended", "Terminé"


def _decided_with_result(access: Any) -> str | None:
    if not access.rav_result:
        return "Calculez d’abord le reste à vivre du ménage."
    return None


OPENING = table(
    row("cancel_day", ["planned"], "cancelled", who="grocery", label="Annuler ce jour"),
)
PLACE = table(
    row("give_up_place", ["active"], "given_up", who="volunteer", label="Je ne peux pas venir"),
    row("take_back_place", ["active"], "cancelled", who="grocery", label="Retirer du planning"),
    row("exchange_place", ["active"], "exchanged", who="volunteer", label="Échanger la place"),
    row("substitute_place", ["active"], "cancelled", who="org_manager", label="Remplacer"),
)
PROPOSAL = table(
    row("accept_proposal", ["proposed"], "accepted", who="grocery", label="Inscrire"),
    row("refuse_proposal", ["proposed"], "refused", who="grocery", label="Refuser"),
)
ROTA_RUN = table(
    row("start_rota_run", ["queued"], "running", who="grocery", label="Commencer le calcul"),
    row("finish_rota_run", ["running"], "done", who="grocery", label="Terminer le calcul"),
    row("fail_rota_run", ["queued", "running"], "failed", who="grocery", label="Interrompre"),
    row("stop_rota_run", ["queued", "running"], "stopped", who="grocery", label="Arrêter"),
    row("publish_rota_run", ["done"], "published", who="grocery", label="Publier ce planning"),
)
LIVE_RUN = [RotaRunState.QUEUED.value, RotaRunState.RUNNING.value]
KEPT_RUN = [RotaRunState.DONE.value, RotaRunState.PUBLISHED.value]
EXCHANGE = table(
    row("accept_exchange", ["open"], "accepted", who="volunteer", label="Accepter l’échange"),
    row("decline_exchange", ["open"], "declined", who="volunteer", label="Refuser l’échange"),
    row("withdraw_exchange", ["open"], "withdrawn", who="volunteer", label="Retirer l’offre"),
    row("lapse_exchange", ["open"], "lapsed", who="signed_in", label="Terminer l’offre"),
)
ACCESS = table(
    row(
        "grant_access",
        ["requested"],
        "granted",
        who="grocery_decider",
        label="Accorder l’accès",
        guard=_decided_with_result,
    ),
    row(
        "refuse_access",
        ["requested"],
        "refused",
        who="grocery_decider",
        label="Refuser l’accès",
        guard=_decided_with_result,
    ),
    row("suspend_access", ["granted"], "suspended", who="grocery_decider", label="Suspendre"),
    row("resume_access", ["suspended"], "granted", who="grocery_decider", label="Rétablir"),
    row("end_access", ["granted", "suspended"], "ended", who="grocery_decider", label="Terminer"),
)
LIVE_ACCESS = [AccessState.GRANTED.value, AccessState.SUSPENDED.value]
DECIDED_ACCESS = [value for value in AccessState.values if value != AccessState.REQUESTED.value]
