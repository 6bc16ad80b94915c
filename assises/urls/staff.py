"""Task pages inside the admin."""

from django.urls import path

from assises.views.staff import actions, editions, meetings, registrations

urlpatterns = [
    path(
        "inscriptions/<int:year>/", registrations.RegistrationList.as_view(), name="registrations"
    ),
    path(
        "inscriptions/<int:year>/<uuid:uid>/annuler/",
        registrations.cancel,
        name="cancel_registration",
    ),
    path("editions/<int:year>/", editions.board, name="board"),
    path("editions/<int:year>/<slug:step>/", editions.step, name="step_edition"),
    path("ateliers/<int:pk>/emargement.pdf", editions.attendance_sheet, name="attendance_sheet"),
    path("reunions/<int:pk>/", meetings.MeetingReport.as_view(), name="meeting_report"),
    path("reunions/<int:pk>/approuver/", meetings.approve, name="approve_report"),
    path("reunions/<int:pk>/annuler/", meetings.cancel, name="cancel_meeting"),
    path("actions/<slug:code>/", actions.StaffAction.as_view(), name="staff_action"),
    path("actions/<slug:code>/<slug:step>/", actions.step, name="staff_step_action"),
]
