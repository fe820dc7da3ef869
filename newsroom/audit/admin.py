"""The record at the desk: found and read, never written, not even by a superuser."""

from django.contrib import admin
from django.db.models import Max
from django.utils.html import format_html, format_html_join

from newsroom.audit.models import Event, Secret
from newsroom.audit.operations import verifying


class ActorFilter(admin.SimpleListFilter):
    title = "who"
    parameter_name = "actor"

    def lookups(self, request, model_admin):
        """Offer everyone under the name they had last."""
        latest = Secret.objects.exclude(actor="").order_by().values("actor").annotate(latest=Max("id"))
        events = Event.objects.filter(secrets__in=[row["latest"] for row in latest]).prefetch_related("secrets")
        actors = [(event.actor["id"], event.actor["name"]) for event in events]
        return sorted(actors, key=lambda actor: actor[1].casefold())

    def queryset(self, request, queryset):
        return queryset.filter(secrets__actor=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["seq", "at", "action", "object", "who", "why"]
    list_filter = ["at", "action", ActorFilter]
    search_fields = ["action", "object", "secrets__value"]
    search_help_text = "Action, object such as story:12, name, reason"
    show_full_result_count = False
    actions = None
    fields = ["at", "action", "object", "who", "why", "in_words", "chain_so_far", "payload", "prev", "hash"]
    readonly_fields = ["who", "why", "in_words", "chain_so_far"]

    class Media:
        css = {"all": ["admin_desk/audit-event.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("secrets")

    @admin.display
    def who(self, event):
        return event.actor["name"] or "erased"

    @admin.display
    def why(self, event):
        reason = event.private.get("reason", "")
        return "erased" if reason is None else reason

    @admin.display(description="details")
    def in_words(self, event):
        others = {field: value for field, value in event.private.items() if field not in {"actor", "reason"}}
        lines = [*_lines(event.data), *_lines(others)]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", lines)) if lines else "none"

    @admin.display(description="chain")
    def chain_so_far(self, event):
        problems = verifying.verify_chain_to(event)
        if not problems:
            return "Holds: every event up to this one is as it was written."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((each,) for each in problems)))


def _lines(data, above=""):
    """Yield (name, value in words) for everything in nested data."""
    for name, value in data.items():
        name = above + str(name).replace("_", " ")
        if isinstance(value, dict):
            yield from _lines(value, f"{name}, ")
        else:
            yield name, _words(value)


def _words(value):
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "nothing"
    return str(value) or "empty"
