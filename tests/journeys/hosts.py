"""Someone else's site: pages on another origin, served for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

GUIDE = (Path(__file__).parent.parent.parent / "docs" / "embedding.md").read_text(encoding="utf-8")
# The script that the guide gives to webmasters, and what the page heard, kept for the test.
LISTENER = f"""
<script>
  window.heard = [];
  addEventListener("message", function (event) {{ window.heard.push(event.data); }});
  {GUIDE.partition("```js")[2].partition("```")[0]}
</script>
"""


@contextmanager
def host(html: str, address: str = "127.0.0.1", policy: str = "") -> Iterator[str]:
    """Serve one page at every path of a new origin; gives its address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            body = f"<!DOCTYPE html><title>Intranet</title>{html}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer((address, 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{address}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
