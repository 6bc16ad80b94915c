"""Addresses of the rent aid, by surface."""

from django.urls import URLPattern, URLResolver

app_name = "secours_loyer"
urlpatterns: list[URLPattern | URLResolver] = []
