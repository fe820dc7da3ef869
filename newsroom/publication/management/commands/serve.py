"""Serves the site in production."""

import os

from django.core.management.base import BaseCommand, CommandError

from newsroom.publication import server


class Command(BaseCommand):
    help = "Serves the site in production. Refuses, with a sentence for each, what is missing in the environment."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on; 0.0.0.0 for every one.")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 2), help="Number of processes.")

    def handle(self, *, host, port, workers, **options):
        if workers < 1:
            raise CommandError("At least one worker is needed: --workers 1.")
        problems = server.missing_for_production()
        try:
            server.check_port(host, port)
        except server.CannotServe as error:
            problems.append(str(error))
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"Serving on http://{host}:{port}/ with {workers} workers. Ctrl-C stops.")
        self.stdout.flush()
        server.serve(host, port, workers=workers)
