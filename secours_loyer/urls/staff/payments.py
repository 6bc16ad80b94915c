"""Accounts, orders and batches."""

from django.urls import path

from secours_loyer.views.staff import (
    accounts,
    approval_pairs,
    batches,
    budget,
    carry_over,
    lists,
    orders,
    payment_decisions,
    payment_stop,
)

urlpatterns = [
    path("comptes/", lists.AccountList.as_view(), name="accounts"),
    path("comptes/<uuid:uid>/", accounts.AccountPage.as_view(), name="account"),
    path("comptes/<uuid:uid>/rib/", accounts.rib, name="account_rib"),
    path("comptes/<uuid:uid>/<slug:step>/", accounts.AccountPage.as_view(), name="account_step"),
    path("approbations/", approval_pairs.approvals, name="approval_pairs"),
    path("ordres/", lists.OrderList.as_view(), name="orders"),
    path("ordres/<uuid:uid>/", orders.OrderPage.as_view(), name="order"),
    path(
        "ordres/<uuid:uid>/decision-de-paiement/",
        payment_decisions.payment_decision,
        name="payment_decision",
    ),
    path("ordres/<uuid:uid>/<slug:step>/", orders.OrderPage.as_view(), name="order_step"),
    path("budget/", budget.budget, name="budget"),
    path("budget/ouvrir/", budget.OpenCredits.as_view(), name="open_credits"),
    path("budget/report/", carry_over.CarryOver.as_view(), name="carry_over"),
    path("paiements/", payment_stop.PaymentStop.as_view(), name="payment_stop"),
    path("lots/", lists.BatchList.as_view(), name="batches"),
    path("lots/ouvrir/", batches.OpenBatch.as_view(), name="open_batch"),
    path("lots/<slug:number>/", batches.BatchPage.as_view(), name="batch"),
    path("lots/<slug:number>/fichiers/<slug:kind>/", batches.outgoing_file, name="outgoing_file"),
    path("lots/<slug:number>/<slug:step>/", batches.BatchPage.as_view(), name="batch_step"),
]
