"""Addresses of the register of volunteers, inside the admin."""

from django.urls import path

from epicerie.views import (
    promises,
    register_import,
    volunteer_absence,
    volunteer_record,
    volunteer_steps,
    volunteers,
)

urlpatterns = [
    path("benevoles/", volunteers.VolunteerList.as_view(), name="volunteers"),
    path("benevoles/ajouter/", volunteers.enrol, name="enrol_volunteer"),
    path("benevoles/importer/", register_import.send_list, name="import_volunteers"),
    path("benevoles/importer/modele.xlsx", register_import.template_file, name="import_template"),
    path("benevoles/importer/<int:pk>/", register_import.import_trial, name="import_trial"),
    path("benevoles/importer/<int:pk>/abandonner/", register_import.drop, name="drop_import"),
    path("benevoles/<int:pk>/", volunteer_record.volunteer, name="volunteer"),
    path("engagements/", promises.promises, name="promises"),
    path("engagements/<int:pk>/terminer/", promises.end, name="end_promise"),
    path("competences/<int:pk>/terminer/", volunteer_steps.stop_skill, name="stop_skill"),
    path(
        "rattachements/<int:pk>/terminer/",
        volunteer_steps.stop_affiliation,
        name="stop_affiliation",
    ),
    path("exceptions/<int:pk>/retirer/", volunteer_steps.drop_answer, name="drop_answer"),
    path("absences/<int:pk>/changer/", volunteer_absence.absence_days, name="absence_days"),
    path("absences/<int:pk>/terminer/", volunteer_steps.stop_absence, name="stop_absence"),
    path("affinites/<int:pk>/retirer/", volunteer_steps.drop_pair, name="drop_pair"),
]
