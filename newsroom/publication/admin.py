"""The publication's settings, one screen, and its standing pages."""

import unicodedata

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from newsroom.publication import icons
from newsroom.publication.forms import PageForm, PublicationForm
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Page, Publication, PublicationMissing
from newsroom.publication.operations import pages, publication


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    """The one row is changed, never added or deleted; its list leads straight to it."""

    form = PublicationForm
    readonly_fields = ["icon", "menu_pages"]
    autocomplete_fields = ["logo"]
    radio_fields = {"mining": admin.VERTICAL, "headline_type": admin.VERTICAL, "body_type": admin.VERTICAL}
    fieldsets = [
        ("Name", {"fields": ["name", "tagline"]}),
        ("Look", {"fields": ["logo", "icon", "accent", "accent_dark", "headline_type", "body_type"]}),
        ("Address, languages and time", {"fields": ["address", "languages", "default_language", "time_zone"]}),
        (
            "Who answers",
            {"fields": ["imprint", "responsible_name", "responsible_role", "responsible_contact"]},
        ),
        ("Support", {"fields": ["support_url", "support_label"]}),
        (
            "Newsletter",
            {
                "fields": [
                    "newsletter_url",
                    "newsletter_email_field",
                    "newsletter_hidden",
                    "newsletter_text",
                    "newsletter_provider",
                    "newsletter_privacy_url",
                ]
            },
        ),
        ("Use by AI and text mining", {"fields": ["mining", "mining_contact", "robots_extra"]}),
        ("Menu", {"fields": ["menu_pages"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        try:
            found = Publication.current()
        except PublicationMissing as missing:
            self.message_user(request, str(missing), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(reverse("admin:publication_publication_change", args=[found.pk]))

    def save_model(self, request, obj, form, change):
        publication.save_publication(obj, actor=request.user)

    @admin.display(description="icon")
    def icon(self, obj):
        addresses = icons.addresses(obj)
        return format_html(
            '<img src="{}" width="16" height="16" alt=""> <img src="{}" width="60" height="60" alt="">'
            "<p>In tabs and on home screens: the logo where it is about square, else the first letter of the name on "
            "the accent colour.</p>",
            addresses["favicon"],
            addresses["touch"],
        )

    @admin.display(description="pages in the menu")
    def menu_pages(self, obj):
        entries = format_html_join(
            "", "<li>{} (/{}/, {})</li>", ((in_language(e["title"]), e["slug"], e["place"]) for e in obj.menu)
        )
        return format_html(
            '<ul class="menu-pages">{}</ul><p><a href="{}">Change the pages and their order</a></p>',
            entries,
            reverse("admin:publication_page_changelist"),
        )


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    """Standing pages; the list also orders the menu."""

    form = PageForm
    list_display = ["page_title", "slug", "place", "position", "is_published", "updated_at"]
    list_editable = ["place", "position", "is_published"]
    list_filter = ["place", "is_published"]
    search_fields = ["slug", "title", "body"]
    desk_search_place = 5
    search_help_text = "Searches address, title and body in every language."

    @admin.display(description="title")
    def page_title(self, obj):
        return in_language(obj.title).text or obj.slug

    def desk_search_name(self, page):
        return self.page_title(page)

    def desk_search_note(self, page):
        return f"/{page.slug}/"

    def get_search_results(self, request, queryset, search_term):
        """Search the few pages in Python: databases differ in what they find inside texts per language."""
        words = _folded(search_term).split()
        texts = {
            page.pk: _folded(" ".join([page.slug, *page.title.values(), *page.body.values()])) for page in queryset
        }
        found = [key for key, text in texts.items() if all(word in text for word in words)]
        return queryset.filter(pk__in=found), False

    def save_model(self, request, obj, form, change):
        pages.save_page(obj, actor=request.user)

    def delete_model(self, request, obj):
        pages.delete_page(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for page in queryset:
            pages.delete_page(page, actor=request.user)


def _folded(text):
    """Return the text without case and tone marks, as people type it into a search box."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
