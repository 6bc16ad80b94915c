"""Sums paid in excess."""

from django.urls import path

from secours_loyer.views.staff import overpayments

urlpatterns = [
    path("trop-percus/", overpayments.OverpaymentList.as_view(), name="overpayments"),
    path("trop-percus/<uuid:uid>/", overpayments.OverpaymentPage.as_view(), name="overpayment"),
    path(
        "trop-percus/<uuid:uid>/<slug:step>/",
        overpayments.OverpaymentPage.as_view(),
        name="overpayment_step",
    ),
]
