"""Origins that may frame us: strictly checked, because each of them ends up in a header."""

import re

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 255
MAX_PORT = 65_535
HTTPS_PORT = 443
# A wildcard below fewer labels would admit everybody under a top level: https://*.nl
LEAST_LABELS_BELOW_WILDCARD = 2
SHAPE = re.compile(r"https://(?P<wild>\*\.)?(?P<host>[^\s/?#@:*\\;,'\"<>]+)(?::(?P<port>[1-9][0-9]{0,4}))?")
LOCAL = re.compile(r"http://(?:localhost|127\.0\.0\.1):(?:\*|[1-9][0-9]{0,4})")


def clean_origin(value: str, *, allow_local: bool = False) -> str:
    """An origin as it may stand in `frame-ancestors`: https, a host in lower case and ASCII, and a port if it has one.

    `*.` is allowed as the leftmost label only. With `allow_local` also http on this machine, on any port, for a desk.
    Raises ValidationError for everything else: no path, no user, no other scheme, nothing that ends a header.
    """
    if allow_local and LOCAL.fullmatch(value):
        return value
    found = SHAPE.fullmatch(value) if len(value) <= MAX_LENGTH else None
    if found is None:
        raise ValidationError(
            _("An origin looks like https://intranet.example.nl: https, a host, no path."), code="shape"
        )
    host = _ascii_host(found["host"])
    if host.count(".") + 1 < LEAST_LABELS_BELOW_WILDCARD:
        raise ValidationError(_("Name a full host, such as intranet.example.nl."), code="host")
    return f"https://{found['wild'] or ''}{host}{_port(found['port'])}"


def _ascii_host(host: str) -> str:
    """The host as browsers compare it: punycode in lower case. No numeric address: CSP does not match them."""
    try:
        labels = idna.encode(host, uts46=True, std3_rules=True).decode("ascii").split(".")
    except (idna.IDNAError, UnicodeError) as error:
        raise ValidationError(_("This host name does not exist in the internet's rules."), code="host") from error
    if not all(labels) or labels[-1].isdigit():
        raise ValidationError(_("Name a host, not a number."), code="host")
    return ".".join(labels)


def _port(port: str | None) -> str:
    if port is None or int(port) == HTTPS_PORT:
        return ""
    if int(port) > MAX_PORT:
        raise ValidationError(_("A port is a number up to 65535."), code="port")
    return f":{port}"
