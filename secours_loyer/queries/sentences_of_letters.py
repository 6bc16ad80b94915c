"""What the walls of the letters and of what follows a decision say."""

OF_LETTERS = {
    "request_reopened_by_appeal": "Un dossier clos se rouvre pour un recours : notez-le d’abord.",
    "debt_reclaimed_for_award": (
        "Ces mois ne sont repris que pour une aide accordée : rien ne s’y accorde ici."
    ),
    "print_after_writing": "Cette lettre n’est pas encore écrite. Rechargez la page.",
    "posting_after_writing": (
        "Une lettre part le jour où elle est écrite, ou après : vérifiez le jour."
    ),
    "held_back_after_writing": "Cette lettre n’est pas encore écrite. Rechargez la page.",
    "held_back_unsent": "Cette lettre est déjà notée partie. Rechargez la page.",
    "posting_not_ahead": "Ce jour est à venir : notez l’envoi quand la lettre est partie.",
    "letter_sent_by_role": "Les lettres sont envoyées par les agents du secours loyer.",
}
