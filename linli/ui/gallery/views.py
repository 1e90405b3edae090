"""The pages of the gallery. Public, and mounted in demo and debug only (``linli.ui.urls``)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.toolbox.errors import NotFound
from linli.ui.gallery.catalogue import EVERYTHING, GROUPS
from linli.ui.gallery.examples import GalleryFrame, example_context, examples


def gallery(request: HttpRequest) -> HttpResponse:
    """List the groups of components."""
    return render(request, "gallery/gallery.html", {"frame": GalleryFrame(request), "groups": GROUPS})


def group(request: HttpRequest, name: str) -> HttpResponse:
    """Show the components of a group in the frame of the staff."""
    found = next((group for group in (*GROUPS, EVERYTHING) if group.name == name), None)
    if found is None:
        raise NotFound("There is no such group of components.")
    context = {"frame": GalleryFrame(request), "group": found, "examples": examples(request, found)}
    return render(request, "gallery/group.html", {**context, "width": request.GET.get("width", "")})


def resident(request: HttpRequest) -> HttpResponse:
    """Show a page for residents: larger type, one column."""
    return render(request, "gallery/resident.html", {"frame": GalleryFrame(request), **example_context()})


def plain(request: HttpRequest) -> HttpResponse:
    """Show the column of sign-in and errors."""
    return render(request, "gallery/plain.html", {"frame": GalleryFrame(request), **example_context()})


def sheet(request: HttpRequest) -> HttpResponse:
    """Show a sheet of paper."""
    return render(request, "gallery/print.html", {"frame": GalleryFrame(request), **example_context()})


for _view in (gallery, group, resident, plain, sheet):
    vars(_view).update(linli_permission="public", linli_methods=("GET",))  # the door check asks every view
