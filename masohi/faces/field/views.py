"""The shell of the field app. It holds nobody's data: names come later, signed for, and are kept shut on the phone."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from masohi.faces.field.assets import WORKER, bundle, kind_of
from masohi.faces.staff_device import mark_staff_device

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types masohi",
    ]
)
PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=()"
FOREVER = "public, max-age=31536000, immutable"
View = Callable[..., HttpResponse]


def field(view: View) -> View:
    """Headers of the app: our own files only, camera and place for this page alone, and which version it is."""

    @wraps(view)
    def answer(request: HttpRequest, **names: Any) -> HttpResponse:
        response = view(request, **names)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["X-Masohi-Versi"] = bundle().version
        return response

    return answer


@require_safe
@never_cache
@field
def shell(request: HttpRequest) -> HttpResponse:
    """One page for everything: which screen it shows is decided on the phone."""
    files = bundle()
    page = HttpResponse(render_to_string("field/lapangan.html", {"base": files.base, "modules": files.modules}))
    if request.path == reverse("field-pair"):
        mark_staff_device(page)  # a beneficiary's PIN typed into this phone will be noticed
    return page


@require_safe
@never_cache
@field
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with its version and its files written in front."""
    files = bundle()
    head = (
        f'import {{ kirimSemua }} from "{files.base}field/kirim.js";\n'
        f"const VERSI = {json.dumps(files.version)};\nconst ASET = {json.dumps(files.shell)};\n"
    )
    response = HttpResponse(head.encode() + files.files[WORKER], content_type=kind_of(WORKER))
    response.headers["Service-Worker-Allowed"] = "/lapangan"
    return response


@require_safe
@field
def asset(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """A file of this version; of any other, none: an old page has its own files with it."""
    files = bundle()
    if version != files.version or name not in files.files:
        raise Http404
    response = HttpResponse(files.files[name], content_type=kind_of(name))
    response.headers["Cache-Control"] = FOREVER
    return response


@require_safe
@field
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the app among its icons."""
    base = bundle().base
    icons = [
        {"src": f"{base}field/ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    known = {
        "id": "/lapangan",
        "name": "Masohi Lapangan",
        "short_name": "Lapangan",
        "lang": "id",
        "start_url": "/lapangan",
        "scope": "/lapangan",
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#FFFFFF",
        "theme_color": "#05262C",
        "icons": icons,
    }
    return JsonResponse(known, content_type="application/manifest+json")
