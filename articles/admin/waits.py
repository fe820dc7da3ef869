"""The filter of the story list that the desk's front page leads to."""

from django.contrib import admin

from articles.operations import waiting


class WaitsFilter(admin.SimpleListFilter):
    """Narrows the list to one of the queues that a person can act on."""

    title = "what waits"
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(key, queue.words) for key, queue in waiting.queues_of(request.user).items()]

    def queryset(self, request, stories):
        return waiting.find(self.value(), stories, request.user) if self.value() else stories
