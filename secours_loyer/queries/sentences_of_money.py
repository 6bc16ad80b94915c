"""What the walls of the money rows say to people, when a page meets them."""

from __future__ import annotations

GONE = (
    "Une personne qui a approuvé cet ordre, ou signé sa décision de paiement, n’a plus de compte "
    "ouvert ou n’en a plus le rôle : reprenez l’ordre, puis faites-le approuver de nouveau."
)
STOPPED = (
    "Les paiements sont arrêtés : ce lot ne se remet pas. Attendez qu’un cadre les rouvre, ou "
    "demandez à un cadre d’annuler le lot."
)
ACCOUNT_GONE = (
    "Le compte d’un ordre de ce lot n’est plus actif : ce lot ne se remet plus. Demandez à un "
    "cadre de l’annuler, puis préparez de nouveaux ordres."
)
LATE = (
    "La date de paiement de ce lot est passée et personne n’a téléchargé ses fichiers à temps : la "
    "banque les refuserait, ou paierait un autre jour. Demandez à un cadre d’annuler ce lot, puis "
    "préparez de nouveaux ordres, à mettre dans un lot à une autre date."
)
FAILED_LINE = (
    "Un ordre de ce lot a échoué, ou son échec est noté, avant que le lot soit remis : ce lot ne "
    "se remet pas. Demandez à un cadre de l’annuler, puis préparez de nouveaux ordres."
)
SAID_SINCE = (
    "Depuis l’export, quelque chose est dit d’un ordre de ce lot (bail, dette contestée, décompte, "
    "débit, trop-perçu) : répondez-y d’abord, ou demandez à un cadre d’annuler le lot."
)
TIED_SINCE = (
    "Une personne qui a approuvé un ordre de ce lot, ou signé sa décision de paiement, a un lien "
    "avec le dossier depuis : demandez à un cadre d’annuler le lot, puis préparez de nouveaux "
    "ordres."
)
GONE_SINCE = (
    "Une personne qui a approuvé un ordre de ce lot, ou signé sa décision de paiement, n’a plus de "
    "compte ouvert ou n’en a plus le rôle : demandez à un cadre d’annuler le lot, puis préparez de "
    "nouveaux ordres."
)
CHEQUE_GONE = (
    "Une personne qui a approuvé cet ordre n’a plus de compte ouvert ou n’en a plus le rôle : "
    "aucun chèque ne s’écrit. Choisissez « Annuler le chèque » (non écrit), puis préparez un "
    "nouvel ordre."
)
NO_MANDATE = (
    "La banque ne rejette pas un mandat : le comptable le paie. Notez ce que dit le comptable, "
    "rejet au visa ou rejet après prise en charge."
)
BY_ITS_STEPS = (
    "Un chèque n’est pas rejeté par la banque : choisissez « Annuler le chèque » et dites s’il est "
    "revenu ou mis en opposition."
)
PAID_AGAIN = (
    "Un ordre de ce lot a échoué et un autre le remplace : les fichiers de ce lot ne se "
    "téléchargent plus."
)
CANCELLED = "Ce lot est annulé : ses fichiers ne se téléchargent plus."
MONEY = {
    "order_by_its_role": "Un ordre est préparé par le gestionnaire des dépenses.",
    "order_prepared_frozen": "Qui a préparé l’ordre, et quand, ne se réécrit pas.",
    "order_reason_frozen": "Le motif d’un ordre vient avec la réponse qui le donne.",
    "account_iban_key": "La clé de cet IBAN ne convient pas : relisez chaque caractère sur le RIB.",
    "account_rib_key": "La clé RIB de cet IBAN est fausse : comparez-le au RIB.",
    "account_of_payer": (
        "Ce numéro est celui du compte du CCAS, qui paie. Recopiez celui du bailleur."
    ),
    "landlord_siret_key": "Ce SIRET n’est pas valable : vérifiez ses 14 chiffres sur le bail.",
    "landlord_named_as_trusted": (
        "Un compte ou un ordre de ce bailleur repose sur ce nom, ce type et ce SIRET : archivez "
        "ses comptes, ou enregistrez un autre bailleur."
    ),
    "order_identity_frozen": (
        "Un ordre garde son aide, sa tranche et sa référence : annulez-le, puis préparez-en un "
        "autre."
    ),
    "order_cancelled_with_its_batch": (
        "Un ordre exporté s’annule avec son lot entier, tant que le lot n’est pas transmis."
    ),
    "commitment_of_live_award": (
        "Une aide accordée reste engagée tant qu’aucune décision ne la remplace."
    ),
    "order_approvers_here": GONE,
    "order_signatory_here": GONE,
    "order_bank_answers_no_mandate": NO_MANDATE,
    "order_cheque_by_its_steps": BY_ITS_STEPS,
    "order_stops_a_cheque": "Cet ordre ne se paie pas par chèque.",
    "order_cheque_stopped_first": "Dites d’abord ce que le chèque est devenu.",
    "order_paid_once_handed_over": (
        "Ce mandat n’a pas été remis au comptable : notez d’abord la transmission de son lot."
    ),
    "cheque_stopped_while_out": "Ce chèque n’est plus en circulation. Rechargez la page.",
    "cheque_stopped_frozen": "L’annulation d’un chèque se note une fois.",
    "one_person_two_accounts": (
        "Votre compte et celui de la personne qui a agi avant vous semblent être à une seule "
        "personne : une autre personne fait cette étape. Si vous êtes deux, l’administrateur "
        "l’écrit dans « Comptes de deux personnes »."
    ),
    "order_returned_unclaimed": (
        "Un trop-perçu de cet ordre est encore réclamé au bailleur : il s’éteint avec le retour."
    ),
    "order_overpayment_settled": (
        "Un trop-perçu des mêmes mois n’est pas réglé : recouvrez-le, ou faites-le abandonner, "
        "avant que ce paiement parte."
    ),
    "order_failure_frozen": "Qui note l’échec d’un ordre s’écrit avec lui, et ne change plus.",
    "order_failure_said": (
        "Aucun fichier de la banque ne dit cet échec, et aucune autre personne ne l’a confirmé."
    ),
    "batch_abandoned_empty": (
        "Ce lot n’est pas vide : retirez-en d’abord les ordres, ils attendront un autre lot."
    ),
    "order_failure_answered_first": (
        "Un échec est noté sur cet ordre : une autre personne (cadre, signataire ou dépenses) le "
        "confirme d’abord sur sa page, ou y dit que c’est une erreur."
    ),
    "order_return_after_recovery": (
        "Le bailleur a déjà rendu une part de ce paiement (trop-perçu) : le retour du virement "
        "entier ne se note pas à la main. Importez le relevé qui le montre."
    ),
    "order_failure_once_handed_over": (
        "Le lot de cet ordre n’est pas noté « transmis », rien n’a donc été remis : demandez à un "
        "cadre d’annuler le lot. Ses fichiers sont déjà à la banque ou chez le comptable ? Notez "
        "d’abord la transmission du lot, ou importez le fichier qui dit l’échec."
    ),
    "order_failure_by_finance": "Un échec se note par un gestionnaire des dépenses.",
    "order_failure_seen_by_another": (
        "Vous avez noté cet échec : une autre personne (cadre, signataire ou dépenses) le "
        "confirme, ou dit que c’est une erreur."
    ),
    "order_failure_seen_by_approver": (
        "Un échec se confirme par un cadre, un signataire ou un gestionnaire des dépenses."
    ),
    "order_failure_seen_apart": (
        "Vous avez instruit cette demande ou saisi le compte du bailleur : une autre personne "
        "(cadre, signataire ou dépenses) confirme cet échec, ou dit que c’est une erreur."
    ),
    "order_step_signed": "Une étape d’un ordre dit qui la fait. Rechargez la page.",
    "payment_tied": (
        "Vous avez un lien avec un dossier que ceci paie, déclaré ou comme membre de "
        "l’organisation du bailleur, sous ce compte ou un autre à votre nom : une autre personne "
        "fait cette étape."
    ),
    "order_failure_seen_tied": (
        "Vous avez un lien avec ce dossier : une autre personne confirme cet échec."
    ),
    "order_failure_confirmed_first": (
        "L’échec d’un ordre de cette aide est noté par une seule personne : une autre le "
        "confirme sur sa page avant qu’un nouvel ordre soit préparé."
    ),
    "approval_apart_from_failure": (
        "Vous avez noté l’échec d’un ordre de cette aide, ou importé ou réglé la ligne qui le "
        "dit : l’approbation revient à une autre personne."
    ),
    "payment_decision_apart_from_failure": (
        "Vous avez noté l’échec d’un ordre de cette aide, ou importé ou réglé la ligne qui le "
        "dit : un autre signataire signe."
    ),
    "return_line_aside_by_role": "Demandez au cadre, au signataire ou aux dépenses.",
    "return_line_aside_tied": (
        "Vous êtes à l’écart du dossier d’un ordre que cette ligne nomme ou paie peut-être : une "
        "autre personne écarte cette ligne."
    ),
    "return_line_second_debit": (
        "Ce débit est daté du retour du paiement ou d’après : il ne se rapproche pas de cet ordre. "
        "Demandez à la banque ce que c’est."
    ),
    "return_line_aside_by_two": (
        "Ce débit est peut-être un de nos paiements : une personne propose de l’écarter, une autre "
        "l’écarte."
    ),
    "return_line_of_its_channel": (
        "Le comptable répond sur les mandats, la banque sur les virements, pas sur cet ordre."
    ),
    "return_line_reference_ours": "La référence d’un de nos ordres s’écrit comme nous l’écrivons.",
    "batch_on_transfer_day": (
        "Les banques n’exécutent aucun virement ce jour-là (week-end ou jour de fermeture de "
        "TARGET). Choisissez un jour ouvré des banques."
    ),
    "batch_day_ceiling_decided": "Le plafond du jour a changé. Rechargez la page.",
    "batch_exported_after_closing": "Un lot s’exporte après sa clôture. Rechargez la page.",
    "batch_forwarded_after_export": "Un lot se remet après son export. Rechargez la page.",
    "order_round": "Un ordre repris est approuvé de nouveau. Rechargez la page.",
    "order_sent_of_closed_batch": "Clôturez le lot avant d’émettre ses ordres.",
    "order_answered_after_export": "Exportez le lot avant de noter une réponse.",
    "approval_by_approver": (
        "Un ordre est approuvé par un cadre, un signataire ou un gestionnaire des dépenses."
    ),
    "payment_decision_by_signatory": (
        "Une décision de paiement est signée par le président ou son délégué."
    ),
    "decision_by_signatory": "Une décision est signée par le président ou son délégué.",
    "decision_past_instructor_apart": (
        "Vous avez instruit cette demande : un autre signataire signe la décision."
    ),
    "decision_period_of_day": "La période comptée a changé. Rechargez la page.",
    "decision_period_counted": (
        "Une autre décision vient d’être prise pour ce ménage. Rechargez la page."
    ),
    "decision_cap_of_day": "Le plafond de la période a changé. Rechargez la page.",
    "decision_ceiling_of_day": "Le plafond d’une demande a changé. Rechargez la page.",
    "decision_delegation_of_day": "Le plafond de la délégation a changé. Rechargez la page.",
    "decision_replaces_revoked": (
        "L’aide de la décision remplacée doit d’abord être retirée. Rechargez la page."
    ),
    "award_live_once": "Cette demande a déjà une aide en cours : remplacez sa décision.",
    "award_revoked_frozen": "Une aide retirée ne se rétablit pas : il faut une nouvelle décision.",
    "award_revoked_unpaid": (
        "Un ordre de paiement existe pour cette aide. Annulez-le avant de remplacer la décision."
    ),
    "award_revoked_by_decision": "Une aide se retire par la décision qui remplace la sienne.",
    "debt_released_frozen": (
        "Ces mois ont été rendus : une nouvelle demande peut porter dessus, pas celle-ci."
    ),
    "debt_released_free": "Une aide ou un plan porte sur ces mois : ils restent réclamés.",
    "debt_released_at_end": (
        "La demande est en cours : ses mois se libèrent quand elle est refusée, classée ou retirée."
    ),
    "plan_sheet_once": "La feuille signée se joint une fois, à un plan signé.",
    "plan_signatures_frozen": "L’accord et les signatures d’un plan se notent une fois.",
    "plan_by_manager": "Un plan est approuvé par un cadre dont le compte est ouvert.",
    "pause_asked_first": "Une suspension se demande, puis un cadre y répond.",
    "batch_opened_frozen": "Un lot garde son numéro et son circuit : ouvrez-en un autre.",
    "batch_closed_frozen": "La clôture d’un lot se note quand il est clos.",
    "batch_by_its_role": (
        "Un lot est ouvert, clos, exporté et transmis par un gestionnaire des dépenses, et annulé "
        "par un cadre, dont le compte est ouvert."
    ),
    "batch_reopened_whole": "Un ordre de ce lot est déjà émis : il ne se rouvre plus.",
    "batch_settled_whole": "Un ordre de ce lot attend encore sa réponse.",
    "batch_forwarded_while_open": STOPPED,
    "batch_forwarded_account_active": ACCOUNT_GONE,
    "batch_forwarded_in_time": LATE,
    "download_in_time": LATE,
    "batch_forwarded_failed_line": FAILED_LINE,
    "download_failed_line": FAILED_LINE,
    "batch_forwarded_said_since": SAID_SINCE,
    "download_said_since": SAID_SINCE,
    "batch_forwarded_approver_tied": TIED_SINCE,
    "download_approver_tied": TIED_SINCE,
    "batch_forwarded_approver_gone": GONE_SINCE,
    "download_approver_gone": GONE_SINCE,
    "batch_cancel_confirmed": (
        "Un fichier de ce lot a été téléchargé : écrivez ce que chacun a confirmé."
    ),
    "batch_cancelled_by_no_downloader": (
        "Vous avez téléchargé un fichier de ce lot : un autre cadre l’annule."
    ),
    "download_append_only": "Un téléchargement reste écrit.",
    "download_of_cancelled": CANCELLED,
    "download_of_paid_again": PAID_AGAIN,
    "download_after_export": "Exportez le lot avant de télécharger ses fichiers.",
    "download_by_its_role": (
        "Les fichiers d’un lot se téléchargent par le gestionnaire des dépenses."
    ),
    "download_while_open": STOPPED,
    "download_account_active": ACCOUNT_GONE,
    "payment_entry_corrects_same": (
        "Une correction reprend l’écriture entière : même aide, même ordre, même ligne, même "
        "montant."
    ),
    "payment_entry_of_its_order": "L’écriture n’est pas celle de cet ordre.",
    "payment_entry_as_order_stands": "L’écriture ne dit pas ce qu’est devenu l’ordre.",
    "payment_entry_of_recovery": "Rien n’est revenu du bailleur pour cet ordre.",
}
