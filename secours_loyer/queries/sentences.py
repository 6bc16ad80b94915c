"""What the database's walls say to people: the French sentence of each constraint and trigger."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import IntegrityError

TRIGGERS = {
    "request_states": "Cette étape n’est pas possible. Rechargez la page.",
    "order_states": "Cette étape n’est pas possible. Rechargez la page.",
    "batch_states": "Cette étape n’est pas possible. Rechargez la page.",
    "account_states": "Cette étape n’est pas possible. Rechargez la page.",
    "plan_states": "Cette étape n’est pas possible. Rechargez la page.",
    "debt_frozen": "La dette ne change plus après la décision. Demandez une nouvelle décision.",
    "alert_frozen": "Une alerte ne se modifie pas : notez ce qui a été fait.",
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
    "plan_on_settled_lease": (
        "Un événement du bail attend qu’un cadre dise ce qui suit : le plan reprend après."
    ),
    "request_consistent": "Le bail et la dette doivent être ceux du ménage.",
    "cofunding_counted": "Les autres financements accordés doivent être ceux de la demande.",
    "cofunding_before_decision": "La décision est prise : les financements ne changent plus.",
    "arrears_exact": "Les mois doivent faire exactement la dette certifiée.",
    "arrears_before_decision": "La décision est prise : la dette ne change plus.",
    "opinion_after_pieces": "Des pièces attendent encore d’être acceptées ou dispensées.",
    "plan_signed_after_proposal": (
        "Personne n’a signé ce plan avant qu’il soit préparé : vérifiez les dates de signature."
    ),
    "debt_amount_of_statement": (
        "La dette certifiée ne change qu’avec un nouveau décompte du bailleur : joignez-le."
    ),
    "session_on_its_day": (
        "Cette séance n’a pas encore eu lieu : elle s’ouvre, se lève et se signe le jour prévu ou "
        "après."
    ),
    "request_statement_answered": (
        "Le bailleur certifie un autre montant que la dette : l’instructeur reprend son décompte, "
        "ou écrit pourquoi le montant de la demande reste."
    ),
    "decision_statement_answered": (
        "Le bailleur certifie un autre montant que la dette : ajournez ce dossier, ou demandez à "
        "l’instructeur d’écrire pourquoi le montant de la demande reste."
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
    "tied_does_not_validate": (
        "Vous avez déclaré un lien avec ce dossier : un autre cadre valide l’avis."
    ),
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
    "landlord_phone_confirmed_anew": "Ce nouveau numéro est à confirmer.",
    "account_phone_confirmed": (
        "Le numéro à rappeler n’est pas confirmé par le CCAS. Une personne qui n’a pas saisi le "
        "compte le vérifie ailleurs que sur le RIB, puis le confirme."
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
    "order_on_committed_year": (
        "L’aide est engagée sur un autre exercice : reportez-la d’abord, depuis la page « Budget »."
    ),
    "commitment_corrected_in_place": "Une correction porte sur la même ligne de budget.",
    "credits_cover_commitments": (
        "Des aides sont déjà engagées sur ces crédits : retirez moins que le disponible."
    ),
    "account_frozen": "Un compte ne se modifie pas : saisissez un nouveau compte.",
    "account_phone_apart": (
        "Le numéro à rappeler a été donné par la personne qui a saisi le compte. Une autre "
        "personne le cherche ailleurs que sur le RIB, puis l’enregistre."
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
        "Vous avez déclaré un lien avec ce dossier : un autre signataire signe la décision."
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
    "overpayment_recovered_whole": "Toute la somme n’est pas encore revenue.",
    "recovery_of_claim": "Ce trop-perçu n’est pas réclamé. Rechargez la page.",
    "recovery_within_claim": "La somme dépasse ce qui reste à recevoir.",
    "recovery_of_its_line": "Le mouvement choisi ne montre pas cette somme reçue.",
    "order_stays_in_batch": "Ce lot est clos : rouvrez-le pour en retirer un ordre.",
    "approval_apart": (
        "Vous êtes intervenu dans ce dossier (instruction, compte ou préparation) : "
        "l’approbation revient à une autre personne."
    ),
    "approval_tied": (
        "Vous avez déclaré un lien avec ce dossier : l’approbation revient à une autre personne."
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
    "proposal_taken_as_is": "Le compte saisi n’est pas celui que le bailleur du dossier propose.",
    "proposal_one_waits": "Un RIB attend déjà la vérification du CCAS.",
    "said_behind_live_link": "Ce lien est fermé. Demandez-en un autre au CCAS.",
    "landlord_link_frozen": "Un lien ne se modifie pas : envoyez-en un autre.",
    "landlord_link_closed_frozen": "Ce lien est fermé : envoyez-en un autre.",
    "landlord_link_of_landlord": "Le bailleur de ce logement a changé. Rechargez la page.",
    "landlord_link_of_member": "Ce logement n’est pas loué par votre organisation.",
    "proposal_frozen": "Un compte proposé ne se modifie pas.",
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
    "fact_missed_once_due": "Cette échéance n’est pas encore passée.",
    "fact_missed_outside_pause": "Le plan était suspendu ce jour-là : rien n’était attendu.",
    "plan_paused_by_approval": "Un plan se suspend quand un cadre approuve la suspension.",
    "plan_pause_ended_first": "La suspension court encore : levez-la pour reprendre le plan.",
    "pause_suspends": "Une suspension approuvée arrête le plan. Rechargez la page.",
    "pause_frozen": "Une suspension ne se modifie pas : refusez-la, puis demandez-en une autre.",
    "plan_dates_rising": "Les échéances doivent se suivre dans l’ordre des dates.",
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
