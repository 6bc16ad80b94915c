"""What the database's walls say to people: the French sentence of each constraint and trigger."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import IntegrityError

from secours_loyer.queries.sentences_of_files import OF_FILES
from secours_loyer.queries.sentences_of_landlords import OF_LANDLORDS
from secours_loyer.queries.sentences_of_leases import OF_LEASES
from secours_loyer.queries.sentences_of_letters import OF_LETTERS
from secours_loyer.queries.sentences_of_money import MONEY
from secours_loyer.queries.sentences_of_plans import OF_PLANS

TRIGGERS = {
    **OF_FILES,
    **OF_LANDLORDS,
    **OF_LEASES,
    **OF_PLANS,
    **OF_LETTERS,
    **MONEY,
    "request_states": "Cette étape n’est pas possible. Rechargez la page.",
    "order_states": "Cette étape n’est pas possible. Rechargez la page.",
    "batch_states": "Cette étape n’est pas possible. Rechargez la page.",
    "debt_frozen": "La dette ne change plus après la décision. Demandez une nouvelle décision.",
    "alert_frozen": "Une alerte ne se modifie pas : notez ce qui a été fait.",
    "request_consistent": "Le bail et la dette doivent être ceux du ménage.",
    "cofunding_counted": "Les autres financements accordés doivent être ceux de la demande.",
    "cofunding_before_decision": "La décision est prise : les financements ne changent plus.",
    "arrears_exact": "Les mois doivent faire exactement la dette certifiée.",
    "arrears_before_decision": "La décision est prise : la dette ne change plus.",
    "opinion_after_pieces": "Des pièces attendent encore d’être acceptées ou dispensées.",
    "debt_amount_of_statement": (
        "La dette certifiée ne change qu’avec un nouveau décompte du bailleur : joignez-le."
    ),
    "session_on_its_day": (
        "Cette séance n’a pas encore eu lieu : elle s’ouvre, se lève et se signe le jour prévu ou "
        "après."
    ),
    "board_meeting_reported": (
        "Le compte rendu de ce conseil est établi : il ne change plus et ne se retire plus."
    ),
    "board_planned_frozen": "Qui a noté un conseil, et quand, ne change pas.",
    "request_statement_answered": (
        "Le bailleur certifie un autre montant que la dette : l’instructeur reprend son décompte, "
        "ou écrit pourquoi le montant de la demande reste."
    ),
    "decision_statement_answered": (
        "Le bailleur certifie un autre montant que la dette : ajournez ce dossier, ou demandez à "
        "l’instructeur d’écrire pourquoi le montant de la demande reste."
    ),
    "request_claimed_once": (
        "Une autre demande porte sur les mêmes mois, pour le même ménage ou le même logement "
        "probable : l’instructeur écrit pourquoi celle-ci reste."
    ),
    "request_computed_on_facts": (
        "Un fait du bail ou la dette a changé depuis le calcul : l’instructeur le refait."
    ),
    "decision_computed_on_facts": (
        "Un fait du bail ou la dette a changé depuis le calcul : ajournez ce dossier, "
        "l’instructeur refait le calcul."
    ),
    "order_statement_answered": (
        "Le bailleur certifie un autre montant que la dette : l’instructeur écrit sur le dossier "
        "pourquoi ce montant reste, avant que le paiement parte."
    ),
    "order_dispute_answered": (
        "Le bailleur conteste la dette : l’instructeur note sur le dossier ce qui règle la "
        "contestation, avant que le paiement parte."
    ),
    "order_debit_answered": (
        "Un débit attend en quarantaine pour un autre ordre de cette aide : réglez ou écartez "
        "d’abord la ligne de retour."
    ),
    "batch_near_day": "La date de paiement est passée, ou dans plus d’un an. Vérifiez l’année.",
    "session_near_day": "Le jour de la séance est passé, ou dans plus d’un an. Vérifiez l’année.",
    "board_near_day": "Le jour du conseil est passé, ou dans plus d’un an. Vérifiez l’année.",
    "decision_claimed_once": (
        "Une autre demande porte sur les mêmes mois, pour le même ménage ou le même logement "
        "probable : ajournez ce dossier, ou demandez à l’instructeur d’écrire pourquoi il reste."
    ),
    "duplicate_answered_by_instructor": (
        "L’instructeur de la demande répond aux doublons probables."
    ),
    "decision_signatory_apart": "L’instructeur de la demande ne signe pas la décision.",
    "decision_applicant_apart": (
        "Vous avez déposé cette demande : un autre signataire signe la décision."
    ),
    "decision_signatory_tied": (
        "Le signataire a déclaré un lien avec ce dossier : un autre signataire signe."
    ),
    "tied_does_not_study": (
        "Cette personne a déclaré un lien avec ce dossier : confiez-le à un autre instructeur."
    ),
    "tied_does_not_validate": ("Vous avez un lien avec ce dossier : un autre cadre valide l’avis."),
    "minutes_signed_apart": (
        "Vous avez un lien avec un dossier de cette séance : un autre signataire signe le "
        "procès-verbal."
    ),
    "opinion_of_companion": (
        "Cette association n’accompagne pas le ménage en ce moment. Choisissez-en une autre."
    ),
    "opinion_asked_first": "Un avis se demande avant de se rendre.",
    "opinion_by_its_member": "Cet avis est demandé à une autre structure.",
    "partner_opinion_frozen": "Une question envoyée ne se modifie pas : retirez-la.",
    "partner_opinion_given_frozen": "Cet avis est déjà rendu, ou retiré.",
    "opinion_after_funds": (
        "Dites d’abord, pour chaque organisme, si ces mois ont déjà été payés."
    ),
    "tie_frozen": "Un lien déclaré ne se modifie pas.",
    "tie_lifted_frozen": "Ce lien est déjà levé. Rechargez la page.",
    "decision_on_certified_debt": "La dette a changé depuis la lecture. Rechargez la page.",
    "decision_after_validation": "La demande n’est pas prête pour la décision.",
    "decision_replaces_own": "Une décision ne remplace que celle de la même demande.",
    "decision_before_plan": (
        "Un plan est en cours sur cette décision. Constatez sa rupture avant de la remplacer."
    ),
    "board_line_delegated": "Seule une décision prise par délégation est dite au conseil.",
    "board_report_whole": "Une décision urgente vient d’être signée : refaites le compte rendu.",
    "request_decided": "Aucune décision ne tranche cette demande.",
    "request_told": "La lettre de la décision n’est pas écrite.",
    "decision_two_ways": (
        "Une décision vient d’une séance de la commission, ou d’une urgence par délégation."
    ),
    "decision_as_recorded": (
        "La décision n’est pas celle que la séance a saisie. Rechargez la page de la séance."
    ),
    "decision_signatory_recused": (
        "Le signataire est déporté pour ce dossier : un autre signataire signe le procès-verbal."
    ),
    "decision_above_explained": (
        "L’aide dépasse le calcul : le motif dit pourquoi, en une phrase au moins."
    ),
    "decision_after_computation": "Lancez d’abord le calcul de cette demande.",
    "decision_delegated_total": (
        "Une autre décision urgente a été prise pour ce ménage. Rechargez la page."
    ),
    "session_states": "Cette étape n’est pas possible. Rechargez la page.",
    "session_frozen": "La séance est ouverte ou terminée : elle ne se modifie plus.",
    "session_quorum": "Le quorum n’est pas atteint. Notez la présence, ou reportez la séance.",
    "session_agenda": "Aucun dossier n’est inscrit. Inscrivez-en un d’abord.",
    "session_all_entered": "Un dossier n’a pas de résultat : saisissez-le avant la levée.",
    "session_emptied": "Un dossier est encore à l’ordre du jour.",
    "session_minutes_kept": "Le procès-verbal n’est pas complet.",
    "member_starts_absent": "Un membre est présent quand le secrétaire le note.",
    "member_of_running": "La séance est levée : la liste de ses membres ne change plus.",
    "member_frozen": "Un membre ne se modifie pas : notez sa présence.",
    "minutes_of_lifted": "Le procès-verbal se signe quand la séance est levée.",
    "item_of_registered": "Seule une demande inscrite va à l’ordre du jour d’une séance à venir.",
    "item_frozen": "Ce dossier est décidé, ou a quitté l’ordre du jour.",
    "item_order_kept": "L’ordre du jour ne change plus : la séance est ouverte.",
    "item_entered_in_session": "Un résultat se saisit pendant la séance. Rechargez la page.",
    "item_quorum": "Le quorum n’est pas atteint pour ce dossier, déportés non comptés.",
    "item_voters_counted": "La présence a changé. Rechargez la page.",
    "item_instructor_apart": "L’instructeur de ce dossier siège : notez d’abord son déport.",
    "item_tied_apart": "Un membre a déclaré un lien avec ce dossier : notez d’abord son déport.",
    "item_decided_by_minutes": "Un dossier est décidé par la signature du procès-verbal.",
    "recusal_frozen": "Un déport ne se modifie pas : corrigez-le, puis notez-le de nouveau.",
    "recusal_before_outcome": (
        "Le déport se note avant le résultat, tant que la séance n’est pas levée."
    ),
    "recusal_of_member": "Cette personne ne siège pas à cette séance.",
    "award_as_decided": "L’attribution doit être celle de la décision.",
    "commitment_on_a_line": "Une aide s’engage sur une ligne de budget.",
    "commitment_within_credits": (
        "Les crédits ouverts ne suffisent plus. Faites voter des crédits, ou diminuez l’aide."
    ),
    "commitment_within_award": "Cette aide est déjà engagée en entier.",
    "commitment_once_a_year": "Cette aide est déjà engagée sur cet exercice.",
    "order_on_committed_year": (
        "L’aide, ou ce qu’il en reste à payer, est engagée sur un autre exercice : reportez-la "
        "d’abord, depuis la page « Budget »."
    ),
    "commitment_corrected_in_place": "Une correction porte sur la même ligne de budget.",
    "credits_cover_commitments": (
        "Des aides sont déjà engagées sur ces crédits : retirez moins que le disponible."
    ),
    "order_payee_checked": (
        "La banque n’a pas contrôlé le nom du titulaire : notez sa réponse sur la page du compte."
    ),
    "order_holder_explained": (
        "Le titulaire du compte n’est pas le bailleur, et personne n’a écrit pourquoi."
    ),
    "order_frozen": "L’ordre est contrôlé : reprenez-le avant de le changer.",
    "order_of_live_award": "Cette aide a été remplacée par une autre décision.",
    "order_after_decision": "Un ordre se prépare après la décision qu’il paie.",
    "order_within_award": "Les ordres dépasseraient le montant accordé.",
    "order_payee_trusted": (
        "Le compte doit être actif et appartenir au bailleur de ce logement. Vérifiez le compte."
    ),
    "order_approved_by_two": (
        "Il manque une approbation valable : deux personnes doivent approuver l’ordre tel qu’il "
        "est."
    ),
    "order_approver_tied": (
        "Une personne qui a approuvé cet ordre a déclaré un lien avec le dossier : reprenez "
        "l’ordre, une autre personne l’approuve."
    ),
    "order_signatory_tied": (
        "Le signataire de cette décision de paiement a déclaré un lien avec le dossier : reprenez "
        "l’ordre, un autre signataire signe."
    ),
    "order_in_open_batch": "Ce lot est clos. Choisissez un lot ouvert.",
    "order_in_its_channel": (
        "Cet ordre part par un autre circuit que ce lot. Choisissez un lot de son circuit."
    ),
    "order_third_party_decided": (
        "La décision de payer le bailleur n’est pas signée. Demandez au signataire de la signer."
    ),
    "order_cheque_written": "Notez le chèque sur cet ordre avant sa remise.",
    "order_cheque_acquitted": (
        "Un chèque est payé quand le bailleur a signé : notez l’acquit sur la page de l’ordre."
    ),
    "order_cheque_not_taken": "Un chèque n’est pas pris en charge : notez son acquit.",
    "cheque_of_sent_order": "Un chèque s’écrit sur un ordre exporté par le circuit des chèques.",
    "cheque_after_export": "Un chèque n’est pas daté d’avant l’export de son lot.",
    "cheque_while_open": "Les paiements sont arrêtés par décision du CCAS. Voyez les paramètres.",
    "batch_while_open": "Les paiements sont arrêtés par décision du CCAS. Voyez les paramètres.",
    "batch_pieces_follow": "Un numéro de pièce manque : les mandats se suivent sans trou.",
    "cheque_frozen": "Le registre des chèques ne se modifie pas.",
    "cheque_received_frozen": "L’acquit de ce chèque est déjà noté.",
    "payment_decision_apart": (
        "Vous êtes intervenu dans ce dossier : un autre signataire signe la décision de paiement."
    ),
    "payment_decision_tied": (
        "Vous avez un lien avec ce dossier : un autre signataire signe la décision."
    ),
    "payment_decision_of_this_content": "L’ordre a changé depuis la lecture. Rechargez la page.",
    "payment_decision_of_approved": (
        "Une décision de paiement se signe sur un ordre approuvé deux fois et pas encore émis."
    ),
    "order_forwarded_after_export": "Exportez le lot avant de noter sa transmission.",
    "order_answer_of_accountant": (
        "Le comptable ne répond que sur les mandats : un virement de la régie est rejeté par la "
        "banque."
    ),
    "order_answer_dated": "La mise en instance et la prise en charge sont datées.",
    "order_piece_of_mandate": "Un mandat part avec un numéro de pièce, un virement n’en a pas.",
    "order_piece_of_its_award": "Ce numéro de pièce est celui d’une autre aide.",
    "order_piece_frozen": "Le numéro de pièce est donné à l’export, et ne change plus.",
    "order_taken_frozen": "La prise en charge se note une fois.",
    "order_held_frozen": "La mise en instance se note avec son état.",
    "order_replaces_dead": "Un ordre n’en remplace un autre que s’il a échoué, pour la même aide.",
    "overpayment_states": "Cette étape n’est pas possible. Rechargez la page.",
    "overpayment_frozen": "Un trop-perçu constaté ne se modifie pas.",
    "overpayment_claim_frozen": "La réclamation se note une fois.",
    "overpayment_end_frozen": "L’abandon se note une fois, avec son motif.",
    "overpayment_of_paid_order": "Cet ordre n’est pas payé : il n’y a rien à réclamer.",
    "overpayment_within_order": (
        "Le trop-perçu dépasse ce qui a été payé, autres trop-perçus de cet ordre compris."
    ),
    "overpayment_void_of_returned": "Le paiement n’est pas revenu : le trop-perçu reste dû.",
    "overpayment_recovered_whole": "Toute la somme n’est pas encore revenue.",
    "recovery_of_claim": "Ce trop-perçu n’est pas réclamé. Rechargez la page.",
    "recovery_within_claim": "La somme dépasse ce qui reste à recevoir.",
    "recovery_of_its_line": "Le mouvement choisi ne montre pas cette somme reçue.",
    "recovery_of_a_sum_once": "Ce mouvement du relevé est déjà compté comme remboursement.",
    "recovery_told_apart_by_two": (
        "Une somme du même montant et du même jour est déjà comptée : une autre personne dit "
        "d’abord, sur la ligne du relevé, que c’en est une autre."
    ),
    "order_stays_in_batch": "Ce lot est clos : rouvrez-le pour en retirer un ordre.",
    "approval_apart": (
        "Vous êtes intervenu dans ce dossier (instruction, compte ou préparation) : "
        "l’approbation revient à une autre personne."
    ),
    "approval_tied": (
        "Vous avez un lien avec ce dossier : l’approbation revient à une autre personne."
    ),
    "approval_by_open_account": "Ce compte utilisateur est fermé.",
    "approval_of_this_content": "L’ordre a changé depuis la lecture. Rechargez la page.",
    "approval_in_turn": "Cet ordre n’attend pas cette approbation. Rechargez la page.",
    "batch_frozen": "Un lot exporté ne change plus.",
    "batch_forwarded_frozen": "La transmission d’un lot se note une fois.",
    "batch_total_is_its_lines": "Le total du lot n’est pas la somme de ses ordres.",
    "batch_cancelled_frozen": "L’annulation d’un lot ne se modifie pas.",
    "batch_cancelled_whole": "Un ordre de ce lot a déjà une suite : il ne s’annule plus.",
    "order_cancelled_before_transmission": (
        "Ce lot a été transmis : notez le rejet ou le retour de chaque ordre."
    ),
    "batch_day_counted": "Un autre lot vient d’être exporté. Exportez de nouveau celui-ci.",
    "batch_day_ceiling": (
        "Le plafond des paiements de la journée serait dépassé. Exportez ce lot demain, ou "
        "demandez au cadre de changer le plafond."
    ),
    "batch_files_kept_first": "Les fichiers du lot ne sont pas enregistrés.",
    "file_of_closed_batch": "Ce lot n’est pas en cours d’export.",
    "return_line_states": "Cette étape n’est pas possible. Rechargez la page.",
    "return_line_frozen": "Ce que dit le fichier de la banque ne change pas.",
    "return_line_done_frozen": "Cette ligne est déjà traitée. Rechargez la page.",
    "return_line_of_its_file": "Cette ligne n’est pas de la sorte de son fichier.",
    "return_line_of_this_order": (
        "Une ligne se rattache à un ordre parti, de la même référence et du même montant."
    ),
}


@cache
def _of_constraints() -> dict[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_app_config("secours_loyer").get_models()
        for constraint in model._meta.constraints
    }


def sentence_of(error: IntegrityError) -> str | None:
    """The sentence of the wall that held, or None for one that nobody should ever meet."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    return TRIGGERS.get(name) or _of_constraints().get(name)
