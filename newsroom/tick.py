"""Work that follows by itself, without a second process: a thread in every web process goes round and does it.

A room registers what is to be done when its app is ready. Each piece of work must be safe to be done by several
processes at once, do a little at a time, and return whether there is more of it.
"""

import logging
import os
import signal
import threading
import time

from django.db import close_old_connections

logger = logging.getLogger(__name__)
SECONDS = 20
# A round takes seconds; one that takes minutes hangs.
TOO_LONG = 120
_work = []
_awake = threading.Event()
_threads = {}
_began = {}


def register(work):
    """Have a callable called every round, without arguments."""
    if work not in _work:
        _work.append(work)


def wake():
    """Have the next round begin now."""
    _awake.set()


def start():
    """Go round in this process, and in what is forked from it, until it ends."""
    global _awake
    if os.getpid() in _threads:
        return
    _awake = threading.Event()  # A fork may have inherited it held.
    if not _threads and hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=start)
    thread = threading.Thread(target=_go_round, name="tick", daemon=True)
    _threads[os.getpid()] = thread
    blocked = _signals(signal.valid_signals())  # The thread inherits it: signals are the main thread's.
    try:
        thread.start()
    finally:
        _signals(blocked, "SIG_SETMASK")


def is_stuck():
    """Say whether this process should go round and has not for minutes; not so where it was never started."""
    began = _began.get(os.getpid())
    return began is not None and time.monotonic() - began > TOO_LONG


def run_once():
    """Do one round, and return whether there is more to do; what fails is logged and holds nothing else back."""
    close_old_connections()
    is_more = False
    for work in _work:
        try:
            is_more = bool(work()) or is_more
        except Exception:
            logger.exception("%s failed and is tried again in the next round.", getattr(work, "__qualname__", work))
    close_old_connections()
    return is_more


def _go_round():
    while True:
        _began[os.getpid()] = time.monotonic()
        if not run_once():
            _awake.wait(SECONDS)
        _awake.clear()


def _signals(which, how="SIG_BLOCK"):
    """Set which signals this thread leaves to others, and return which it did; systems without that have none."""
    if not hasattr(signal, "pthread_sigmask"):
        return set()
    return signal.pthread_sigmask(getattr(signal, how), which)
