"""Task pages inside the admin."""

from secours_loyer.urls.staff import (
    commission,
    lease,
    overpayments,
    payments,
    plans,
    requests,
    returns,
)

urlpatterns = [
    *lease.urlpatterns,
    *requests.urlpatterns,
    *commission.urlpatterns,
    *payments.urlpatterns,
    *returns.urlpatterns,
    *overpayments.urlpatterns,
    *plans.urlpatterns,
]
