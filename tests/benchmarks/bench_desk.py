"""Does the desk hold at 100,000 stories? Its front page, list, searches and form at two sizes, side by side.

    uv run python tests/benchmarks/bench_desk.py [--sizes 1000 100000] [--rounds 15] [--postgres URL]

Databases are made as in bench_scale.py; without --postgres, DATABASE_URL says where where it names PostgreSQL. In each
queue of the desk as many stories wait at either size, more than it counts: an archive grows, and what a newsroom has in
hand does not grow with it. It ends with 1 where a figure is missed.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import bench_scale

MOST_RATIO, MOST_QUERIES, MOST_SAVE_MS = 2, 25, 150
# How many stories wait in each queue; the desk counts to 99.
A_QUEUE = 150
FORM, SAVE, SMALL_FORM = "story form, 10 of each", "story form, saved", "story form, 1 of each"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", nargs=2, type=int, default=[1000, 100_000], metavar="N")
    options.add_argument("--rounds", type=int, default=15, metavar="N", help="How often each page is asked for.")
    named = os.environ.get("DATABASE_URL", "")
    postgres = named if named.startswith("postgres") else None
    options.add_argument("--postgres", metavar="URL", default=postgres, help="A server; see bench_scale.py")
    options.add_argument("--measure", action="store_true", help="Time the database that the environment names.")
    given = options.parse_args()
    if given.measure:
        json.dump(measure(given.rounds), sys.stdout)
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        found = [bench_scale.at_size(size, Path(folder), given, __file__) for size in given.sizes]
    bench_scale.report(given.sizes, found)
    missed = list(judge(*found))
    print("\n".join(missed) or "Every figure is met.")
    sys.exit(bool(missed))


def judge(small, large):
    """Yield in words every figure that is missed."""
    for name, (queries, _fastest, median, _slowest) in large.items():
        ratio = median / small[name][2]
        if name != SAVE and ratio > MOST_RATIO:
            yield f"{name}: {ratio:.1f} times as slow, and {MOST_RATIO} are allowed."
        if queries != small[name][0]:
            yield f"{name}: {small[name][0]} queries became {queries}."
    for found in (small, large):
        if found[FORM][0] > MOST_QUERIES or found[FORM][0] != found[SMALL_FORM][0]:
            yield f"The story form asks {found[SMALL_FORM][0]} to {found[FORM][0]} queries; {MOST_QUERIES} are allowed."
        if found[SAVE][2] > MOST_SAVE_MS:
            yield f"A save takes {found[SAVE][2]:.0f} ms, and {MOST_SAVE_MS} are allowed."


def measure(rounds):
    """Return, for each page, its number of queries and its fastest, median and slowest time in milliseconds."""
    sys.path.insert(0, str(bench_scale.ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django  # slow import

    django.setup()
    from django.db import connection  # slow import

    from articles.operations.waiting import QUEUES  # slow import

    fill_queues()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    stories = "/admin/articles/story/"
    queues = {f"queue “{queue.words}”": f"{stories}?waits={key}" for key, queue in QUEUES.items()}
    everyone = {
        "front page": "/admin/",
        "stories": stories,
        # It finds as many at either size.
        "stories, search": f"{stories}?q=queued",
        "stories, search for nothing": f"{stories}?q=zzz",
        "desk search": "/admin/search/?q=queued",
        "desk search for nothing": "/admin/search/?q=zzz",
        "notices": f"{stories}notices/",
    }
    # Of the archive one story in eight, which fills a page at either size.
    common = {"stories, common word": f"{stories}?q=flood", "desk search, common word": "/admin/search/?q=flood"}
    pages = {"editor": everyone | common | queues, "reporter": everyone, "publisher": {"front page": "/admin/"}}
    found = {}
    for username, addresses in pages.items():
        client = signed_in(username)
        for name, address in addresses.items():
            found[f"{username}: {name}"] = timed(rounds, lambda client=client, address=address: ask(client, address))
    return found | form(rounds)


def timed(rounds, do):
    """Return [number of queries, fastest, median, slowest] of doing something, after it was done once."""
    from django.db import connection  # slow import
    from django.test.utils import CaptureQueriesContext  # slow import

    do()
    with CaptureQueriesContext(connection) as captured:
        do()
    # Counted here: the next request forgets the queries.
    queries, times = len(captured), []
    for _ in range(rounds):
        start = time.perf_counter()
        do()
        times.append((time.perf_counter() - start) * 1000)
    return [queries, min(times), statistics.median(times), max(times)]


def signed_in(username):
    from django.test import Client  # slow import

    from newsroom.accounts.models import User  # slow import

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=username))
    return client


def ask(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return response


def fill_queues():
    """Let stories wait in each of the queues, for every role; words and people are the demo's."""
    from django.utils import timezone  # slow import

    from articles.models import Revision, Section, Story  # slow import
    from articles.operations import finding, waiting  # slow import
    from newsroom.accounts.models import User  # slow import

    now, section = timezone.now(), Section.objects.first()
    editor, reporter = (User.objects.get(username=name) for name in ("editor", "reporter"))
    end = waiting.day_of(now)[1]
    shapes = {
        "sent back": {"desk_note": "Who says so?"},
        "in hand": {"assignee": editor},
        "in hand of a reporter": {"assignee": reporter},
        "overdue": {"due_at": now - timedelta(hours=1)},
        "refused": {"status": "approved", "schedule_refusal": "A check went stale."},
        "in review": {"status": "in_review"},
        "approved": {"status": "approved"},
        "planned": {"status": "scheduled", "scheduled_for": end},
    }
    for name, fields in shapes.items():
        made = Story.objects.bulk_create(
            Story(headline=f"Queued {name} {n}", section=section, created_by=reporter if n % 2 else editor, **fields)
            for n in range(A_QUEUE)
        )
        finding.index(made)
        if name == "sent back":
            Revision.objects.bulk_create(
                Revision(story=story, version=1, deed="send_back", content={}, made_at=now) for story in made
            )
    make_translations_stale(A_QUEUE, now)


