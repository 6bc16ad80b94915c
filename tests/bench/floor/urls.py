"""Addresses of the floor pages; `/healthz` is what the server is waited for by."""

from django.urls import path

from tests.bench.floor import views

urlpatterns = [
    path("healthz", views.hello),
    path("hello", views.hello),
    path("one", views.one),
    path("rows15", views.rows15),
    path("my/<int:pk>", views.my),
    path("week30", views.week30),
    path("coord/<int:pk>", views.coord),
    path("login", views.login),
]
