"""Task pages inside the admin."""

from secours_loyer.urls.staff import payments, plans, requests

urlpatterns = [*requests.urlpatterns, *payments.urlpatterns, *plans.urlpatterns]
