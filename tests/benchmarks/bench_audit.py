"""How long does checking the audit record take? Against a loop that only reads the same events and hashes them.

    uv run python tests/benchmarks/bench_audit.py [--events 100000] [--rounds 3] [--postgres URL]

The events are written into a database of its own, in a temporary folder or on the PostgreSQL server that the address
names, where a database called newsroom_bench_audit is made and dropped. Checking 100,000 events should take 20 seconds
at most.
"""

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "newsroom_bench_audit"
MOST_SECONDS, AT_EVENTS = 20, 100_000
BATCH = 5000


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=AT_EVENTS, metavar="N")
    options.add_argument("--rounds", type=int, default=3, metavar="N", help="How often it is checked.")
    options.add_argument("--postgres", metavar="URL", help="A server, such as postgres://postgres@127.0.0.1/postgres")
    options.add_argument(
        "--measure", action="store_true", help="Fill and time the database that the environment names."
    )
    given = options.parse_args()
    if given.measure:
        measure(given.events, given.rounds)
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        environment = os.environ | {"NEWSROOM_VAR": folder}
        environment.pop("DATABASE_URL", None)
        if given.postgres:
            administer(given.postgres, f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
            environment["DATABASE_URL"] = f"{given.postgres.rpartition('/')[0]}/{NAME}"
        try:
            command = [sys.executable, __file__, "--measure", *sys.argv[1:]]
            sys.exit(subprocess.run(command, env=environment, check=False).returncode)
        finally:
            if given.postgres:
                administer(given.postgres, f"DROP DATABASE IF EXISTS {NAME}")


def administer(url, *statements):
    import psycopg  # optional dependency

    with psycopg.connect(url.replace("postgres://", "postgresql://", 1), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def measure(events, rounds):
    """Fill the database, check it, and print what that took; exit with 1 where it took too long."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django  # slow import

    django.setup()
    from django.core.management import call_command  # slow import

    call_command("migrate", verbosity=0)
    fill(events)
    checked = [timed(lambda: call_command("audit", "verify")) for _ in range(rounds)]
    plain = [timed(read_and_hash) for _ in range(rounds)]
    seconds, least = statistics.median(checked), statistics.median(plain)
    limit = MOST_SECONDS * events / AT_EVENTS
    print(f"{events:,} events, median of {rounds} (fastest to slowest)")
    for name, times in (("verify", checked), ("plain loop", plain)):
        middle = statistics.median(times)
        spread = f"{middle:.2f} s ({min(times):.2f} to {max(times):.2f})"
        print(f"{name:12}{spread:28}{events / middle:12,.0f} events a second")
    print(f"{seconds / least:.1f} times the plain loop; at most {limit:g} s are allowed")
    sys.exit(1 if seconds > limit else 0)


def fill(events):
    """Record so many events over about a year, as deeds do: with an actor, data, and for every third a reason."""
    from django.db import transaction  # slow import
    from django.utils import timezone  # slow import

    from newsroom.audit.operations.recording import record  # slow import

    start = timezone.now() - timedelta(days=365)
    for first in range(0, events, BATCH):
        with transaction.atomic():
            for number in range(first, min(first + BATCH, events)):
                record(
                    # No publication: there are no editions here that the record could be held against.
                    "story.approved",
                    f"story:{number % 5000}",
                    actor=f"desk {number % 40}",
                    reason="" if number % 3 else f"The harbour office wrote to us about figure {number}.",
                    data={"edition": number // 5000 + 1, "kind": "update", "labels": {"body": "text.generated"}},
                    now=start + timedelta(days=365 * number / events),
                )
        print(f"\r{min(first + BATCH, events):,} of {events:,} events written", end="", flush=True)
    print()


def read_and_hash():
    """Do the least that checking a chain needs."""
    from django.db import connection  # slow import

    prev = "0" * 64
    with connection.cursor() as cursor:
        cursor.execute("SELECT prev, payload, hash FROM audit_event ORDER BY seq")
        while rows := cursor.fetchmany(BATCH):
            for before, payload, digest in rows:
                assert before == prev
                assert hashlib.sha256(bytes.fromhex(before) + payload.encode()).hexdigest() == digest
                prev = digest


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
