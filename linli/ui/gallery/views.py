"""The pages of the gallery. Public, and mounted in demo and debug only (``linli.ui.urls``)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.ui.gallery.examples import GalleryFrame, example_context, examples


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in the frame of the staff."""
    return render(request, "gallery/gallery.html", {"frame": GalleryFrame(request), "examples": examples(request)})


def resident(request: HttpRequest) -> HttpResponse:
    """Show a page for residents: larger type, one column."""
    return render(request, "gallery/resident.html", {"frame": GalleryFrame(request), **example_context()})


def plain(request: HttpRequest) -> HttpResponse:
    """Show the column of sign-in and errors."""
    return render(request, "gallery/plain.html", {"frame": GalleryFrame(request), **example_context()})


def sheet(request: HttpRequest) -> HttpResponse:
    """Show a sheet of paper."""
    return render(request, "gallery/print.html", {"frame": GalleryFrame(request), **example_context()})


for _view in (gallery, resident, plain, sheet):
    _view.linli_permission = "public"  # type: ignore[attr-defined]  # the door check asks every view
    _view.linli_methods = ("GET",)  # type: ignore[attr-defined]
