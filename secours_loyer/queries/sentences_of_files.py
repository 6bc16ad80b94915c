"""What the walls of a file say: its request, study, lease, and who stands apart from it."""

OF_FILES = {
    "order_contest_answered": (
        "Le ménage conteste la dette : l’instructeur note sur le dossier ce qui règle la "
        "contestation avant que l’argent parte."
    ),
    "contest_frozen": "Une contestation ne se modifie pas : répondez-y.",
    "contest_starts_open": "Une contestation se note d’abord ; l’instructeur y répond ensuite.",
    "contest_said_after_statement": (
        "Cette date est avant le décompte : indiquez le jour où le ménage l’a dit."
    ),
    "contest_said_before": "Cette date est à venir.",
    "contest_answered_once": "Cette contestation a déjà sa réponse. Rechargez la page.",
    "contest_answered_by_instructor": "L’instructeur de la demande répond au ménage.",
    "contest_tied": ("Vous avez un lien avec ce dossier : il revient à une autre personne."),
    "request_frozen": "Qui dépose une demande, et pour quel bail, ne change plus : déposez-en une.",
    "request_filed_once": "Le jour du dépôt ne change pas.",
    "request_asked_by_step": "Demandez d’abord les pièces qui manquent. Rechargez la page.",
    "request_waited_counted": "Cette demande n’attendait pas de pièce. Rechargez la page.",
    "request_wait_bounded": (
        "Plus de deux ans ont passé : classez cette demande sans suite, et déposez-en une nouvelle."
    ),
    "request_wait_journaled": (
        "L’instant où les pièces sont demandées ou reçues est celui d’un acte du journal."
    ),
    "request_awaits_a_paper": (
        "Aucune pièce n’est attendue : nommez celle qui manque, ou gardez la demande."
    ),
    "request_waits_for_the_last": (
        "Une pièce demandée manque encore : le délai reprend quand la dernière arrive."
    ),
    "request_waits_for_nothing": "Plus aucune pièce n’est attendue : le délai doit reprendre.",
    "request_as_filed": "La situation se réécrit quand la demande est complétée.",
    "request_closed_by_step": "La fin d’une demande est datée par l’étape qui la termine.",
    "request_instructor_by_step": (
        "L’instructeur change pendant l’instruction : un cadre y renvoie d’abord la demande."
    ),
    "request_instructor_role": "Choisissez un instructeur ou un cadre.",
    "request_instructor_apart": (
        "Cette personne agit pour l’association qui a déposé la demande. Choisissez-en une autre."
    ),
    "request_opinion_by_step": (
        "L’avis se rend à la fin de l’instruction : un cadre y renvoie d’abord la demande."
    ),
    "opinion_after_computation": (
        "Faites d’abord le calcul ; l’aide proposée ne dépasse pas la dette."
    ),
    "request_validated_by_step": "La validation se donne sur un avis rendu. Rechargez la page.",
    "request_validator_role": "Un avis est validé par un cadre.",
    "request_validator_studied": "Un avis est validé par un cadre qui n’a pas instruit la demande.",
    "request_urgent_by_delegation": (
        "Seule une décision urgente, signée par délégation, se passe de la commission."
    ),
    "request_shares_frozen": (
        "L’avis ou la décision compte avec ces montants : ils ne changent plus."
    ),
    "tenancy_frozen": "Un bail reste celui de son ménage.",
    "tenancy_date_frozen": "Un dossier porte sur ce bail : sa date ne change plus.",
    "tenancy_reference_frozen": (
        "Un dossier porte sur ce bail : sa référence ne change qu’avec le bailleur."
    ),
    "assessment_during_study": "Le calcul se fait pendant l’instruction. Rechargez la page.",
    "note_by_social_worker": "Seul un travailleur social écrit une note.",
    "pause_answer_frozen": "Cette suspension a déjà sa réponse. Rechargez la page.",
    "pause_end_frozen": "Cette suspension est déjà levée. Rechargez la page.",
    "pause_answered_by_manager": "Une suspension est approuvée par un cadre.",
    "fund_check_frozen": "Une vérification reste celle de sa demande et de son organisme.",
    "cofunding_frozen": "Un financement reste celui de sa demande et de son organisme.",
    "tied_does_not_check": (
        "Vous avez un lien avec ce dossier : une autre personne fait cette vérification."
    ),
    "appeal_frozen": "Un recours ne se modifie pas : un cadre le retire, puis notez-en un autre.",
    "appeal_starts_open": "Un recours se note d’abord ; la réponse vient ensuite.",
    "appeal_on_decision_in_force": (
        "Une autre décision a remplacé celle-ci : le recours porte sur la nouvelle. Rechargez la "
        "page."
    ),
    "appeal_after_decision": "Ce recours est daté d’avant la décision : corrigez le jour reçu.",
    "appeal_received_already": "Un recours se note quand il est arrivé : vérifiez le jour reçu.",
    "appeal_late_counted": "Le délai du recours se compte depuis la lettre. Rechargez la page.",
    "appeal_noted_by_role": "Un recours est noté par l’accueil, un instructeur ou un cadre.",
    "appeal_answered_once": "Ce recours a déjà sa réponse. Rechargez la page.",
    "appeal_answered_by_new": "La réponse à ce recours est la décision qui remplace la première.",
    "appeal_dropped_by_manager": "Un cadre note qu’un recours est retiré.",
    "appeal_dropped_by_another": (
        "Vous avez noté ce recours, instruit, validé ou signé ce dossier : un autre cadre note que "
        "le recours est retiré."
    ),
    "appeal_dropped_is_told": "Un recours retiré fait l’objet d’une lettre au ménage.",
    "decision_review_not_less": (
        "La réponse à un recours n’accorde pas moins que la décision contestée : maintenez-la, ou "
        "accordez au moins autant."
    ),
    "appeal_confirmed_by_session": (
        "Une décision contestée est maintenue par la commission, et le signataire de sa séance."
    ),
    "appeal_on_agenda": "Le recours est inscrit à une séance : le secrétaire l’en retire d’abord.",
    "item_reviews_appeal": "Aucun recours n’attend sur cette demande. Rechargez la page.",
    "decision_reviews_contested": (
        "La commission remplace une décision à l’examen du recours qui la conteste."
    ),
    "appeal_tied": ("Vous avez un lien avec ce dossier : le recours revient à une autre personne."),
    "decision_answers_appeal": "Un recours attend : la nouvelle décision y répond.",
    "request_closed_answered": ("Un recours attend sa réponse : le dossier se clôt après."),
    "request_closed_dispute": (
        "Le bailleur conteste la dette : l’instructeur note d’abord ce qui règle la contestation. "
        "Le dossier se clôt après."
    ),
    "request_closed_contest": (
        "Le ménage conteste la dette : l’instructeur note d’abord ce qui règle la contestation. "
        "Le dossier se clôt après."
    ),
    "request_closed_planned": (
        "La décision prévoit un plan d’apurement : faites-le signer, ou notez qu’il n’aura pas "
        "lieu. Le dossier se clôt après."
    ),
    "order_preparer_tied": (
        "Vous avez un lien avec ce dossier : une autre personne prépare le paiement."
    ),
    "plan_preparer_tied": (
        "Vous avez un lien avec ce dossier : une autre personne prépare le plan."
    ),
    "plan_approver_tied": ("Vous avez un lien avec ce dossier : un autre cadre approuve le plan."),
    "plan_starts_untied": (
        "Une personne qui a préparé ou approuvé ce plan a déclaré un lien avec le dossier : "
        "abandonnez ce plan, une autre personne en prépare un."
    ),
    "plan_step_signed": "Une étape d’un plan dit qui la fait. Rechargez la page.",
    "plan_step_tied": (
        "Vous avez un lien avec ce dossier : une autre personne fait cette étape du plan."
    ),
    "pause_tied": (
        "Vous avez un lien avec ce dossier : la suspension revient à une autre personne."
    ),
    "plan_fact_tied": ("Vous avez un lien avec ce dossier : une autre personne note ce constat."),
    "lease_event_tied": (
        "Vous avez un lien avec un dossier de ce bail : l’événement revient à une autre personne."
    ),
    "return_line_tied": (
        "Vous avez un lien avec ce dossier : une autre personne traite cette ligne."
    ),
    "overpayment_tied": (
        "Vous avez un lien avec ce dossier : le trop-perçu revient à une autre personne."
    ),
    "tie_starts_standing": "Un lien se déclare avant d’être levé.",
    "tie_lifted_by_manager": "Un lien est levé par un cadre.",
    "tie_lifted_untied": (
        "Vous avez un lien avec ce dossier : un cadre qui n’en a pas lève celui d’un collègue."
    ),
    "session_planned_frozen": "Qui a prévu la séance, et quand, ne se réécrit pas.",
    "session_opened_frozen": "L’heure d’ouverture de la séance ne se réécrit pas.",
    "session_lifted_frozen": "L’heure de levée de la séance ne se réécrit pas.",
    "session_signed_frozen": "La signature de la séance ne se réécrit pas.",
    "asked_piece_frozen": "La décision est prise : les pièces ne se jugent plus.",
}
