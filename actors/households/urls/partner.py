"""The associations' pages, under `/partenaire/menages/`."""

from django.urls import path

from actors.households.views import changes, detail, follow_up, lists, opening

urlpatterns = [
    path("", lists.PartnerHouseholdList.as_view(), name="partner_list"),
    path("nouveau/", opening.PartnerOpenHousehold.as_view(), name="partner_create"),
    path("<uuid:uid>/", detail.partner_detail, name="partner_detail"),
    path("<uuid:uid>/logement/", changes.PartnerMove.as_view(), name="partner_move"),
    path("<uuid:uid>/budget/", changes.PartnerBudget.as_view(), name="partner_budget"),
    path(
        "<uuid:uid>/suivi/<int:pk>/terminer/",
        follow_up.partner_end,
        name="partner_end_accompaniment",
    ),
]
