"""Headers of static files."""

from wsgiref.headers import Headers


def static_headers(headers: Headers, path: str, url: str) -> None:
    """Let frames on other sites load style and script: browsers refuse them to a sandboxed frame otherwise."""
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
