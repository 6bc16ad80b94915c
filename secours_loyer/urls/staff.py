"""Task pages inside the admin."""

from django.urls import path

from secours_loyer.views.filing import StaffDiscardDraft, StaffDraftPage, StaffNewRequest
from secours_loyer.views.staff import file, lists, money, plan

urlpatterns = [
    path("", lists.board, name="board"),
    path("demandes/", lists.RequestList.as_view(), name="requests"),
    path("demandes/nouvelle/", StaffNewRequest.as_view(), name="staff_new_request"),
    path("brouillons/<uuid:uid>/", StaffDraftPage.as_view(), name="staff_draft"),
    path(
        "brouillons/<uuid:uid>/supprimer/",
        StaffDiscardDraft.as_view(),
        name="staff_draft_discard",
    ),
    path("demandes/<uuid:uid>/", file.FilePage.as_view(), name="file"),
    path("demandes/<uuid:uid>/decompte/", file.statement, name="statement"),
    path("demandes/<uuid:uid>/pieces/<int:pk>/", file.piece, name="piece"),
    path("demandes/<uuid:uid>/<slug:step>/", file.FilePage.as_view(), name="file_step"),
    path("lettres/<int:pk>/", file.letter, name="letter"),
    path("comptes/", lists.AccountList.as_view(), name="accounts"),
    path("comptes/<uuid:uid>/", money.AccountPage.as_view(), name="account"),
    path("comptes/<uuid:uid>/<slug:step>/", money.AccountPage.as_view(), name="account_step"),
    path("ordres/", lists.OrderList.as_view(), name="orders"),
    path("ordres/<uuid:uid>/", money.OrderPage.as_view(), name="order"),
    path("ordres/<uuid:uid>/<slug:step>/", money.OrderPage.as_view(), name="order_step"),
    path("lots/", lists.BatchList.as_view(), name="batches"),
    path("lots/ouvrir/", money.OpenBatch.as_view(), name="open_batch"),
    path("lots/<slug:number>/", money.BatchPage.as_view(), name="batch"),
    path("lots/<slug:number>/fichiers/<slug:kind>/", money.outgoing_file, name="outgoing_file"),
    path("lots/<slug:number>/<slug:step>/", money.BatchPage.as_view(), name="batch_step"),
    path("plans/<uuid:uid>/", plan.PlanPage.as_view(), name="plan"),
    path("plans/<uuid:uid>/feuille/", plan.plan_sheet, name="plan_sheet"),
    path("plans/<uuid:uid>/<slug:step>/", plan.PlanPage.as_view(), name="plan_step"),
]
