"""A service of the web on loopback, for tests: it keeps what it is told and answers as it is bid."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebService(ThreadingHTTPServer):
    """``told`` holds (path, content type, body) of every message; ``status`` is what it answers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told, self.status, self.on_message = [], 204, lambda: None
        self.url = f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        self.server.told.append((self.path, self.headers["Content-Type"], body))
        self.server.on_message()
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *args):
        """Keep the tests' output to themselves."""


@contextmanager
def web_service():
    """Run a service for a while."""
    server = WebService()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
