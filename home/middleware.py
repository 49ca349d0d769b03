"""What every request passes: clean input, its language, caching for the public, former addresses."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import md5
from urllib.parse import urlencode

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from wagtail.models import Site

from home import former_paths
from home.visibility import one_reading

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/admin/"
FILES = (settings.MEDIA_URL, "/documents/")
HTTP_NOT_FOUND = 404
HTTP_OK = 200
HTTP_GONE = 410


class CleanRequestMiddleware:
    """Refuses what no browser sends and no database stores: a NUL in the address."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """400 for a NUL in path or query, else the site's answer."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(_("This address cannot be read."))
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """The language of the address for readers; for editors the site's own, until they choose another."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the request."""
        if request.path_info.startswith(ADMIN_PREFIX):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
            return
        language = translation.get_language_from_path(request.path_info) or self._wished(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    @staticmethod
    def _wished(request: HttpRequest) -> str:
        """The reader's language by her browser alone: a public answer never depends on a cookie."""
        for wish, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
            if check_for_language(wish):
                with suppress(LookupError):
                    return get_supported_language_variant(wish)
        return settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response with its language, and `Vary` where the reader's wish decided it.

        A view that names the language itself took it from its own address: that answer is the same for every reader.
        """
        if response.has_header("Content-Language") or request.path_info.startswith(FILES):
            return response
        answer = super().process_response(request, response)
        kept = [name for name in answer.get("Vary", "").split(", ") if name and name.lower() != "cookie"]
        del answer["Vary"]
        if kept:
            answer["Vary"] = ", ".join(kept)
        return answer


class PublicCacheMiddleware:
    """Makes public pages cacheable by all, and nobody else's.

    A page that read no session gets `public, no-cache` and an ETag of its content, so that corrections show at once
    and an unchanged page costs a 304; a request with a session cookie gets `private, no-store`. Views that set
    their own Cache-Control keep it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The site's answer with its caching headers."""
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or request.path_info.startswith(ADMIN_PREFIX):
            return response
        if self._is_personal(request, response):
            patch_cache_control(response, private=True, no_store=True)
            return response
        if "Cache-Control" not in response:
            patch_cache_control(response, public=True, no_cache=True)
        return self._conditional(request, response)

    @staticmethod
    def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
        session = getattr(request, "session", None)
        return bool(
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or response.cookies
            or (session is not None and session.accessed)
        )

    @staticmethod
    def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != HTTP_OK or response.streaming:
            return response
        if "ETag" not in response:
            response["ETag"] = quote_etag(md5(response.content, usedforsecurity=False).hexdigest())
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        if answer is None or answer is response:
            return response
        # A browser replaces the headers it stored by those of a 304: an unchanged frame would else get the policy
        # of a page that nobody may frame.
        for name, value in response.items():
            if name not in answer and name not in {"Content-Length", "Content-Type"}:
                answer[name] = value
        return answer


class OneReadingMiddleware:
    """Reads the restrictions once for a request that changes nothing: a page asks for them at each of its lists."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The site's answer."""
        if request.method not in {"GET", "HEAD"} or request.path_info.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        with one_reading():
            return self.get_response(request)


class FormerAddressMiddleware:
    """Answers an address that is not found with where its page is now, or with 410 when it is gone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The site's answer, or a redirect in place of a 404."""
        response = self.get_response(request)
        if response.status_code != HTTP_NOT_FOUND or request.method not in {"GET", "HEAD"}:
            return response
        if request.path_info.startswith((ADMIN_PREFIX, settings.STATIC_URL, settings.MEDIA_URL)):
            return response
        return self._elsewhere(request) or response

    @staticmethod
    def _elsewhere(request: HttpRequest) -> HttpResponse | None:
        site = Site.find_for_request(request)
        if site is None:
            return None
        try:
            found = former_paths.resolve(site, request.path_info)
        except former_paths.Gone:
            return render(request, "410.html", status=HTTP_GONE)
        if found is None:
            return None
        url = found.page.get_url(request) if found.page else found.file_url
        if not url:  # a page outside every site has no address
            return None
        query = request.META.get("QUERY_STRING", "")
        if found.missing_language:
            query = urlencode({"missing": found.missing_language})
        target = f"{url}?{query}" if query else url
        return HttpResponsePermanentRedirect(target) if found.permanent else HttpResponseRedirect(target)
