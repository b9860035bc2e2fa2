"""A gateway that is a real server on this machine, and somebody with announced dates."""

import json
import threading
import time
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from masohi.faces.notify.reader import gather
from masohi.work.calendars.actions import tell_person
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Session
from tests import cast


class Gateway:
    """What it was sent, by key; `answers` are taken one after the other, then every message is taken in."""

    def __init__(self):
        self.requests, self.answers, self.delivered = [], [], {}
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateway.requests.append((dict(self.headers), body))
                status, answer, wait = gateway.answers.pop(0) if gateway.answers else (200, None, 0)
                if status == 200 and answer is None:  # a gateway that keeps its word: one key, one message
                    gateway.delivered.setdefault(body["key"], body)
                    answer = json.dumps({"id": f"gw-{body['key']}"}).encode()
                time.sleep(wait)
                with suppress(OSError):  # nobody may have waited for the answer
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(answer or b"")

            def log_message(self, *args):
                """Say nothing on the screen."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/kirim"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def gateway(settings):
    made = Gateway()
    settings.GATEWAY_URL, settings.GATEWAY_TOKEN, settings.GATEWAY_SECRET = made.url, "rahasia-gerbang", "rahasia-lapor"
    yield made
    made.close()


@pytest.fixture
def announced(people, planned):
    """Everything that is planned is announced on the Monday of the cast."""
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    return list(Appointment.objects.order_by("starts_at"))


@pytest.fixture
def told(announced, people):
    """The person was told all dates by the PK, so that only reminders are left to send."""
    tell_person(order=announced[0].order, way="wa", by=people.pk, at=cast.AT)
    gather(by=people.system, at=cast.AT)
    return announced


@pytest.fixture
def first(announced):
    """The first date, and the moment in the morning of the day before."""
    row = announced[0]
    return row, row.starts_at.replace(hour=23, minute=0) - timedelta(days=2)


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_HOST = "surel.example"
