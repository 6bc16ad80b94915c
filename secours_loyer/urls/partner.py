"""What associations and landlords open."""

from django.urls import path

from secours_loyer.views.filing import DiscardDraft, DraftPage, NewRequest
from secours_loyer.views.partner import opinions, papers, requests, tenants

urlpatterns = [
    path("loyer/", requests.OwnRequests.as_view(), name="own_requests"),
    path("loyer/nouvelle/", NewRequest.as_view(), name="new_request"),
    path("loyer/brouillons/<uuid:uid>/", DraftPage.as_view(), name="draft"),
    path("loyer/brouillons/<uuid:uid>/supprimer/", DiscardDraft.as_view(), name="draft_discard"),
    path("loyer/avis/<uuid:uid>/", opinions.OpinionPage.as_view(), name="partner_opinion"),
    path("loyer/<uuid:uid>/", requests.OwnRequest.as_view(), name="own_request"),
    path("loyer/<uuid:uid>/suivi/", papers.own_follow, name="own_follow_sheet"),
    path("loyer/<uuid:uid>/retirer/", requests.give_up, name="give_up"),
    path("loyer/<uuid:uid>/papiers/<uuid:file_id>/", papers.own_paper, name="own_paper"),
    path("loyer/<uuid:uid>/lettres/<int:pk>/", papers.own_letter, name="own_letter"),
    path("bailleur/", tenants.Tenants.as_view(), name="tenants"),
    path("bailleur/<uuid:uid>/", tenants.tenant, name="tenant"),
    path("bailleur/<uuid:uid>/repondre/", tenants.answer, name="tenant_answer"),
]
