"""The e-mails of the Assises, with made-up contexts for the preview page."""

from datetime import UTC, date, datetime, time

from actors.emails.kinds import declare

_STARTS = datetime(2027, 6, 21, 9, 0, tzinfo=UTC)
_ATTENDEE = {
    "first_name": "Camille",
    "edition": "Assises rémoises de la solidarité",
    "date": date(2027, 6, 21),
    "place": "Salle de démonstration",
    "manage_url": "http://exemple.invalid/assises/inscription/lien/",
}
_WORKSHOPS = [
    {"title": "Se déplacer", "starts_at": _STARTS, "room": "Salle 1", "waiting": False},
    {"title": "Se loger", "starts_at": _STARTS, "room": "Salle 2", "waiting": True},
]
_MOVED = {"workshop": "Se loger", "starts_at": _STARTS, "room": "Salle 2"}

declare(
    "assises.registration_confirmed",
    when="une inscription à la journée a une place",
    dummy={**_ATTENDEE, "workshops": _WORKSHOPS},
)
declare(
    "assises.registration_waiting",
    when="une inscription arrive quand la journée est complète",
    dummy={**_ATTENDEE, "workshops": _WORKSHOPS},
)
declare(
    "assises.already_registered",
    when="une personne déjà inscrite remplit encore le formulaire",
    dummy={**_ATTENDEE, "workshops": _WORKSHOPS},
)
declare(
    "assises.day_obtained",
    when="une place de la journée se libère pour une personne qui attend",
    dummy={**_ATTENDEE, "workshops": _WORKSHOPS},
)
declare(
    "assises.workshop_obtained",
    when="une place d’atelier se libère pour une personne qui attend",
    dummy={**_ATTENDEE, **_MOVED},
)
declare(
    "assises.workshop_changed",
    when="une personne change d’atelier",
    dummy={**_ATTENDEE, "workshops": _WORKSHOPS},
)
declare(
    "assises.session_moved",
    when="l’heure ou la salle d’un atelier change",
    dummy={**_ATTENDEE, **_MOVED},
)
declare(
    "assises.registration_cancelled",
    when="une inscription est annulée",
    dummy={key: value for key, value in _ATTENDEE.items() if key != "manage_url"},
)
declare(
    "assises.meeting_changed",
    when="une réunion d’un groupe de travail change ou est annulée",
    dummy={
        "first_name": "Camille",
        "group": "Groupe logement",
        "day": date(2027, 3, 30),
        "starts": time(14, 0),
        "place": "Salle de démonstration",
        "cancelled": False,
        "group_url": "http://exemple.invalid/assises/groupes/logement/",
    },
)
