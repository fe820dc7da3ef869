"""The rows inside the story form: people in the byline, and related stories, each in order."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from articles.admin.options import KnownChoiceField, KnownSelect, StoryChoiceField, StorySelect, relatable
from articles.models import Byline, RelatedStory

ROWS_JS = forms.Media(js=[forms.widgets.Script(f"admin_desk/{name}.js", type="module") for name in ("order", "names")])


class KnownFormSet(BaseInlineFormSet):
    """Rows whose chosen people or stories are fetched together: one query, however many rows there are."""

    chosen = ""

    @cached_property
    def forms(self):
        rows = super().forms
        known = self._known(rows)
        for row in rows:
            field = row.fields[self.chosen]
            field.known = getattr(field.widget, "widget", field.widget).known = known
        return rows

    def clean(self):
        super().clean()
        stray = [form for form in self.initial_forms if form.instance.pk is None and form not in self.deleted_forms]
        if stray:
            raise forms.ValidationError("A row here is another story’s, or gone: add it again.")

    def _known(self, rows):
        keys = {str(row[self.chosen].value() or "") for row in rows}
        keys = {key for key in keys if key.isdecimal() and len(key) < 19}
        # What the rows were read with is here already.
        cached = [row.instance._state.fields_cache.get(self.chosen) for row in rows]
        held = {str(row.pk): row for row in cached if row}
        keys -= held.keys()
        found = self._offered(rows).filter(pk__in=keys) if keys else []
        return held | {str(row.pk): row for row in found}

    def _offered(self, rows):
        return self.form.base_fields[self.chosen].queryset


class RelatedFormSet(KnownFormSet):
    """Rows of stories; one that was chosen by a colleague stays, also where this person does not see that story."""

    def _offered(self, rows):
        stored = [row.instance.related_id for row in rows if row.instance.pk]
        return relatable(self.form.base_fields[self.chosen].user, stored)


class OrderedInline(admin.TabularInline):
    """Rows with up and down buttons that need no mouse; without script the number field orders them."""

    extra = 0
    rows = KnownFormSet
    classes = ["ordered"]
    template = "admin/edit_inline/tabular.html"

    @property
    def media(self):
        return super().media + ROWS_JS

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, formset=self.rows, **kwargs)
        formset.chosen = self.fields[0]
        formset.form.base_fields["position"].widget.attrs["data-order"] = ""
        return formset

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_story")

    def has_add_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def _may_edit(self, request, obj):
        story_admin = self.admin_site.get_model_admin(self.parent_model)
        return story_admin.has_change_permission(request, obj)


class BylineInline(OrderedInline):
    model = Byline
    fields = ["author", "role", "position"]
    verbose_name_plural = "Byline"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "author":
            kwargs |= {"widget": KnownSelect(db_field, self.admin_site), "form_class": KnownChoiceField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RelatedInline(OrderedInline):
    model = RelatedStory
    rows = RelatedFormSet
    fk_name = "story"
    fields = ["related", "position"]
    verbose_name = "related story"
    verbose_name_plural = "Related stories, the first one large; up to seven, the suggested ones after them"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name != "related":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        field = StoryChoiceField(queryset=relatable(request.user), widget=StorySelect(db_field, self.admin_site))
        field.user = request.user
        return field
