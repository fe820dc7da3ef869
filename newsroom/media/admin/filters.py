"""The filters beside the library's list."""

from functools import reduce
from operator import or_

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from newsroom.media import hooks, vocabulary
from newsroom.media.models import RIGHTS_NOTICE, Collection


class OriginFilter(admin.SimpleListFilter):
    title = "origin"
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("undecided", "Not decided"), *vocabulary.EDITOR_CHOICES, ("exact", "A more exact term")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        terms = {"undecided": [""], "exact": [term for term, _ in vocabulary.EXACT_CHOICES]}
        return queryset.filter(origin__in=terms.get(self.value(), [self.value()]))


class YesNoFilter(admin.SimpleListFilter):
    """A filter by one condition, answered with yes or no."""

    def condition(self, queryset):
        """Return the condition as a ``Q``."""
        raise NotImplementedError

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        condition = self.condition(queryset)
        return queryset.filter(condition if self.value() == "yes" else ~condition)


class LabelFilter(YesNoFilter):
    title = "label for readers"
    parameter_name = "label"

    def condition(self, queryset):
        return Q(origin__in=vocabulary.LABELLED)


class ConflictFilter(YesNoFilter):
    title = "conflict with the file’s marks"
    parameter_name = "conflict"

    def condition(self, queryset):
        return Q(pk__in=queryset.model.objects.in_conflict().values("pk"))


class MissingAltFilter(YesNoFilter):
    title = "alternative text missing"
    parameter_name = "missing_alt"

    def condition(self, queryset):
        return Q(alt="")


class MissingCreditFilter(YesNoFilter):
    title = "credit missing"
    parameter_name = "missing_credit"

    def condition(self, queryset):
        return Q(credit="")


class PulledFilter(YesNoFilter):
    title = "pulled"
    parameter_name = "pulled"

    def condition(self, queryset):
        return Q(pulled_at__isnull=False)


def rights_ending():
    """Return the condition of a picture whose rights end soon, today included."""
    today = timezone.localdate()
    return Q(use_by__range=(today, today + RIGHTS_NOTICE))


class RightsFilter(admin.SimpleListFilter):
    title = "rights"
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [("ending", f"End within {RIGHTS_NOTICE.days} days"), ("ended", "Have ended"), ("open", "No end given")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        conditions = {
            "ending": rights_ending(),
            "ended": Q(use_by__lt=today),
            "open": Q(use_by__isnull=True),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class CollectionFilter(admin.SimpleListFilter):
    title = "collection"
    parameter_name = "collection"

    def lookups(self, request, model_admin):
        return list(Collection.objects.values_list("pk", "name"))

    def queryset(self, request, queryset):
        if not (self.value() or "").isdecimal():
            return queryset
        return queryset.filter(
            pk__in=Collection.pictures.through.objects.filter(collection=self.value()).values("picture")
        )


class UnusedFilter(YesNoFilter):
    title = "unused"
    parameter_name = "unused"

    def condition(self, queryset):
        relations = queryset.model._meta.get_fields(include_hidden=True)
        kept_by = [
            Q(Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
            for relation in relations
            if relation.one_to_many and not relation.related_model._meta.auto_created
        ]
        return ~reduce(or_, kept_by, Q(pk__in=hooks.written_into_texts()))
