"""Every address. What stands in ``prefixed()`` also lives under each offered language's prefix."""

from django.contrib import admin
from django.urls import include, path

from newsroom.publication.languages import prefixed

urlpatterns = [
    path("admin/", admin.site.urls),
    path("consent/", include("newsroom.consent.urls")),
    path("", include("newsroom.consent.root_urls")),
    path("media/", include("newsroom.media.urls")),
    path("", include("newsroom.publication.urls")),
    path("ai/log/", include("newsroom.audit.urls")),
    path("", include("articles.urls")),
    *prefixed(
        path("cookies/", include("newsroom.consent.page_urls")),
        path("", include("articles.page_urls")),
        path("", include("newsroom.publication.page_urls")),
    ),
]
handler404 = "newsroom.publication.views.errors.not_found"
handler500 = "newsroom.publication.views.errors.server_error"
