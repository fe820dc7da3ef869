"""The story list where there are many: indexes find a page of it, and only what its rows show is read."""

from django.contrib.admin.views.main import ChangeList
from django.utils.text import smart_split, unescape_string_literal

from articles.models import Byline, Story, StoryTag
from articles.slugs import fold


class StoryList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        rows = Story.objects.select_related("section", "created_by").prefetch_related("disclosures")
        order = self.result_list.query.order_by
        keys = self.result_list.values("pk") if self.result_count else []
        self.result_list = rows.defer("body", "sources").filter(pk__in=keys).order_by(*order)


def search(stories, text):
    """Return the stories that have each of the words in the headline, an author's name or a tag.

    Each is read from an index; longer texts would be read row by row.
    """
    for word in smart_split(text):
        if word[0] in "\"'" and word[0] == word[-1]:
            word = unescape_string_literal(word)
        named = Byline.objects.filter(author__name__icontains=word).values("story")
        tagged = StoryTag.objects.filter(tag__key__contains=fold(word)).values("content_object")
        worded = Story.objects.filter(headline__icontains=word)
        # A union and no "or": PostgreSQL joins to a union, but asks each side of an "or" again for every row.
        stories = stories.filter(pk__in=worded.order_by().values("pk").union(named, tagged, all=True))
    return stories
