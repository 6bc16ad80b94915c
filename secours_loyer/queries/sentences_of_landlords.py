"""What the walls around a landlord say: their account, their link, what they propose."""

OF_LANDLORDS = {
    "account_of_request": "Ce compte se saisit depuis un dossier de ce bailleur.",
    "account_states": "Cette étape n’est pas possible. Rechargez la page.",
    "landlord_phone_confirmed_anew": "Ce nouveau numéro est à confirmer.",
    "landlord_phone_by_ccas": "Le numéro à rappeler est confirmé par le CCAS.",
    "landlord_phone_by_typist": (
        "Vous avez saisi le compte à vérifier : une autre personne indique le numéro à rappeler."
    ),
    "landlord_phone_confirmed_apart": (
        "Vous avez donné ce numéro : une autre personne le retrouve ailleurs, puis le confirme."
    ),
    "landlord_mail_noted": "L’adresse postale d’un bailleur est changée par le CCAS.",
    "account_phone_confirmed": (
        "Le numéro à rappeler n’est pas confirmé par le CCAS. Une personne qui n’a pas saisi le "
        "compte le vérifie ailleurs que sur le RIB, puis le confirme."
    ),
    "account_starts_unverified": "Un compte se saisit d’abord ; une autre personne le vérifie.",
    "account_set_once": "Ce qui a été noté sur ce compte ne se réécrit pas. Rechargez la page.",
    "account_by_verifier": (
        "Un compte est vérifié et activé par un cadre ou le gestionnaire des dépenses."
    ),
    "account_verifier_opened_link": (
        "Ce numéro est venu par un lien que cette personne a envoyé : une autre le vérifie."
    ),
    "account_verifier_tied": (
        "Vous avez un lien avec une demande de ce bailleur : une autre personne vérifie son compte."
    ),
    "account_stopped_by_one": "Dites qui bloque ou archive ce compte.",
    "account_stopped_by_role": (
        "Un compte est bloqué ou archivé par un cadre, un signataire ou un gestionnaire des "
        "dépenses."
    ),
    "account_stopper_tied": (
        "Vous avez un lien avec une demande de ce bailleur, ou avec lui : demandez à une autre "
        "personne de bloquer ou d’archiver ce compte."
    ),
    "account_stopped_frozen": "Qui a bloqué ou archivé un compte ne se réécrit pas.",
    "account_activated_by_one": "Dites qui active ce compte.",
    "account_answer_noted_by": "Dites qui note la réponse de la banque.",
    "account_alert_lifted": (
        "Une alerte reste sur ce compte : une autre personne que celle qui l’a vérifié écrit "
        "l’explication, puis l’active."
    ),
    "account_paper_once": "Un RIB est déjà joint à ce compte : il ne se remplace pas.",
    "account_paper_by_typist": (
        "Le RIB est joint par l’accueil ou l’instructeur, jamais par qui a rappelé le bailleur ou "
        "levé l’alerte."
    ),
    "account_frozen": "Un compte ne se modifie pas : saisissez un nouveau compte.",
    "account_phone_apart": (
        "Le numéro à rappeler a été donné par la personne qui a saisi le compte. Une autre "
        "personne le cherche ailleurs que sur le RIB, puis l’enregistre."
    ),
    "proposal_taken_as_is": "Le compte saisi n’est pas celui que le bailleur du dossier propose.",
    "proposal_of_live_request": (
        "Cette demande a fini sans aide : ce RIB ne servira pas. Écartez-le."
    ),
    "proposal_one_waits": "Un RIB attend déjà la vérification du CCAS.",
    "landlord_dispute_says_why": "Dites pourquoi la dette n’est pas exacte.",
    "said_behind_live_link": "Ce lien est fermé. Demandez-en un autre au CCAS.",
    "landlord_link_frozen": "Un lien ne se modifie pas : envoyez-en un autre.",
    "landlord_link_closed_frozen": "Ce lien est fermé : envoyez-en un autre.",
    "landlord_link_of_landlord": "Le bailleur de ce logement a changé. Rechargez la page.",
    "landlord_link_of_member": "Ce logement n’est pas loué par votre organisation.",
    "proposal_frozen": "Un compte proposé ne se modifie pas.",
}
