"""Urls of notices."""

from django.urls import path

from linli.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:message_id>/", views.message, name="message"),
]
