"""Root urls: the table of contents of the product."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("linli.portals.workbench.urls")),
    path("", include("linli.portals.open.urls")),
    path("", include("linli.foundation.accounts.urls")),
    path("", include("linli.domains.registry.urls")),
    path("", include("linli.domains.engagement.urls")),
    path("", include("linli.domains.workorders.urls")),
    path("territory/", include("linli.foundation.territory.urls")),
    path("files/", include("linli.foundation.files.urls")),
    path("inbox/", include("linli.foundation.notices.urls")),
    path("jobs/", include("linli.foundation.jobs.urls")),
    path("operations/", include("linli.portals.operations.urls")),
    path("", include("linli.portals.resident.urls")),
    path("administration/", include("linli.portals.administration.urls")),
    path("_ui/", include("linli.ui.urls")),
]

handler404 = "linli.foundation.doors.views.not_found"
handler500 = "linli.foundation.doors.views.server_error"
