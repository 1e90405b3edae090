"""Urls of the administration portal."""

from django.urls import path

from linli.portals.administration.views import audit, verification

app_name = "administration"
urlpatterns = [
    path("audit/", audit.rows, name="audit"),
    path("audit/verification/", verification.verifications, name="verification"),
]
