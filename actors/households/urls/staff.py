"""The staff's pages, under `/admin/menages/`."""

from django.urls import path

from actors.households.views import changes, detail, follow_up, lists, opening

urlpatterns = [
    path("", lists.HouseholdList.as_view(), name="list"),
    path("nouveau/", opening.OpenHousehold.as_view(), name="create"),
    path("<uuid:uid>/", detail.detail, name="detail"),
    path("<uuid:uid>/coordonnees/", changes.ChangeIdentity.as_view(), name="identity"),
    path("<uuid:uid>/personnes/ajouter/", changes.AddMember.as_view(), name="add_member"),
    path("<uuid:uid>/personnes/<int:pk>/depart/", changes.EndMember.as_view(), name="end_member"),
    path(
        "<uuid:uid>/personnes/<int:pk>/retour/", changes.WelcomeBack.as_view(), name="welcome_back"
    ),
    path("<uuid:uid>/logement/", changes.Move.as_view(), name="move"),
    path("<uuid:uid>/budget/", changes.Budget.as_view(), name="budget"),
    path("<uuid:uid>/suivi/", follow_up.StartAccompaniment.as_view(), name="accompany"),
    path("<uuid:uid>/suivi/<int:pk>/terminer/", follow_up.end, name="end_accompaniment"),
    path("<uuid:uid>/contacts/ajouter/", follow_up.AddContact.as_view(), name="add_contact"),
]
