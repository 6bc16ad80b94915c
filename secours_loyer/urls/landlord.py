"""What the link of one landlord opens."""

from django.urls import path

from secours_loyer.views.landlord.file import LandlordFile

urlpatterns = [path("<str:token>/", LandlordFile.as_view(), name="landlord_file")]
