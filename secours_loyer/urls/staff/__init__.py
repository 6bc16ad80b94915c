"""Task pages inside the admin."""

from secours_loyer.urls.staff import commission, payments, plans, requests

urlpatterns = [
    *requests.urlpatterns,
    *commission.urlpatterns,
    *payments.urlpatterns,
    *plans.urlpatterns,
]
