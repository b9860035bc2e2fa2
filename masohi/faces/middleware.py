"""What every answer carries, and how a refused deed is told."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from masohi.faces.staff_device import has_staff_mark, mark_staff_device

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def strict_headers(get_response: Answer) -> Answer:
    """Nothing but our own files runs on our pages; a page with a session is kept by no cache and marks the browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
            if not has_staff_mark(request):
                mark_staff_device(response)
        return response

    return answer


def no_nul(get_response: Answer) -> Answer:
    """Answer 400 to a question or form that holds NUL: no keyboard makes it, and no database stores it in a text."""

    def answer(request: HttpRequest) -> HttpResponse:
        sent = [request.GET, request.POST] if request.method == "POST" else [request.GET]
        values = (text for data in sent for name, texts in data.lists() for text in (name, *texts))
        if any("\0" in text for text in (request.path, *values)):
            raise BadRequest("NUL")
        return get_response(request)

    return answer


def language_by_choice(get_response: Answer) -> Answer:
    """Indonesian until somebody asks for English; what a browser was installed with is nobody's choice."""

    def answer(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


class HideRefused(MiddlewareMixin):
    """A deed that the person may not do answers like a page that is not there: the address gives nothing away."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """404 for PermissionDenied; everything else takes its own way."""
        if isinstance(exception, PermissionDenied):
            return HttpResponse(render_to_string("404.html", {}, request), status=404)
        return None
