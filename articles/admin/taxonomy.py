"""Sections and authors in the admin."""

from django import forms
from django.contrib import admin
from taggit.models import Tag as TaggitTag

from articles.models import Author, Section
from articles.slugs import make_slug
from newsroom.media.picker import OFFERED, offered

# taggit registers a table of its own that nothing here uses.
admin.site.unregister(TaggitTag)


class SlugForm(forms.ModelForm):
    """Makes slugs as the rest of the house does, and refuses one with nothing readable in it."""

    slug_from = "name"

    def clean_slug(self):
        typed = self.cleaned_data["slug"] or str(self.data.get(self.slug_from, ""))
        slug = make_slug(typed)
        if not slug:
            raise forms.ValidationError("A slug needs letters or digits: type one.")
        if self._meta.model.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"“{slug}” is taken: choose another slug.")
        return slug


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    form = SlugForm
    list_display = ["__str__", "slug", "position", "is_in_menu"]
    list_filter = ["is_in_menu"]
    search_fields = ["slug", "name"]
    fields = ["name", "slug", "description", "position", "is_in_menu"]
    show_full_result_count = False


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    form = SlugForm
    list_display = ["name", "slug", "account", "is_active"]
    list_filter = ["is_active", ("account", admin.EmptyFieldListFilter)]
    list_select_related = ["account"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "role", "bio", "picture", "account", "is_active"]
    autocomplete_fields = ["picture"]
    show_full_result_count = False

    class Media:
        css = {"all": ["admin_desk/picture-choice.css"]}
        js = [OFFERED]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return offered(field) if db_field.name == "picture" else field
