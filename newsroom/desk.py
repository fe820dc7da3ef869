"""The newsroom's admin site: Django's own, under our name and the nonce policy."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.csp import csp_override

from newsroom import desk_search
from newsroom.publication import health, hooks

DESK = "/admin/"


class DeskSessionMiddleware(SessionMiddleware):
    """Sessions for the desk alone: whatever a reader's browser sends, a public page answers without a cookie."""

    def process_response(self, request, response):
        if request.path.startswith(DESK):
            return super().process_response(request, response)
        return response


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk.Desk"


class Desk(AdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "Desk"
    site_url = "/"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        return csp_override(settings.DESK_CSP)(super().admin_view(_without_nul(view), cacheable))

    def each_context(self, request):
        context = {"late_work": [], "desk_links": []}
        if self.has_permission(request):
            links = [link for say in hooks.desk_links if (link := say(request.user))]
            context = {"late_work": health.late_work(), "desk_links": links}
        return super().each_context(request) | context

    def get_urls(self):
        return [path("search/", self.admin_view(self.search_view), name="desk_search"), *super().get_urls()]

    def search_view(self, request):
        """Find what this person may see in every list that takes part."""
        text = desk_search.typed(request.GET.get("q", ""))
        groups = desk_search.search(request, self._registry.values(), text) if text else []
        context = self.each_context(request) | {"title": "Search", "searched": text, "groups": groups}
        return TemplateResponse(request, "admin/search.html", context)

    def get_log_entries(self, request):
        entries = super().get_log_entries(request)
        for readable in hooks.recent if self.has_permission(request) else []:
            entries = readable(entries, request.user)
        return entries

    def login(self, request, extra_context=None):
        return csp_override(settings.DESK_CSP)(super().login)(request, extra_context)


def _without_nul(view):
    """Refuse a NUL in the query, which PostgreSQL has no room for, before a filter or search asks with it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A character in this address is not allowed.")
        return view(request, *args, **kwargs)

    return guarded
