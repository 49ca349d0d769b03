"""Where the search page tells what was asked and whether a result was opened."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.asked import recording
from search.asked.guard import may_count

QUESTION, EVENT = "q", "event"
EVENTS = {"asked": recording.asked, "opened": recording.opened}


# Without a token, because a page that all readers share can hold none: the request carries no authority (no user, no
# session), can do nothing but add one to a count that any visit adds to, and another site's pages are refused.
@csrf_exempt
@never_cache
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count an event of the search page; the answer is the same whether it was counted or not."""
    if may_count(request):
        record = EVENTS.get(request.POST.get(EVENT, ""))
        if record is not None:
            record(request.POST.get(QUESTION, ""), get_language() or "")
    return HttpResponse(status=204)
