"""Addresses of the coordinator, inside the admin."""

from django.urls import path

from epicerie.views import (
    access,
    closing,
    day_sheet,
    opening,
    planning,
    rota_runs,
    stock,
    till,
    volunteers,
)

urlpatterns = [
    path("planning/", planning.planning, name="planning"),
    path("planning/semaine-habituelle/", planning.generate, name="generate_openings"),
    path("planning/semaine-habituelle/changer/", planning.usual_day, name="usual_day"),
    path("planning/fermetures/ajouter/", planning.add_closure, name="add_closure"),
    path("planning/ajouter/", planning.add_day, name="add_opening"),
    path("planning/automatique/", rota_runs.rota_runs, name="rota_runs"),
    path("planning/automatique/<int:pk>/", rota_runs.rota_run, name="rota_run"),
    path("planning/automatique/<int:pk>/changements/", rota_runs.rota_changes, name="rota_changes"),
    path(
        "planning/automatique/<int:pk>/places-vides/",
        rota_runs.rota_shortages,
        name="rota_shortages",
    ),
    path("planning/automatique/<int:pk>/publier/", rota_runs.publish_rota, name="publish_rota"),
    path("planning/automatique/<int:pk>/arreter/", rota_runs.stop_rota, name="stop_rota"),
    path(
        "planning/automatique/<int:pk>/relancer/", rota_runs.ask_rota_again, name="ask_rota_again"
    ),
    path("planning/<int:pk>/", opening.opening, name="opening"),
    path("planning/<int:pk>/annuler/", opening.cancel, name="cancel_opening"),
    path("planning/<int:pk>/feuille/", day_sheet.day_sheet, name="day_sheet"),
    path("planning/<int:pk>/feuille.pdf", day_sheet.day_sheet_file, name="day_sheet_file"),
    path("planning/postes/<int:pk>/", opening.fill, name="fill_post"),
    path("planning/postes/<int:pk>/places/", opening.change_places, name="change_places"),
    path("planning/places/<int:pk>/retirer/", opening.take_back, name="take_back_place"),
    path("benevoles/", volunteers.VolunteerList.as_view(), name="volunteers"),
    path("benevoles/ajouter/", volunteers.enrol, name="enrol_volunteer"),
    path("benevoles/<int:pk>/", volunteers.volunteer, name="volunteer"),
    path("competences/<int:pk>/terminer/", volunteers.stop_skill, name="stop_skill"),
    path("rattachements/<int:pk>/terminer/", volunteers.stop_affiliation, name="stop_affiliation"),
    path("acces/", access.AccessList.as_view(), name="accesses"),
    path("acces/menages/<uuid:uid>/", access.household_access, name="household_access"),
    path("acces/menages/<uuid:uid>/demander/", access.ask, name="ask_access"),
    path("acces/<int:pk>/decider/", access.decide, name="decide_access"),
    path("acces/<int:pk>/changer/", access.change, name="change_access"),
    path("stock/", stock.StockList.as_view(), name="stock"),
    path("stock/livraisons/ajouter/", stock.delivery, name="delivery"),
    path("stock/lots/<int:pk>/", stock.lot, name="lot"),
    path("caisse/", till.till, name="till"),
    path("caisse/jours/", closing.TillDays.as_view(), name="till_days"),
    path("caisse/jours/<str:day>/", closing.till_day, name="till_day"),
    path("caisse/tickets/<uuid:key>/", till.till_ticket, name="till_ticket"),
]
