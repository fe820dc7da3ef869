"""What tags bring under a story by themselves, below the related stories in its form: pinned or dismissed by a save."""

from articles.admin.contents import key_of
from articles.admin.options import relatable, shown_headline
from articles.operations import suggesting

PREFIX = "suggestion-"
WISHES = {suggesting.PIN, suggesting.DISMISS, suggesting.AGAIN}


class SuggestionsMixin:
    """Adds the suggested stories to the story form; stands before ``ModelAdmin``."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            wishes = wishes_in(request.POST)
            tags = context["adminform"].form.initial["tags"]
            found = suggesting.suggestions(obj, tags=tags, chosen=_chosen(context["inline_admin_formsets"]))
            suggested = [(card.story_id, card, wishes.get(card.story_id)) for card in found]
            gone = [(key, headline, wishes.get(key)) for key, headline in dismissed(obj, request.user)]
            context |= {"suggestions": suggested, "dismissed": gone}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _chosen(inlines):
    """Return the keys of the related stories that the form read, in order."""
    rows = next(inline.formset for inline in inlines if inline.formset.prefix == "related_links")
    return [row.instance.related_id for row in rows.initial_forms if row.instance.pk]


def dismissed(story, user):
    """Return (key, headline that this person may read, with its state) of each story that is not to be suggested."""
    if not story.dismissed:
        return []
    found = {other.pk: other for other in relatable(user).filter(pk__in=story.dismissed).defer("body", "sources")}
    return [(key, shown_headline(found[key], user)) for key in story.dismissed if key in found]


def wishes_in(post):
    """Return what is typed of suggested stories, ``{key: wish}``."""
    typed = {key_of(name.removeprefix(PREFIX)): post[name] for name in post if name.startswith(PREFIX)}
    return {key: wish for key, wish in typed.items() if key and wish in WISHES}
