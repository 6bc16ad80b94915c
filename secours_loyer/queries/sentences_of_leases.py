"""What the walls of a lease say: its facts, its events, the acts of its procedure."""

OF_LEASES = {
    "request_lease_end_answered": (
        "La fin écrite au bail est passée : l’instructeur dit d’abord s’il continue ou si le "
        "ménage est parti."
    ),
    "decision_lease_end_answered": (
        "La fin écrite au bail est passée : l’instructeur dit d’abord s’il continue ou si le "
        "ménage est parti."
    ),
    "order_lease_end_answered": (
        "Le bail finit avant ce paiement, et personne n’a dit s’il continue : l’instructeur le dit "
        "d’abord, sur la page « Bail et procédure »."
    ),
    "lease_renewal_of_past_end": "La fin de ce bail n’est pas passée. Rechargez la page.",
    "lease_renewal_by_instructor": "L’instructeur de la demande répond sur la fin du bail.",
    "lease_renewal_not_ended": (
        "Un événement dit que ce bail est terminé : un cadre dit d’abord ce qui suit."
    ),
    "lease_renewal_replaces_own": "Cette réponse porte sur une autre fin. Rechargez la page.",
    "lease_renewal_left_by_event": "Dites quel jour le ménage est parti.",
    "lease_event_left_as_known": (
        "Un loyer payé, un plan signé ou la réponse d’un cadre dit que le ménage était encore là "
        "après ce jour : vérifiez la date du départ."
    ),
    "act_frozen": "Un acte ne se modifie pas : rayez-le, puis notez-le de nouveau.",
    "act_deadline_computed": "Le dernier jour est compté d’après l’acte et le bail.",
    "lease_event_frozen": "Un événement du bail ne se modifie pas : notez-en un autre.",
    "lease_event_starts_open": "Un événement se note d’abord ; une autre personne le tranche.",
    "lease_event_pauses_plans": "Un plan court encore sur ce bail : suspendez-le.",
    "lease_event_once_answered": "Cet événement est déjà tranché. Rechargez la page.",
    "tenancy_ended_by_event": "La fin d’un bail vient de ses événements : notez ce qui est arrivé.",
    "tenancy_facts_frozen": (
        "Une aide accordée ou un plan en cours porte sur ce bail : son adresse, son loyer et sa "
        "fin ne changent pas."
    ),
    "tenancy_landlord_by_event": (
        "Le bailleur d’un bail change par un événement « Nouveau bailleur », confirmé par un cadre."
    ),
    "order_on_settled_lease": (
        "Un événement du bail attend qu’un cadre dise ce qui suit : rien n’est payé avant."
    ),
    "order_label_of_occupation": (
        "Le bail est résilié : reprenez l’ordre et changez-le, son libellé dira « indemnités "
        "d’occupation »."
    ),
    "lease_correction_tied": (
        "Vous avez un lien avec un dossier de ce bail : une autre personne le corrige."
    ),
}
