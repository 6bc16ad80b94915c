"""What anyone may open, with or without the link of a registration."""

from django.urls import path

from assises.views.public import calendar, editions, groups, my_registration, registration

urlpatterns = [
    path("", editions.index, name="index"),
    path("agenda.ics", calendar.all_groups, name="calendar"),
    path("groupes/", groups.group_list, name="groups"),
    path("groupes/<slug:slug>.ics", calendar.one_group, name="group_calendar"),
    path("groupes/<slug:slug>/", groups.group, name="group"),
    path("inscription/<str:token>/", my_registration.MyRegistration.as_view(), name="mine"),
    path("inscription/<str:token>/annuler/", my_registration.cancel, name="cancel_mine"),
    path("inscription/<str:token>/agenda.ics", calendar.mine, name="my_calendar"),
    path("<int:year>/", editions.programme, name="programme"),
    path("<int:year>/bilan/", editions.changes, name="changes"),
    path("<int:year>/inscription/", registration.Register.as_view(), name="register"),
    path("<int:year>/inscription/envoyee/", registration.sent, name="registration_sent"),
]
