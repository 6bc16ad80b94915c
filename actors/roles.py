"""The roles of the network, as data; what each may do is code in `actors.rules`."""

from django.db.models import TextChoices


class Role(TextChoices):
    """Roles granted one by one; association and landlord agents come from memberships."""

    VOLUNTEER = "benevole", "Bénévole"
    RECEPTION = "accueil", "Accueil"
    CASE_WORKER = "instructeur", "Instructeur"
    MANAGER = "cadre", "Cadre"
    SECRETARY = "secretaire", "Secrétaire de commission"
    SIGNATORY = "signataire", "Président ou signataire délégué"
    FINANCE = "depenses", "Gestionnaire des dépenses"
    GROCERY = "epicerie", "Coordinateur de l’épicerie"
    NETWORK = "reseau", "Coordinateur du réseau"
    AUDITOR = "auditeur", "Auditeur ou délégué à la protection des données"
    ADMINISTRATOR = "administrateur", "Administrateur"


class MemberRole(TextChoices):
    """Roles that a membership of an organisation gives."""

    AGENT = "agent", "Agent d’association"
    ORG_MANAGER = "responsable", "Responsable d’association"
    LANDLORD_AGENT = "bailleur", "Agent de bailleur"


STAFF_ROLES = frozenset(Role.values) - {Role.VOLUNTEER.value}
MONEY_ROLES = frozenset({Role.MANAGER.value, Role.SIGNATORY.value, Role.FINANCE.value})
NOTES_ROLES = frozenset({Role.CASE_WORKER.value, Role.MANAGER.value})
# The administrator opens accounts: holding these too would let one person mint their own approvals.
INCOMPATIBLE_WITH_ADMINISTRATOR = MONEY_ROLES | NOTES_ROLES | {Role.SECRETARY.value}
