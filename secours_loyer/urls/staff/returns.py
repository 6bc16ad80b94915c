"""What came back from the bank or the accountant."""

from django.urls import path

from secours_loyer.views.staff import returns

urlpatterns = [
    path("retours/", returns.ReturnList.as_view(), name="returns"),
    path("retours/importer/", returns.import_page, name="import_returns"),
    path("retours/<uuid:uid>/", returns.ReturnFilePage.as_view(), name="return_file"),
    path("retours/<uuid:uid>/fichier/", returns.received_file, name="received_file"),
    path(
        "retours/<uuid:uid>/<slug:step>/",
        returns.ReturnFilePage.as_view(),
        name="return_file_step",
    ),
    path("retours/lignes/<uuid:uid>/", returns.ReturnLinePage.as_view(), name="return_line"),
    path(
        "retours/lignes/<uuid:uid>/<slug:step>/",
        returns.ReturnLinePage.as_view(),
        name="return_line_step",
    ),
]
