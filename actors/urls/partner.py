"""The partner portal, under `/partenaire/`."""

from django.urls import include, path

from actors.views import invitation, partner_agents, partner_home, partner_organisation

of_organisation = [
    path("", partner_organisation.sheet, name="partner_organisation"),
    path("confirmer/", partner_organisation.confirm, name="partner_organisation_confirm"),
    path("modifier/", partner_organisation.edit, name="partner_organisation_edit"),
    path("services/ajouter/", partner_organisation.service_add, name="partner_service_add"),
    path("services/<int:pk>/", partner_organisation.service_edit, name="partner_service_edit"),
    path(
        "services/<int:pk>/retirer/",
        partner_organisation.service_withdraw,
        name="partner_service_withdraw",
    ),
    path("agents/", partner_agents.agents, name="partner_agents"),
    path("agents/inviter/", partner_agents.agent_invite, name="partner_agent_invite"),
    path("agents/<int:pk>/terminer/", partner_agents.agent_end, name="partner_agent_end"),
    path(
        "agents/<int:pk>/responsable/", partner_agents.agent_manager, name="partner_agent_manager"
    ),
    path(
        "invitations/<int:pk>/annuler/",
        partner_agents.invitation_revoke,
        name="partner_invitation_revoke",
    ),
    path(
        "invitations/<int:pk>/renvoyer/",
        partner_agents.invitation_resend,
        name="partner_invitation_resend",
    ),
]
urlpatterns = [
    path("", partner_home.partner_home, name="partner_home"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("organisation/<slug:slug>/", include(of_organisation)),
]
