"""Does a save ever get lost where two editors race? Two people save one story at the same moment, again and again.

    uv run python tests/benchmarks/bench_races.py [--saves 1000] [--postgres URL]

Both open the same version and save together, over HTTP, from a server with threads; each adds a word of their own. A
save that was accepted must be in the story afterwards, and one that was refused must come back with the word in its
page. The database is a new one, in a temporary folder or on the PostgreSQL server that the address names, where
newsroom_bench_races is made and dropped. Last of all it times a save with ten people, ten tags and ten related stories.
"""

import argparse
import http.client
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
NAME = "newsroom_bench_races"
TIMED_SAVES, SLOW_MS = 21, 150


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--saves", type=int, default=1000, metavar="N", help="Of both editors together.")
    options.add_argument("--postgres", metavar="URL", help="A server, such as postgres://postgres@127.0.0.1/postgres")
    options.add_argument("--measure", action="store_true", help="Race in the database that the environment names.")
    given = options.parse_args()
    if given.measure:
        sys.exit(measure(given.saves))
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        environment = os.environ | {"NEWSROOM_VAR": folder}
        environment.pop("DATABASE_URL", None)
        if given.postgres:
            administer(given.postgres, f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
            environment["DATABASE_URL"] = f"{given.postgres.rpartition('/')[0]}/{NAME}"
        try:
            subprocess.run([sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"], env=environment, check=True)
            command = [sys.executable, __file__, "--measure", "--saves", str(given.saves)]
            sys.exit(subprocess.run(command, env=environment, check=False).returncode)
        finally:
            if given.postgres:
                administer(given.postgres, f"DROP DATABASE IF EXISTS {NAME}")


def administer(url, *statements):
    import psycopg  # optional dependency

    with psycopg.connect(url.replace("postgres://", "postgresql://", 1), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def measure(saves):
    """Race, say what came of it, and return how many things were not as they should be."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django  # slow import

    django.setup()
    logging.disable(logging.WARNING)
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # slow import
    from django.core.wsgi import get_wsgi_application  # slow import
    from django.db import connection  # slow import

    from articles.models import Story  # slow import
    from factories.desk import change_url, form_data  # slow import
    from factories.people import make_user  # slow import
    from factories.publication import make_publication  # slow import
    from factories.stories import make_author, make_live, make_story, make_tag  # slow import

    WSGIRequestHandler.log_message = lambda *_said: None
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    make_publication()
    story, editors = make_story(summary=""), [Editor(server, make_user("editor")) for _ in range(2)]
    accepted, lost_pages, others = set(), 0, []
    began = time.perf_counter()
    for number in range(saves // 2):
        story.refresh_from_db()
        words = [f"w{number}{letter}" for letter in "ab"]
        forms = [form_data(story, body=f"{story.body}<p>{word}</p>") for word in words]
        together = threading.Barrier(2)
        threads = [
            threading.Thread(target=editor.save, args=(change_url(story), form, together))
            for editor, form in zip(editors, forms, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for editor, word in zip(editors, words, strict=True):
            if editor.status == 302:
                accepted.add(word)
            elif editor.status != 409:
                others.append(editor.status)
            elif f"<p>{word}</p>" not in editor.page.replace("&lt;", "<").replace("&gt;", ">"):
                lost_pages += 1
    seconds = time.perf_counter() - began
    story.refresh_from_db()
    lost = sorted(word for word in accepted if f"<p>{word}</p>" not in story.body)
    print(f"{connection.vendor}: {saves} saves of two editors in {seconds:.0f} s")
    print(
        f"  accepted {len(accepted)}, refused {saves - len(accepted) - len(others)}, other answers {others or 'none'}"
    )
    print(f"  lost updates: {len(lost)}; refused without the text in the page: {lost_pages}")
    print(f"  versions {story.version}, revisions {story.revisions.count()}")
    full = {
        "bylines": [(make_author().pk, "reporting", place) for place in range(10)],
        "related": [(make_live().story.pk, place) for place in range(10)],
        "tags": [make_tag().name for _ in range(10)],
    }
    times = []
    for number in range(TIMED_SAVES):
        story = Story.objects.get(pk=make_story().pk)
        began = time.perf_counter()
        editors[0].save(change_url(story), form_data(story, headline=f"Timed {number}", **full))
        times.append(1000 * (time.perf_counter() - began))
        others += [editors[0].status] if editors[0].status != 302 else []
    median = statistics.median(times)
    slow = " TOO SLOW" if median > SLOW_MS else ""
    print(f"  a save with 10 people, 10 tags and 10 related: median {median:.0f} ms of {TIMED_SAVES}{slow}")
    return len(lost) + lost_pages + len(others) + bool(slow)


class Editor:
    """Somebody signed in, who posts forms as a browser does."""

    def __init__(self, server, person):
        from django.middleware.csrf import _get_new_csrf_string  # slow import
        from django.test import Client  # slow import

        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(person)
        self.token = _get_new_csrf_string()
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={self.token}"
        self.address = server.server_address
        self.status, self.page = 0, ""

    def save(self, path, form, together=None):
        """Post a form, at the moment at which the other is there too, and keep the answer."""
        body = urlencode(form | {"csrfmiddlewaretoken": self.token}, doseq=True)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookies}
        connection = http.client.HTTPConnection(*self.address, timeout=60)
        if together:
            together.wait()
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        self.status, self.page = response.status, response.read().decode()
        connection.close()


if __name__ == "__main__":
    main()
