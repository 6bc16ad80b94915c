"""What the agents of an organisation open."""

from django.urls import path

from assises.views.partner import actions, colleagues

urlpatterns = [
    path("", colleagues.overview, name="partner"),
    path("<int:year>/inscrire/", colleagues.RegisterColleague.as_view(), name="register_colleague"),
    path("inscriptions/<uuid:uid>/annuler/", colleagues.cancel, name="cancel_colleague"),
    path("actions/<str:code>/", actions.OwnAction.as_view(), name="own_action"),
]
