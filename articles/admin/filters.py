"""Filters of the story list."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from articles.models import TextDisclosure
from articles.vocabulary import AILevel, Part, Status


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("live", "Live"),
            ("changed", "Live · unpublished changes"),
            ("withdrawn", "Withdrawn"),
            *Status.choices,
        ]

    def queryset(self, request, stories):
        match self.value():
            case "live":
                return stories.filter(is_live=True)
            case "changed":
                return stories.changed()
            case "withdrawn":
                return stories.filter(is_live=False, first_published_on__isnull=False)
            case str(status) if status in Status.values:
                return stories.filter(status=status, is_live=False)
        return stories


class LevelFilter(admin.SimpleListFilter):
    title = "AI in the body"
    parameter_name = "ai"

    def lookups(self, request, model_admin):
        return [("unanswered", "Not answered"), *((level.value, level.name.title()) for level in AILevel)]

    def queryset(self, request, stories):
        answered = TextDisclosure.objects.filter(part=Part.BODY)
        if self.value() == "unanswered":
            return stories.filter(~Exists(answered.filter(story=OuterRef("pk"))))
        if self.value() in AILevel.values:
            return stories.filter(pk__in=answered.filter(level=self.value()).values("story"))
        return stories


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", "Mine")]

    def queryset(self, request, stories):
        return stories.filter(created_by=request.user) if self.value() == "mine" else stories
