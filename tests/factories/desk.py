"""The desk as somebody signed in meets it: the addresses of its screens, and the story form as a browser posts it."""

from django.urls import reverse

from factories.people import make_user

ADD = "admin:articles_story_add"


def desk(client, role="editor", **fields):
    """Sign in somebody of this role and return them."""
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def change_url(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def deed_url(story, deed):
    return reverse(f"admin:articles_story_{deed}", args=[story.pk])


def bar_url(name, story=None):
    """Return where the bar of the story form asks, for a story that is stored or for one that is new."""
    key, new = ([story.pk], "") if story else ([], "_new")
    return reverse(f"admin:articles_story_{name}{new}", args=key)


def form_data(story=None, *, bylines=(), related=(), button="_continue", **fields):
    """Return what the form posts: the story's own values, these fields instead, and rows for the inlines."""
    data = {
        "opened_version": story.version if story else "",
        "headline": story.headline if story else "Market opens",
        "standfirst": story.standfirst if story else "",
        "body": story.body if story else "<p>The market opened.</p>",
        "language": story.language if story else "en",
        "section": story.section_id or "" if story else "",
        "slug": story.slug if story else "",
        "translation_of": "",
        "kind": story.kind if story else "news",
        "payer": story.payer if story else "",
        "is_public_interest": "on",
        "ai_body": "none",
        button: "1",
    } | fields
    for prefix, rows, names in (
        ("bylines", bylines, ("author", "role", "position")),
        ("related_links", related, ("related", "position")),
    ):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in zip(names, row, strict=True)}
    return data
