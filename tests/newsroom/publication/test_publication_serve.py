"""The production server: what it refuses to start without, and that it starts and stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factories.publication import make_publication
from newsroom.publication import server

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def production(settings, tmp_path):
    settings.PRODUCTION = True
    settings.ALLOWED_HOSTS = ["tidewater.example"]
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return settings


@pytest.mark.django_db
def test_serve_names_everything_that_is_missing(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(CommandError) as refused:
        call_command("serve")
    sentences = str(refused.value).splitlines()
    remedies = ["NEWSROOM_SECRET_KEY", "NEWSROOM_HOSTS", "manage.py collectstatic", "manage.py start"]
    assert all(remedy in sentence for remedy, sentence in zip(remedies, sentences, strict=True))


@pytest.mark.django_db
def test_nothing_is_missing_where_everything_is_set(production):
    make_publication()
    assert server.missing_for_production() == []


@pytest.mark.django_db
def test_serve_refuses_a_port_in_use(production, taken_port):
    make_publication()
    with pytest.raises(CommandError, match=f"^Port {taken_port} is in use. Choose another with --port"):
        call_command("serve", port=taken_port)


@pytest.mark.django_db
def test_serve_refuses_no_workers():
    with pytest.raises(CommandError, match="At least one worker"):
        call_command("serve", workers=0)


@pytest.mark.parametrize(("port", "words"), [(0, "no port 0"), (70000, "no port 70000")])
def test_port_out_of_range_is_refused(port, words):
    with pytest.raises(server.CannotServe, match=words):
        server.check_port("127.0.0.1", port)


def test_host_that_is_not_here_is_refused():
    with pytest.raises(server.CannotServe, match="Check --host and --port"):
        server.check_port("192.0.2.1", 8000)


def test_loopback_refuses_a_port_in_use(taken_port):
    with pytest.raises(server.CannotServe, match="is in use"):
        server.serve_loopback(taken_port)


def answer_of(port):
    """Return the status of /healthz once the server listens."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status
        except OSError:
            time.sleep(0.1)
    return None


def test_server_starts_within_a_command_and_stops_on_ctrl_c(tmp_path, free_port):
    code = f"from newsroom.publication.server import serve_loopback; serve_loopback({free_port})"
    environment = os.environ | {"NEWSROOM_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"}
    run = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*run, "migrate", "-v0"], env=environment, cwd=ROOT, check=True)
    process = subprocess.Popen(
        [*run, "shell", "-v0", "-c", code], env=environment, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE
    )
    try:
        assert answer_of(free_port) == 200
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=15)
    finally:
        process.kill()
    assert (process.returncode, complaints) == (0, b"")


def test_worker_leaves_ctrl_c_to_its_parent():
    code = (
        "import signal; from newsroom.publication import worker; "
        "print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "True\n"
