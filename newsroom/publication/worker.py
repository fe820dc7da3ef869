"""The application as a Granian worker loads it.

A terminal sends Ctrl-C to the workers and to their parent, which then ends them itself: a worker that has had both
signals hangs. So the workers leave Ctrl-C to the parent.
"""

import signal

from newsroom.wsgi import application

__all__ = ["application"]

if hasattr(signal, "pthread_sigmask"):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
