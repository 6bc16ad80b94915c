"""Task pages inside the admin."""

from secours_loyer.urls.staff import commission, payments, plans, requests, returns

urlpatterns = [
    *requests.urlpatterns,
    *commission.urlpatterns,
    *payments.urlpatterns,
    *returns.urlpatterns,
    *plans.urlpatterns,
]
