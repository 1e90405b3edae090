"""Addresses of the gallery."""

from django.urls import path

from linli.ui.gallery import views

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("resident", views.resident, name="gallery-resident"),
    path("plain", views.plain, name="gallery-plain"),
    path("print", views.sheet, name="gallery-print"),
    path("<slug:name>/", views.group, name="gallery-group"),
]
