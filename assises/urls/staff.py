"""Task pages inside the admin."""

from django.urls import path

from assises.views.staff import actions, attendance, board, meetings, registrations

urlpatterns = [
    path("preparer/<int:year>/", board.board, name="board"),
    path("preparer/<int:year>/<slug:step>/", board.step, name="step_edition"),
    path(
        "inscriptions/<int:year>/",
        registrations.RegistrationList.as_view(),
        name="registrations",
    ),
    path(
        "inscriptions/<int:year>/<uuid:uid>/annuler/",
        registrations.cancel,
        name="cancel_registration",
    ),
    path("ateliers/<int:pk>/emargement.pdf", attendance.sheet, name="attendance_sheet"),
    path("reunions/<int:pk>/", meetings.MeetingReport.as_view(), name="meeting_report"),
    path("reunions/<int:pk>/approuver/", meetings.approve, name="approve_report"),
    path("reunions/<int:pk>/annuler/", meetings.cancel, name="cancel_meeting"),
    path("suivi/<str:code>/", actions.StaffAction.as_view(), name="staff_action"),
    path("suivi/<str:code>/porteur/", actions.entrust, name="entrust_action"),
    path("propositions/<str:code>/action/", actions.open_from_proposal, name="open_action"),
]
