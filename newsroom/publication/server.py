"""Runs the site with Granian: for everyone in production, on loopback for the demo."""

import errno
import socket

from django.conf import settings
from django.db import connections

from newsroom import site
from newsroom.media import object_storage
from newsroom.publication import health
from newsroom.publication.models import Publication

LOOPBACK = "127.0.0.1"
THREADS = 4


class CannotServe(Exception):
    """The server cannot start; the message says why and what to do."""


def serve_loopback(port):
    """Serve on this machine only, until Ctrl-C."""
    serve(LOOPBACK, port, workers=1)


def serve(host, port, *, workers, threads=THREADS):
    """Serve until Ctrl-C; raise `CannotServe` where the port cannot be had."""
    from granian import Granian  # slow import
    from granian.constants import Interfaces  # slow import
    from granian.log import LogLevels  # slow import

    check_port(host, port)
    connections.close_all()
    Granian(
        "newsroom.publication.worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def check_port(host, port):
    """Raise `CannotServe` where nothing can listen on the port."""
    if not 0 < port < 65536:
        raise CannotServe(f"There is no port {port}. Choose one from 1 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(_why_not(error, host, port)) from error


def _why_not(error, host, port):
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use. Choose another with --port, such as --port {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system only. Choose one above 1023 with --port."
    return f"Nothing can listen on {host} port {port} ({error.strerror or error}). Check --host and --port."


def missing_for_production():
    """Return a sentence for each thing that production lacks."""
    problems = []
    if not settings.PRODUCTION:
        problems.append("There is no secret key: set NEWSROOM_SECRET_KEY to 50 or more random characters.")
    if not settings.PRODUCTION or not settings.ALLOWED_HOSTS:
        problems.append("No host is named: set NEWSROOM_HOSTS to your domain, such as news.example.")
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        problems.append(
            "Static files are not collected: run “manage.py collectstatic --no-input” with the secret key set."
        )
    problems += object_storage.problems(settings.OBJECT_STORAGE)
    problems += site.problems(settings.SITE_DIR)
    if database := health.database_problem():
        problems.append(database)
    elif not Publication.objects.exists():
        problems.append("There is no publication yet: run “manage.py start”.")
    elif Publication.objects.filter(is_demo=True).exists():
        problems.append("This database holds the demo, whose passwords are known: give your publication its own.")
    return problems
