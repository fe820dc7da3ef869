"""A story as it stands in a form that nobody has saved: what the publish check and the preview beside it look at."""

import copy

from articles.admin import contents
from articles.admin.options import relatable
from articles.admin.suggestions import wishes_in
from articles.models import AITool, Author, Byline, RelatedStory, Tag, TextDisclosure
from articles.models.text import nfc_line
from articles.operations import suggesting
from articles.slugs import fold
from articles.vocabulary import LEVEL_ORDER

# What a story has by its own columns and the form asks for.
TEXTS = [
    *("headline", "standfirst", "body", "summary", "payer", "lead_alt", "lead_caption", "ai_role", "ai_reason"),
    *("scope_reason", "realistic_reason"),
]
CHOICES = [
    *("language", "kind", "section", "lead_picture", "lead_is_decorative", "translated_from", "is_public_interest"),
    "sources",
]


class Rows(list):
    """Rows that are typed and not stored, where a deed asks a story's manager for stored ones."""

    def exists(self):
        return bool(self)

    def select_related(self, *_names):
        return self

    def values_list(self, name, *, flat):
        return [getattr(row, name) for row in self]


def story_of(form, post):
    """Return the story as the bound form would leave it: words too long or missing are taken as they are, what else
    a box cannot take stays as it is stored.

    Nothing is written, and the form's own story is left alone. A new story has the key 0.
    """
    story, typed = copy.copy(form.instance), contents.typed(post)
    story.pk = story.pk or 0
    for name in [*TEXTS, *CHOICES]:
        if name in form.fields:
            otherwise = typed[name] if name in TEXTS else getattr(story, name)
            setattr(story, name, form.typed(name, otherwise))
    levels = {part: level for part, level in form.typed_levels().items() if level in LEVEL_ORDER}
    decided = {row.part: row for row in form.instance.disclosures.all()} if form.instance.pk else {}
    authors = _found(Author.objects, [author for author, _role in typed["bylines"]])
    wishes = wishes_in(post)
    related = [other for (other,) in typed["related_links"]]
    related += [str(key) for key, wish in wishes.items() if wish == suggesting.PIN and str(key) not in related]
    # Nothing is said of a story that this person may not see.
    others = _found(relatable(form.user), related)
    put_aside = {key for key, wish in wishes.items() if wish == suggesting.DISMISS}
    brought_back = wishes.keys() - put_aside
    story.dismissed = [key for key in {*story.dismissed, *put_aside} if key not in brought_back]
    names = {fold(nfc_line(name)): nfc_line(name) for name in typed["tags"]}
    tags = {tag.key: tag for tag in Tag.objects.filter(key__in=names)}
    story._prefetched_objects_cache = {
        "disclosures": Rows(
            decided[part]
            if part in decided and decided[part].level == level
            else TextDisclosure(story=story, part=part, level=level, decided_by=form.user)
            for part, level in levels.items()
        ),
        "bylines": Rows(
            Byline(story=story, author=authors[author], role=role, position=place)
            for place, (author, role) in enumerate(typed["bylines"])
            if author in authors
        ),
        "related_links": Rows(
            RelatedStory(story=story, related=others[other], position=place)
            for place, other in enumerate(related)
            if other in others
        ),
        "tags": Rows(tags.get(key) or _new_tag(name) for key, name in names.items()),
        "ai_tools": Rows(_found(AITool.objects, typed["ai_tools"]).values()),
    }
    return story


def _new_tag(name):
    tag = Tag(pk=0, name=name)
    tag.slug = tag.slugify(name)
    return tag


def _found(rows, keys):
    """Return those of some rows that have these keys, by key as text."""
    stored = rows.filter(pk__in=[key for key in map(contents.key_of, keys) if key])
    return {str(row.pk): row for row in stored}
