"""Repayment plans."""

from django.urls import path

from secours_loyer.views.staff import lists_decided, plan

urlpatterns = [
    path("plans/", lists_decided.PlanList.as_view(), name="plans"),
    path("plans/<uuid:uid>/", plan.PlanPage.as_view(), name="plan"),
    path("plans/<uuid:uid>/feuille/", plan.plan_sheet, name="plan_sheet"),
    path("plans/<uuid:uid>/feuille-signee/", plan.signed_sheet, name="signed_sheet"),
    path("plans/<uuid:uid>/<slug:step>/", plan.PlanPage.as_view(), name="plan_step"),
]
