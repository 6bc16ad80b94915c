"""Addresses of the Assises, by surface."""

from django.urls import URLPattern, URLResolver

app_name = "assises"
urlpatterns: list[URLPattern | URLResolver] = []
