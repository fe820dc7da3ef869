"""Loads the demo newsroom: people, texts and pictures, through the same doors that the desk uses."""

import re
import tomllib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from articles.demo.pictures import draw
from articles.models import AIPolicy, AITool, Author, Byline, Notice, RelatedStory, Section, Story
from articles.operations import drafting, finding, publishing, tools
from articles.operations import policy as policy_of_ai
from articles.vocabulary import AILevel, Change, Kind, Part
from newsroom.accounts.models import User
from newsroom.accounts.operations import people
from newsroom.consent.operations import policy
from newsroom.media.models import originals
from newsroom.media.operations.pictures import add_picture
from newsroom.publication.models import Page
from newsroom.publication.operations.pages import save_page
from newsroom.publication.operations.publication import found_publication

HERE = Path(__file__).resolve().parent
# Username → (name shown, desk role, administrator). Passwords are for loopback only, and are printed.
PEOPLE = {
    "reporter": ("Rónkẹ́ Àlàó", "reporter", False),
    "editor": ("Dele Marchetti", "editor", False),
    "publisher": ("Salma Okonta", "publisher", False),
    "administrator": ("Iyabo Ferrand", "", True),
}
DEMO_PICTURE = re.compile(r'<figure data-demo-picture="([^"]+)">')


def password_of(username):
    """The demo password of an account."""
    return f"{username}-demo-1"


def load(*, progress=lambda words: None):
    """Load everything, or nothing where any part fails; ``progress`` gets a line of words for each step."""
    pictures = {}
    try:
        with transaction.atomic():
            _load(pictures, progress)
    except BaseException:
        remove_files(pictures.values())
        raise


def remove_files(pictures):
    """Remove the files of pictures that have no row any more."""
    for picture in pictures:
        originals().delete(picture.file.name)
        for name in picture.rendition_names:
            default_storage.delete(name)


def _load(pictures, progress):
    now = timezone.now()
    found_publication(**_read("publication"), is_demo=True)
    root = _people()
    policy.install_defaults(analytics_enabled=True)
    sections = {
        row["slug"]: Section.objects.create(**row, position=n) for n, row in enumerate(_read("sections")["sections"])
    }
    for position, row in enumerate(_read("pages")["pages"]):
        save_page(Page(**row, position=position), actor=root)
    _add_pictures(pictures, root, progress)
    authors = _authors()
    ai = _read("ai")
    policy_of_ai.publish_policy(AIPolicy(**ai["policy"]), actor=root)
    for tool in ai["tools"]:
        tools.save_tool(AITool(**tool), actor=root)
    progress("Stories")
    texts = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((HERE / "stories").glob("*.toml"))}
    stories = {key: _story(text, root, sections, authors, pictures) for key, text in texts.items()}
    _join(texts, stories)
    for key, text in sorted(texts.items(), key=lambda item: -item[1]["published"]):
        _publish(stories[key], text, now)
    # Nobody sat at this desk when it all happened.
    Notice.objects.update(read_at=now)


def _read(name):
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def _people():
    root = User.objects.create_superuser("root", password=password_of("root"), display_name="Root")
    for username, (name, role, is_administrator) in PEOPLE.items():
        person = User(username=username, display_name=name)
        person.set_password(password_of(username))
        people.add(person, actor=root, role=role, is_administrator=is_administrator)
    return root


def _add_pictures(pictures, actor, progress):
    """Draw each picture, add it to the library and to ``pictures``, by its key."""
    rows = _read("pictures")["pictures"]
    for number, row in enumerate(rows, 1):
        progress(f"Picture {number} of {len(rows)}")
        file = BytesIO()
        draw(row.pop("function"), row.pop("seed")).save(file, "JPEG", quality=92)
        key = row.pop("key")
        upload = SimpleUploadedFile(f"{key}.jpg", file.getvalue(), "image/jpeg")
        pictures[key] = add_picture(upload, actor=actor, complete=True, **row)


def _authors():
    authors = {}
    for row in _read("authors")["authors"]:
        account = User.objects.filter(username=row.pop("account", "")).first()
        authors[row["slug"]] = Author.objects.create(**row, account=account)
    return authors


def _story(text, root, sections, authors, pictures):
    author = next((authors[byline["author"]] for byline in text["bylines"]), None)
    writer = author.account if author and author.account else User.objects.get(username="editor")
    story = Story.objects.create(
        language=text["language"],
        slug=text.get("slug", ""),
        headline=text["headline"],
        standfirst=text.get("standfirst", ""),
        body=_with_pictures(text["body"], pictures),
        summary=text.get("summary", ""),
        sources=text.get("sources", []),
        section=sections[text["section"]],
        lead_picture=pictures.get(text.get("lead_picture", "")),
        lead_alt=text.get("lead_alt", ""),
        lead_caption=text.get("lead_caption", ""),
        kind=text.get("kind", Kind.NEWS),
        payer=text.get("payer", ""),
        created_by=writer,
    )
    for position, byline in enumerate(text["bylines"]):
        Byline.objects.create(story=story, author=authors[byline["author"]], role=byline["role"], position=position)
    drafting.save_tags(story, text.get("tags", []), actor=root)
    levels = {Part.BODY: text["ai_level"]} | text.get("ai_parts", {})
    source = text.get("translated_from", "en" if AILevel.TRANSLATED in levels.values() else "")
    used = AITool.objects.filter(name__in=text.get("ai_tools", []))
    drafting.save_disclosure(
        story, levels, actor=root, tools=used, ai_role=text.get("ai_role", ""), translated_from=source
    )
    finding.index([story])
    return story


def _with_pictures(body, pictures):
    """Put the library's address where the text names a demo picture."""

    def figure(match):
        picture = pictures[match[1]]
        return f'<figure><img src="/admin/media/picture/{picture.pk}/file/" alt="{picture.alt}">'

    return DEMO_PICTURE.sub(figure, body)


def _join(texts, stories):
    """Link translations to their originals, and stories to the related ones chosen for them."""
    originals = {text.get("slug"): stories[key] for key, text in texts.items() if text["language"] == "en"}
    for key, text in texts.items():
        if original := originals.get(text.get("translation_of")):
            Story.objects.filter(pk=stories[key].pk).update(
                translation_key=original.translation_key, translation_of=original
            )
        RelatedStory.objects.bulk_create(
            RelatedStory(story=stories[key], related=originals[slug], position=position)
            for position, slug in enumerate(text.get("related", []))
        )


def _publish(story, text, now):
    """Take a story to the state its file gives, each step at its own time."""
    publisher = User.objects.get(username="publisher")
    state = text.get("state", "live")
    if state == "in_review":
        publishing.submit(story, actor=story.created_by)
    if state in {"draft", "in_review"}:
        return
    published = now - timedelta(days=text["published"])
    # Translated from what readers had then.
    if original := Story.objects.get(pk=story.pk).translation_of:
        then = original.editions.filter(published_at__lte=published).order_by("-number").first()
        Story.objects.filter(pk=story.pk).update(original=then)
    publishing.publish(story, actor=publisher, now=published)
    for change in text.get("changes", []):
        drafting.mark_changed(story)
        publishing.publish(
            story,
            actor=publisher,
            change=Change(change["kind"]),
            note=change.get("note", ""),
            now=now - timedelta(days=change["days_ago"]),
        )
    if state == "withdrawn":
        publishing.withdraw(
            story, actor=publisher, reason=text["withdrawal_reason"], now=published + timedelta(hours=20)
        )
