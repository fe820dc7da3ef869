"""Whose pages may stand inside ours, beside the providers that are built in."""

from django.contrib import admin
from django.http import JsonResponse
from django.urls import path
from django.utils.html import format_html_join

from newsroom.media import embeds
from newsroom.media.models import EmbedProvider
from newsroom.media.operations import embedding
from newsroom.richtext.markup import EMBED_ADDRESS


@admin.register(EmbedProvider)
class EmbedProviderAdmin(admin.ModelAdmin):
    list_display = ["name", "origin", "path"]
    fields = ["name", "origin", "path", "built_in"]
    readonly_fields = ["built_in"]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("find/", wrap(self.find_view), name="media_embedprovider_find"), *super().get_urls()]

    def find_view(self, request):
        """Say who shows an address, or in words why nobody does; the body editor asks."""
        address = request.GET.get("address", "").strip()
        if not EMBED_ADDRESS.fullmatch(address):
            return JsonResponse({"refused": "Write the whole address, beginning with https://."})
        embed = embeds.find(address)
        if embed.frame:
            return JsonResponse({"provider": embed.provider})
        known = ", ".join(embeds.names())
        return JsonResponse(
            {
                "refused": f"Nothing at {embed.provider} with this address can be embedded. Embeds come from {known}; "
                "an administrator adds others under “Embed providers”. A link always works."
            }
        )

    def save_model(self, request, obj, form, change):
        embedding.save_provider(obj, actor=request.user)

    def delete_model(self, request, obj):
        embedding.delete_provider(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for provider in queryset:
            embedding.delete_provider(provider, actor=request.user)

    @admin.display(description="always in the list")
    def built_in(self, obj):
        return format_html_join("", "<div>{} ({})</div>", ((row.name, row.origin) for row in embeds.BUILT_IN))
