"""Addresses of the calendar and of the sites, inside the admin."""

from django.urls import path

from epicerie.views import calendar, planning, sites, weekday_end

urlpatterns = [
    path("planning/semaine-habituelle/", planning.generate, name="generate_openings"),
    path("planning/semaine-habituelle/changer/", calendar.usual_day, name="usual_day"),
    path("planning/semaine-habituelle/retirer/", weekday_end.end_weekday, name="end_weekday"),
    path("planning/fermetures/ajouter/", planning.add_closure, name="add_closure"),
    path("planning/ajouter/", calendar.add_day, name="add_opening"),
    path("planning/<int:pk>/besoins/", calendar.day_needs, name="day_needs"),
    path("planning/sites/", sites.sites, name="sites"),
    path("planning/sites/<int:pk>/renommer/", sites.rename, name="rename_site"),
    path("planning/sites/<int:pk>/arreter/", sites.retire, name="retire_site"),
    path("planning/sites/<int:pk>/remettre/", sites.reinstate, name="reinstate_site"),
]
