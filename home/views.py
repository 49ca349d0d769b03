"""Files that readers fetch."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from home.media import is_public, may_fetch
from home.models import KennisbankRendition


@require_safe
def rendition(request: HttpRequest, path: str) -> Any:
    """A size of an image, to anyone when a visible page shows it, else only to those who may see that page."""
    found = get_object_or_404(KennisbankRendition.objects.select_related("image"), file=path)
    public = is_public(found.image)
    if not public and not may_fetch(found.image, request):
        raise Http404
    etag = f'"{found.pk}-{found.image.file_hash}"'
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    response = answer or FileResponse(found.file.open("rb"))
    response["ETag"] = etag
    # Asked again each time, for an image goes when its last visible page goes; unchanged it costs a 304.
    patch_cache_control(response, no_cache=True, **{"public" if public else "private": True})
    return response
