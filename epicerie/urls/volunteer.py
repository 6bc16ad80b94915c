"""Addresses of the volunteers, phone first."""

from django.urls import path

from epicerie.views import (
    answers,
    feed,
    my_exchanges,
    my_hours,
    my_language,
    my_places,
    my_shifts,
    my_standby,
    own_hours,
    presence,
    till,
)

urlpatterns = [
    path("reponse/<str:token>/", answers.answer, name="answer"),
    path("", my_shifts.my_shifts, name="my_shifts"),
    path("places/<int:pk>/prendre/", my_places.take, name="take_place"),
    path("creneaux/<int:pk>/je-ne-peux-pas-venir/", my_places.give_up, name="give_up_place"),
    path("creneaux/<int:pk>/confirmer/", my_places.confirm, name="confirm_place"),
    path("jours/<int:pk>/je-peux-depanner/", my_standby.join, name="join_standby"),
    path("jours/<int:pk>/ne-plus-depanner/", my_standby.leave, name="leave_standby"),
    path("creneaux/<int:pk>/echanger/", my_exchanges.offer, name="offer_exchange"),
    path("echanges/<int:pk>/", my_exchanges.exchange, name="exchange"),
    path("echanges/<int:pk>/accepter/", my_exchanges.accept, name="accept_exchange"),
    path("echanges/<int:pk>/refuser/", my_exchanges.decline, name="decline_exchange"),
    path("echanges/<int:pk>/retirer/", my_exchanges.withdraw, name="withdraw_exchange"),
    path("heures/", my_hours.my_hours, name="my_hours"),
    path("heures/attestation.pdf", own_hours.my_certificate, name="my_certificate"),
    path("presence/", presence.my_sheet, name="my_sheet"),
    path("langue/", my_language.my_language, name="my_language"),
    path("caisse/", till.my_till, name="my_till"),
    path("caisse/tickets/<uuid:key>/", till.my_till_ticket, name="my_till_ticket"),
    path("agenda/", feed.calendar_address, name="calendar_address"),
    path("agenda/<str:token>.ics", feed.feed, name="feed"),
]
