"""The desk's search: the index of working copies, kept by every save, and what editors find in it.

It lies in a table of its own. Who may see a story is not in it: the caller asks that of the stories.
"""

from django.db.models.expressions import RawSQL

from articles.models import Byline, Story, StoryTag
from articles.search.tables import DESK, StoryRow
from articles.search.words import SHORTEST_BEGINNING, cut, parse, plain
from newsroom import richtext


def index(stories):
    """Put working copies in the index."""
    DESK.write([_row(story) for story in stories])


def remove(story_ids):
    """Take stories out of the index."""
    DESK.remove(story_ids)


def rebuild(*, progress=lambda done, total: None):
    """Make the index anew from the working copies, in the caller's transaction, and return how many there are."""
    stories = Story.objects.only("headline", "standfirst", "body").order_by("pk")
    return DESK.rebuild(stories, _row, progress=progress)


def find(stories, text):
    """Return those of some stories that have each word in headline, standfirst, body, an author's name or a tag.

    Tone marks, dots and capitals mean nothing; a word of three letters or more finds what begins with it; quotation
    marks make a phrase.
    """
    phrases = parse(text).phrases
    if text.strip() and not phrases:
        return stories.none()
    for phrase in phrases:
        stories = stories.filter(pk__in=_anywhere(phrase))
    return stories


def _anywhere(phrase):
    """Return the keys of the stories with a phrase, as one statement: a union is quick where an "or" is not."""
    name = " ".join(phrase)
    named = Byline.objects.filter(author__folded__contains=name).order_by().values("story")
    tagged = StoryTag.objects.filter(tag__folded__contains=name).order_by().values("content_object")
    begins = len(phrase[-1]) >= SHORTEST_BEGINNING
    parts = [DESK.matching([[(DESK.kinds, phrase, begins)]])]
    parts += [keys.query.sql_with_params() for keys in (named, tagged)]
    return RawSQL(" UNION ALL ".join(sql for sql, _ in parts), [value for _, values in parts for value in values])  # noqa: S611


def _row(story):
    return StoryRow(story.pk, cut(plain(f"{story.headline} {story.standfirst} {richtext.plain_text(story.body)}")))
