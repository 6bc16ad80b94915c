"""States of the Assises and how they change: editions, and actions of the network."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class EditionState(TextChoices):
    """A draft is seen by the staff alone; a closed edition keeps its pages and takes nobody."""

    DRAFT = "brouillon", "En préparation"
    PUBLISHED = "publiee", "Publiée"
    CLOSED = "cloturee", "Clôturée"


class ActionState(TextChoices):
    """Nothing ends without a stated result, so abandoned ideas stay visible too."""

    PROPOSED = "proposee", "Proposée"
    COMMITTED = "engagee", "Engagée"
    RUNNING = "en_cours", "En cours"
    BLOCKED = "bloquee", "Bloquée"
    DONE = "realisee", "Réalisée"
    PARTLY = "partielle", "Réalisée en partie"
    ABANDONED = "abandonnee", "Abandonnée"


ENDED = (ActionState.DONE, ActionState.PARTLY, ActionState.ABANDONED)
ENDED_VALUES = [state.value for state in ENDED]


def _has_place(edition: Any) -> str | None:
    if not edition.place:
        return "Donnez le lieu de l’édition avant de la publier."
    return None


def _has_result(action: Any) -> str | None:
    if not action.result.strip():
        return "Écrivez d’abord ce que l’action a donné, même si elle est abandonnée."
    return None


def _has_owner(action: Any) -> str | None:
    if action.owner_id is None:
        return "Choisissez d’abord l’organisation qui porte l’action."
    return None


EDITION = table(
    row(
        "publish_edition",
        [EditionState.DRAFT],
        EditionState.PUBLISHED,
        who="network",
        label="Publier l’édition",
        guard=_has_place,
    ),
    row(
        "withdraw_edition",
        [EditionState.PUBLISHED],
        EditionState.DRAFT,
        who="network",
        label="Retirer l’édition du site",
    ),
    row(
        "close_edition",
        [EditionState.PUBLISHED],
        EditionState.CLOSED,
        who="network",
        label="Clôturer l’édition",
    ),
)

_LIVE = [ActionState.COMMITTED, ActionState.RUNNING, ActionState.BLOCKED]

ACTION = table(
    row(
        "commit_action",
        [ActionState.PROPOSED],
        ActionState.COMMITTED,
        who="action_bearer",
        label="S’engager",
        guard=_has_owner,
    ),
    row(
        "start_action",
        [ActionState.COMMITTED],
        ActionState.RUNNING,
        who="action_bearer",
        label="Commencer",
        guard=_has_owner,
    ),
    row(
        "block_action",
        [ActionState.RUNNING],
        ActionState.BLOCKED,
        who="action_bearer",
        label="Signaler un blocage",
    ),
    row(
        "resume_action",
        [ActionState.BLOCKED],
        ActionState.RUNNING,
        who="action_bearer",
        label="Reprendre",
    ),
    row(
        "finish_action",
        [ActionState.RUNNING, ActionState.BLOCKED],
        ActionState.DONE,
        who="action_bearer",
        label="Terminer : réalisée",
        guard=_has_result,
    ),
    row(
        "finish_action_partly",
        [ActionState.RUNNING, ActionState.BLOCKED],
        ActionState.PARTLY,
        who="action_bearer",
        label="Terminer : réalisée en partie",
        guard=_has_result,
    ),
    row(
        "abandon_action",
        [ActionState.PROPOSED, *_LIVE],
        ActionState.ABANDONED,
        who="action_bearer",
        label="Abandonner",
        guard=_has_result,
    ),
)
