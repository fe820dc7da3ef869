"""The screen that lists the pictures readers see whose rights end, each with where it is used."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from newsroom.media.admin.columns import printed_row
from newsroom.media.models import RIGHTS_NOTICE
from newsroom.media.operations import rights


class RightsMixin:
    """Adds the screen to the picture admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("rights-ending/", wrap(self.rights_view), name="media_picture_rights"), *super().get_urls()]

    def rights_view(self, request):
        """List the pictures that readers see now and may soon see no longer, the first to end first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = rights.shown_ending(request.user, timezone.localdate())
        context = self.admin_site.each_context(request) | {
            "title": "Rights ending on live pages",
            "opts": self.opts,
            "days": RIGHTS_NOTICE.days,
            "endings": [(ending, printed_row(ending.picture)) for ending in found],
        }
        return TemplateResponse(request, "admin/media/picture/rights.html", context)
