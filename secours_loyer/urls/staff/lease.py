"""The lease and the procedure of one request; before the steps of its file."""

from django.urls import path

from secours_loyer.views.staff import lease

urlpatterns = [
    path("demandes/<uuid:uid>/bail/", lease.LeasePage.as_view(), name="lease"),
    path("demandes/<uuid:uid>/bail/<slug:step>/", lease.LeasePage.as_view(), name="lease_step"),
]
