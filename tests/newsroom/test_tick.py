import os
import subprocess
import sys
import threading
import time

import pytest

from newsroom import tick
from newsroom.media.operations.rendering import render_next


@pytest.fixture
def work(monkeypatch):
    """The work of this test alone."""
    monkeypatch.setattr(tick, "_work", [])
    return tick._work


@pytest.mark.django_db
def test_round_does_all_there_is(work):
    done = []
    tick.register(lambda: done.append(1))
    tick.register(lambda: done.append(2))
    assert (tick.run_once(), done) == (False, [1, 2])


@pytest.mark.django_db
def test_one_failure_holds_nothing_else_back(work, caplog):
    tick.register(lambda: 1 / 0)
    tick.register(lambda: True)
    assert tick.run_once() is True
    assert "failed and is tried again" in caplog.text and "ZeroDivisionError" in caplog.text


def test_same_work_is_registered_once(work):
    for _ in "ab":
        tick.register(len)
    assert work == [len]


def test_pictures_are_drained():
    assert render_next in tick._work


def test_tests_run_without_a_tick():
    assert not [thread for thread in threading.enumerate() if thread.name == "tick"]


def lines_of(script, tmp_path):
    environment = os.environ | {"NEWSROOM_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()


def test_web_process_goes_round_and_leaves_signals_to_the_main_thread(tmp_path):
    script = """
import signal, threading
import newsroom.wsgi
from newsroom import tick
print(*(thread.name for thread in threading.enumerate() if thread.daemon))
print(len(signal.pthread_sigmask(signal.SIG_BLOCK, [])))
done = threading.Event()
tick.register(done.set)
tick.wake()
print(done.wait(30))
"""
    assert lines_of(script, tmp_path) == ["tick", "0", "True"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="This system does not fork")
def test_forked_process_goes_round_too(tmp_path):
    script = """
import os, threading, warnings
import newsroom.wsgi
warnings.simplefilter("ignore")
if child := os.fork():
    os.waitpid(child, 0)
else:
    print([thread.name for thread in threading.enumerate() if thread.daemon], flush=True)
    os._exit(0)
"""
    assert lines_of(script, tmp_path) == ["['tick']"]


def test_clock_that_hangs_is_said(monkeypatch):
    assert not tick.is_stuck()
    monkeypatch.setitem(tick._began, os.getpid(), time.monotonic() - tick.TOO_LONG + 10)
    assert not tick.is_stuck()
    monkeypatch.setitem(tick._began, os.getpid(), time.monotonic() - tick.TOO_LONG - 1)
    assert tick.is_stuck()


@pytest.mark.parametrize("command", ["check", "makemigrations --check"])
def test_command_starts_no_tick(tmp_path, command):
    script = f"""
import threading
import django
django.setup()
from django.core.management import call_command
call_command(*{command.split()!r}, verbosity=0)
print([thread.name for thread in threading.enumerate()])
"""
    assert lines_of(script, tmp_path)[-1] == "['MainThread']"
