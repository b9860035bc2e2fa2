"""An office made of a few lines, between the phone and the server: it answers as SYNC-1 says, or as a test wants."""

import base64
import hashlib
import json
import re
import time
from datetime import datetime, timedelta, timezone

from masohi.ledger.tree import Tree, consistency_proof

WIT = timezone(timedelta(hours=9))
NAMES = [
    "Abdul W. O.",
    "Daniel N.",
    "Frans M.",
    "Hasan L.",
    "Ismail T.",
    "La O. K.",
    "Markus S.",
    "Rahmat T.",
    "Samuel L.",
    "Yosias P.",
]
DAY = datetime(2026, 10, 7, 8, 0, tzinfo=WIT)


def text_of(moment):
    """A moment as the API writes it."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def sitting(code="SESI01", starts=DAY, count=10, **more):
    """A session of five hours as `bekal` carries it."""
    ends = starts + timedelta(hours=5)
    people = [
        {"appointment": n + 1, "name": name, "starts": 480, "minutes": 300, "card": f"KARTU{n:03}", "note": ""}
        for n, name in enumerate(NAMES[:count])
    ]
    known = {"code": code, "site": "Pantai Namalatu", "day": starts.date().isoformat(), "ticket": "t" * 32}
    known |= {"starts_at": text_of(starts), "ends_at": text_of(ends), "spot": None, "state": "terjadwal"}
    return known | {"phone": "0812-4800-1234", "people": people} | more


class FalseOffice:
    """`entries` by number, `photos` by hash, `asked` = every request; `say` overrides an answer: path -> (status, data)."""

    def __init__(self, *sessions, at=DAY - timedelta(minutes=5)):
        self.sessions = list(sessions) or [sitting()]
        self.begun, self.at = time.monotonic(), at
        self.epoch, self.tree, self.nodes = 1, Tree(), {}
        self.entries, self.photos, self.asked, self.say = {}, {}, [], {}
        self.active, self.grow_to, self.head, self.down = True, 3, None, False
        self.last = ""  # digest of the entry at the cursor, where the office tells it

    def serve(self, handset):
        """Stand between this phone and the server."""
        handset.office = self
        handset.context.route(re.compile("/lapangan/api/"), self.answer)
        return self

    @property
    def now(self):
        return self.at + timedelta(seconds=time.monotonic() - self.begun)

    @property
    def cursor(self):
        """Highest number without a gap before it."""
        number = 0
        while number + 1 in self.entries:
            number += 1
        return number

    def grow(self, leaf):
        """One more entry in the log."""
        size = self.tree.size
        for level, node in enumerate(self.tree.add(leaf)):
            self.nodes[level, (size + 1 >> level) - 1] = node

    def log(self, seen):
        """Epoch, checkpoint and the proof that it goes on from `seen`."""
        while self.tree.size < self.grow_to:
            self.grow(b"other %d" % self.tree.size)
        size, root = self.head or (self.tree.size, self.tree.root())
        note = f"masohi.ambon.go.id/ledger/{self.epoch}\n{size}\n{base64.b64encode(root).decode()}\n\n— x y\n"
        proof = consistency_proof(seen, size, lambda level, index: self.nodes[level, index]) if 0 < seen <= size else []
        return {
            "epoch": self.epoch,
            "checkpoint": note,
            "consistency": [base64.b64encode(one).decode() for one in proof],
        }

    def answer(self, route):
        """One request of the phone."""
        if self.down:  # what a route answers would reach a phone without network too
            return route.abort("internetdisconnected")
        request = route.request
        path, _, query = request.url.split("/lapangan/api/")[1].partition("?")
        body = request.post_data_buffer or b""
        self.asked.append((request.method, path, request.headers, body))
        override = self.say.get(path.split("/")[0])
        status, data, headers = (
            override(self, request) if override else self.usual(request.method, path, query, body, request)
        )
        headers = headers | {"content-type": "application/json"}
        route.fulfill(
            status=status, headers=headers, body=json.dumps(data | {"v": 1, "server_time": text_of(self.now)})
        )

    def usual(self, method, path, query, body, request):
        if path == "pasang":
            return 201, {"device": "HP0001", "state": "waiting", "check": "0000"}, {}
        if path == "bekal":
            return self.bekal(int(query.removeprefix("seen=") or 0))
        if path == "kirim":
            return self.take(json.loads(body))
        return self.photo(method, path.split("/")[1], body, request.headers)

    def bekal(self, seen):
        if not self.active:
            return 403, {"error": "waiting"}, {}
        known = {"device": "HP0001", "name": "Budi P.", "state": "active", "cursor": self.cursor, "min_app": 1}
        return 200, known | {"sessions": self.sessions} | self.log(seen), {}

    def take(self, said):
        results = []
        for number, one in enumerate(said["entries"], said["from_dseq"]):
            new = number not in self.entries
            self.entries[number] = (base64.b64decode(one["bytes"]), base64.b64decode(one["sig"]))
            if new:
                self.grow(self.entries[number][0])
            results.append({"dseq": number, "status": "baru" if new else "sudah", "code": "", "message": ""})
        cursor = self.cursor
        told = {"cursor": cursor, "expected_dseq": cursor + 1, "results": results, "last": self.last}
        return 200, told | self.log(said["seen"]), {}

    def photo(self, method, sha, body, headers):
        if not any(sha.encode() in one for one, _ in self.entries.values()):
            return 404, {}, {}
        kept = self.photos.setdefault(sha, b"")
        if method == "PATCH":
            if int(headers["upload-offset"]) != len(kept):
                return 409, {}, {"Upload-Offset": str(len(kept))}
            kept = self.photos[sha] = kept + body
            if len(kept) == int(headers["upload-length"]) and hashlib.sha256(kept).hexdigest() != sha:
                self.photos[sha] = b""
                return 422, {"error": "hash"}, {}
        return 204 if method == "PATCH" else 200, {}, {"Upload-Offset": str(len(kept))}

    def types(self):
        """What arrived, in order."""
        return [json.loads(body)["type"] for _, (body, _) in sorted(self.entries.items())]
