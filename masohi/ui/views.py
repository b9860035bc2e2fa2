"""The one view of the kit: remember on this device how pages look."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from masohi.ui.context import MODE_COOKIE, MODES

ONE_YEAR = 365 * 24 * 3600  # seconds


@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Store the posted `mode` in a cookie and go back to `next`; an unknown mode means: let the device decide.

    The cookie holds no personal data and is read by a module in the page, so it is not HttpOnly.
    """
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    mode = request.POST.get("mode", "")
    if mode in MODES:
        response.set_cookie(MODE_COOKIE, mode, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(MODE_COOKIE, samesite="Lax")
    return response
