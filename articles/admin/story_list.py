"""The story list where there are many: indexes find a page of it, and only what its rows show is read."""

from django.contrib.admin.views.main import ChangeList

from articles.models import Story


class StoryList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        rows = Story.objects.select_related("section", "created_by", "assignee").prefetch_related("disclosures")
        order = self.result_list.query.order_by
        keys = self.result_list.values("pk") if self.result_count else []
        self.result_list = rows.defer("body", "sources").filter(pk__in=keys).order_by(*order)
