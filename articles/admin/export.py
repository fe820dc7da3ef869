"""The list of stories, as it is filtered, as a table to keep."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.operations import exporting
from newsroom import spreadsheet
from newsroom.publication.models import Publication


class ExportMixin:
    """Adds the table's address to the story admin, and the way there to the list."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("stories.csv", wrap(self.export_view), name="articles_story_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        extra = {"title": "Stories", "may_export": request.user.has_perm(exporting.PERMISSION)}
        return super().changelist_view(request, extra | (extra_context or {}))

    def export_view(self, request):
        """Send the stories that the list's filters find, line by line as they are read."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            stories = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_story_changelist"))
        told = exporting.export(stories, actor=request.user, asked=request.GET.urlencode())
        lines = spreadsheet.lines(cells for part in ([exporting.COLUMNS], told) for cells in part)
        name = f"stories-{timezone.localdate(timezone=Publication.current().zone)}.csv"
        return StreamingHttpResponse(
            (line.encode() for line in lines),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