def make_translations_stale(number, now):
    """Give some live stories an edition more, corrected, and let others be translations held against the one before."""
    from articles.models import Edition  # slow import
    from newsroom.audit import triggers  # slow import

    live = list(Edition.objects.live().order_by("pk")[: 2 * number])
    originals, translations = live[: len(live) // 2], live[len(live) // 2 :]
    with triggers.lifted():
        Edition.objects.filter(pk__in=[edition.pk for edition in originals]).update(is_live=False)
        for edition, translation in zip(originals, translations, strict=False):
            translation.original_id = edition.pk
            edition.pk, edition.number, edition.corrected_at = None, edition.number + 1, now
        Edition.objects.bulk_create(originals)
        Edition.objects.bulk_update(translations, ["original"])


def form(rounds):
    """Return the figures of the story form: opened with one and with ten of everything, and saved with ten."""
    from articles.models import Author, Byline, RelatedStory, Section, Story, StoryTag, Tag, TextDisclosure

    def made(number):
        words = "<p>" + "The ferry came home at dawn. " * 400 + "</p>"
        story = Story.objects.create(headline="The form", body=words, section=Section.objects.first())
        TextDisclosure.objects.create(story=story, part="body", level="none")
        for place in range(number):
            author, _made = Author.objects.get_or_create(slug=f"bench-{place}", defaults={"name": f"Writer {place}"})
            Byline.objects.create(story=story, author=author, position=place)
        for tag in Tag.objects.order_by("pk")[:number]:
            StoryTag.objects.create(content_object=story, tag=tag)
        for place, other in enumerate(Story.objects.filter(is_live=True).order_by("pk")[:number]):
            RelatedStory.objects.create(story=story, related=other, position=place)
        return f"/admin/articles/story/{story.pk}/change/"

    client, small, large = signed_in("editor"), made(1), made(10)
    found = {SMALL_FORM: timed(rounds, lambda: ask(client, small)), FORM: timed(rounds, lambda: ask(client, large))}
    answers = []

    def save():
        answers.append(client.post(large, forms.pop()))

    # What a browser posts is read off the form beforehand: each save of a round counts the version on.
    data = typed(ask(client, large))
    first = int(data["opened_version"])
    forms = [data | {"headline": f"The form {n}", "opened_version": first + n} for n in reversed(range(rounds + 2))]
    found[SAVE] = timed(rounds, save)
    if any(answer.status_code != 302 for answer in answers):
        raise SystemExit("A save was refused.")
    return found


def typed(response):
    """Return what a browser posts of an opened form."""
    context = response.context_data
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(formset.management_form for formset in formsets)]
    data = {"_continue": "1"}
    for one in [*forms, *(row for formset in formsets for row in formset.forms)]:
        for box in one:
            value = box.value()
            if value is not None and value is not False and not box.field.widget.needs_multipart_form:
                data[box.html_name] = "on" if value is True else value
    return data


if __name__ == "__main__":
    main()
