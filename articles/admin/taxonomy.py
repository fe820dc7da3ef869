"""Sections and authors in the admin."""

from django import forms
from django.contrib import admin
from taggit.models import Tag as TaggitTag

from articles.models import Author, Section
from articles.operations import sections
from articles.operations.gate import REASON_LETTERS
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


class SectionForm(SlugForm):
    """A section; what AI may do in it changes with a reason."""

    reason = forms.CharField(
        label="why the rules on AI change",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Where one of the two changes: at least {REASON_LETTERS} characters, kept in the audit record.",
    )

    def clean(self):
        cleaned = super().clean()
        changes = [name for name in sections.RULES if name in self.changed_data]
        if changes and len(cleaned.get("reason", "")) < REASON_LETTERS:
            self.add_error("reason", f"Say why, in at least {REASON_LETTERS} characters: it is kept on record.")
        return cleaned


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    """Sections; a publisher says what AI may do in one, everybody else reads it there."""

    form = SectionForm
    list_display = ["__str__", "slug", "position", "is_in_menu"]
    list_filter = ["is_in_menu"]
    search_fields = ["slug", "name"]
    show_full_result_count = False

    def get_fieldsets(self, request, obj=None):
        reason = ["reason"] if sections.may_rule(request.user) else []
        return [
            (None, {"fields": ["name", "slug", "description", "position", "is_in_menu"]}),
            ("AI in this section", {"fields": [*sections.RULES, *reason]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [] if sections.may_rule(request.user) else sections.RULES

    def save_model(self, request, obj, form, change):
        sections.save_section(obj, actor=request.user, reason=form.cleaned_data.get("reason", ""))


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    form = SlugForm
    list_display = ["name", "slug", "account", "is_active"]
    list_filter = ["is_active", ("account", admin.EmptyFieldListFilter)]
    list_select_related = ["account"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "role", "bio", "picture", "account", "is_active"]
    autocomplete_fields = ["picture"]
    desk_search_place = 3
    show_full_result_count = False

    class Media:
        css = {"all": ["admin_desk/picture-choice.css"]}
        js = [OFFERED]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return offered(field) if db_field.name == "picture" else field
