"""Task pages of the staff, under `/admin/` (they come before the tables of the admin site)."""

from django.urls import path

from actors.views import message_previews, parameters

urlpatterns = [
    path("messages/apercus/", message_previews.message_previews, name="message_previews"),
    path("parametres/", parameters.parameters, name="parameters"),
    path("parametres/<str:name>/", parameters.Decide.as_view(), name="parameter"),
]
