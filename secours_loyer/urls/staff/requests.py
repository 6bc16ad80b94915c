"""Requests: lists, drafts, files and letters."""

from django.urls import path

from secours_loyer.views.filing import StaffDiscardDraft, StaffDraftPage, StaffNewRequest
from secours_loyer.views.staff import (
    computation,
    file,
    indicators,
    landlord_said,
    letters,
    lists,
    lists_decided,
    search,
    work_list,
)

urlpatterns = [
    path("", lists.board, name="board"),
    path("indicateurs/", indicators.indicators, name="indicators"),
    path("a-faire/<slug:name>/", work_list.WorkList.as_view(), name="work_list"),
    path("recherche/", search.search, name="search"),
    path("decisions/", lists_decided.DecisionList.as_view(), name="decisions"),
    path("demandes/", lists.RequestList.as_view(), name="requests"),
    path("demandes/nouvelle/", StaffNewRequest.as_view(), name="staff_new_request"),
    path("brouillons/<uuid:uid>/", StaffDraftPage.as_view(), name="staff_draft"),
    path(
        "brouillons/<uuid:uid>/supprimer/",
        StaffDiscardDraft.as_view(),
        name="staff_draft_discard",
    ),
    path("demandes/<uuid:uid>/", file.FilePage.as_view(), name="file"),
    path("demandes/<uuid:uid>/calculs/<int:pk>/", computation.computation, name="computation"),
    path("demandes/<uuid:uid>/decompte/", file.statement, name="statement"),
    path("demandes/<uuid:uid>/suivi/", file.follow, name="follow_sheet"),
    path("demandes/<uuid:uid>/pieces/<int:pk>/", file.piece, name="piece"),
    path("demandes/<uuid:uid>/recours/<int:pk>/", file.appeal_paper, name="appeal_paper"),
    path("demandes/<uuid:uid>/<slug:step>/", file.FilePage.as_view(), name="file_step"),
    path("lettres/", letters.LetterList.as_view(), name="letters"),
    path("lettres/imprimer/", letters.PrintLetters.as_view(), name="print_letters"),
    path("lettres/parties/", letters.PostLetters.as_view(), name="post_letters"),
    path("lettres/non-envoyees/", letters.HoldBackLetters.as_view(), name="hold_back_letters"),
    path("lettres/<int:pk>/", file.letter, name="letter"),
    path(
        "decomptes-certifies/<int:pk>/",
        landlord_said.certified_statement,
        name="certified_statement",
    ),
    path("rib-proposes/<int:pk>/", landlord_said.proposed_rib, name="proposed_rib"),
]
