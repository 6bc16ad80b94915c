"""What the walls of a repayment plan say: its sums, its days, its facts, its pauses."""

OF_PLANS = {
    "plan_dispute_answered": (
        "Le bailleur conteste la dette : l’instructeur note d’abord ce qui règle la contestation. "
        "Le plan attend."
    ),
    "plan_contest_answered": (
        "Le ménage conteste la dette : l’instructeur note d’abord ce qui règle la contestation. "
        "Le plan attend."
    ),
    "plan_given_up_of_decision": (
        "La décision en vigueur ne prévoit pas de plan d’apurement. Rechargez la page."
    ),
    "plan_given_up_without_plan": (
        "Un plan est préparé ou en cours : abandonnez-le d’abord, sur sa page."
    ),
    "plan_given_up_by_role": "Un travailleur social note que le plan n’aura pas lieu.",
    "plan_given_up_tied": (
        "Vous avez un lien avec ce dossier : une autre personne note que le plan n’aura pas lieu."
    ),
    "plan_states": "Cette étape n’est pas possible. Rechargez la page.",
    "plan_on_settled_lease": (
        "Un événement du bail attend qu’un cadre dise ce qui suit : le plan reprend après."
    ),
    "plan_signed_after_proposal": (
        "Personne n’a signé ce plan avant qu’il soit préparé : vérifiez les dates de signature."
    ),
    "plan_frozen": "Un plan ne se modifie pas : préparez une nouvelle version.",
    "plan_sum_exact": "Les mensualités doivent faire exactement le montant du plan.",
    "plan_as_decided": (
        "La décision a changé depuis la préparation de ce plan. Abandonnez-le, puis préparez-en un "
        "autre."
    ),
    "plan_of_its_debt": "Le plan porte sur la dette de sa demande.",
    "plan_settled_when_received": (
        "Une échéance n’est pas confirmée payée : constatez-la avant de solder le plan."
    ),
    "plan_alert_until_caught_up": (
        "Une échéance reste impayée : constatez son paiement, ou préparez un avenant."
    ),
    "plan_alert_until_rent_paid": (
        "Le loyer d’un mois reste impayé : notez son paiement, ou préparez un avenant."
    ),
    "rent_due_of_lease": "Le loyer du bail a changé. Rechargez la page.",
    "rent_month_of_lease": "Ce mois n’est pas un mois du bail.",
    "plan_replaced_by_signed": "Un plan est remplacé par un avenant signé.",
    "plan_bound_known": "La durée maximale d’un plan manque. Rechargez la page.",
    "plan_within_lease": (
        "La dernière échéance tombe après la fin du bail : écrivez le motif de dérogation."
    ),
    "plan_replaces_own": "Un avenant remplace le plan de la même dette.",
    "fact_of_running_plan": "Ce plan n’est plus en cours. Rechargez la page.",
    "fact_within_instalment": "Le montant ne va pas avec l’échéance. Vérifiez-le.",
    "fact_said_once_due": "Cette échéance n’est pas encore attendue : répondez le jour venu.",
    "fact_missed_once_due": "Cette échéance n’est pas encore passée.",
    "fact_missed_outside_pause": "Le plan était suspendu ce jour-là : rien n’était attendu.",
    "plan_paused_by_approval": "Un plan se suspend quand un cadre approuve la suspension.",
    "plan_pause_ended_first": "La suspension court encore : levez-la pour reprendre le plan.",
    "pause_suspends": "Une suspension approuvée arrête le plan. Rechargez la page.",
    "pause_frozen": "Une suspension ne se modifie pas : refusez-la, puis demandez-en une autre.",
    "plan_dates_rising": "Les échéances doivent se suivre dans l’ordre des dates.",
}
