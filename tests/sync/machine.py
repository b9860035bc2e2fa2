"""Phones, a bad network and a server, as one state machine. The server is given: in memory, or the real code.

What must hold after every step is in `check`; what must hold once everything has calmed down is in `teardown`.
"""

import copy
import hashlib
import json
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.phone import Phone

FATES = ["ok", "ok", "ok", "request_lost", "answer_lost", "twice", "late_request", "late_answer", "cut", "crash"]
ZERO = "0" * 64
WHO = st.integers(0, 11)


@lru_cache(maxsize=100_000)
def said_in(body):
    """(type, session, event, prev, digest) of an entry."""
    note = json.loads(body)
    return note["type"], note["session"], note["event"], note["prev"], hashlib.sha256(body).hexdigest()


class Sync(RuleBasedStateMachine):
    """`start()` gives the server, the phones (honest ones, each with a code) and the codes of sessions to write about."""

    start = staticmethod(lambda: None)
    most_backups = 3

    def __init__(self):
        super().__init__()
        self.server, self.phones, self.sessions = self.start()
        self.cloned = set()
        self.requests, self.answers, self.backups = [], [], []
        self.heard = {}

    # -- what people and networks do --------------------------------------------------------------
    @rule(who=WHO, many=st.integers(1, 4))
    def record(self, who, many):
        """A supervisor works on, with or without signal."""
        phone = self._one(who)
        for _ in range(many):
            self._write(phone)

    def _write(self, phone):
        mine = [said_in(body)[:2] for body, _ in phone.written]
        over = {session for kind, session in mine if kind == "end"}
        begun = {session for kind, session in mine if kind == "start"} - over
        session = min(begun) if begun else next((one for one in self.sessions if one not in over), self.sessions[0])
        if session in over:
            phone.write("photo", session, {"when": "sesudah"})
        elif session not in begun:
            phone.write("start", session, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
        elif len(phone.written) % 3:
            phone.write("end", session, {"heads": 1, "ended": 780, "rest": 0})
        else:
            phone.write("spot", session, {"heads": 1, "asked": 600})

    @rule(who=WHO, fate=st.sampled_from(FATES), most=st.integers(1, 4))
    def push(self, who, fate, most):
        """A phone tries to send; the network does as it likes."""
        phone = self._one(who)
        phone.push(lambda *request: self._fare(phone, fate, request), most)
        self._listen(phone)

    def _fare(self, phone, fate, request):
        method, path, body, headers = request
        if fate == "request_lost":
            return 0, {}
        if fate == "late_request":
            self.requests.append(request)
            return 0, {}
        if fate == "cut":
            return self.server.send(method, path, body[: len(body) // 2], headers)
        if fate == "crash":
            return self.server.send(*request, crash=True)
        answer = self.server.send(*request)
        if fate == "twice":
            answer = self.server.send(*request)
        if fate == "late_answer":
            self.answers.append((phone, *answer))
        return answer if fate in {"ok", "twice"} else (0, {})

    @precondition(lambda self: self.requests)
    @rule(which=WHO)
    def late_request_arrives(self, which):
        self.server.send(*self.requests.pop(which % len(self.requests)))

    @precondition(lambda self: self.answers)
    @rule(which=WHO)
    def late_answer_arrives(self, which):
        phone, status, said = self.answers.pop(which % len(self.answers))
        if status == 200:
            phone.push(lambda *_: (status, said))

    @rule(who=WHO)
    def pull(self, who):
        phone = self._one(who)
        sessions = phone.sessions
        phone.pull(self.server.send)
        phone.sessions = phone.sessions or sessions
        self._listen(phone)

    @precondition(lambda self: len(self.backups) < self.most_backups)
    @rule()
    def backup(self):
        self.backups.append(self.server.backup())

    @precondition(lambda self: self.backups)
    @rule()
    def restore(self):
        """The server's disk is gone; the newest copy is put back. Requests on their way may still arrive."""
        self.server.restore(self.backups[-1])

    @precondition(lambda self: not self.cloned)
    @rule(who=WHO)
    def clone(self, who):
        """Somebody copies a phone, key and all; both go on."""
        phone = self._one(who)
        twin = copy.copy(phone)
        twin.written, twin.events = list(phone.written), list(phone.events)
        self.phones.append(twin)
        self.cloned.add(phone.code)

    def _one(self, who):
        return self.phones[who % len(self.phones)]

    def _listen(self, phone):
        self.heard[id(phone)] = max(self.heard.get(id(phone), 0), phone.epoch)

    # -- what must hold ---------------------------------------------------------------------------
    @invariant()
    def check(self):
        for code in {phone.code for phone in self.phones}:
            rows = self.server.rows(code)
            bodies = [body for _, body in rows]
            assert [dseq for dseq, _ in rows] == list(range(1, len(rows) + 1)), "contiguous, each number once"
            read = [said_in(body) for body in bodies]
            assert len({event for _, _, event, _, _ in read}) == len(bodies), "no entry twice"
            digests = [ZERO, *(digest for *_, digest in read)]
            assert [prev for *_, prev, _ in read] == digests[:-1], "one chain"
            for phone in self.phones:
                if phone.code == code:
                    self._believes(phone, bodies)
        credited = self.server.credited()
        assert len(credited) == len(set(credited)), "credited once"

    def _believes(self, phone, bodies):
        """What a phone takes for durable is durable, byte for byte; unless a restore is still news to it."""
        assert self.heard.get(id(phone), 0) <= phone.epoch, "an answer of an older life was believed"
        if phone.epoch == self.server.epoch:
            mine = [body for body, _ in phone.written[: phone.acked]]
            assert mine == bodies[: phone.acked], "acked and not stored"

    def teardown(self):
        """The network is good again: nothing that was written is lost."""
        for phone in self.phones:
            self._calm(phone)
        self.check()
        for code in {phone.code for phone in self.phones}:
            branches = [[body for body, _ in phone.written] for phone in self.phones if phone.code == code]
            stored = [body for _, body in self.server.rows(code)]
            assert stored in branches, "at rest the server holds what the phone holds"
            if any(branch[: len(stored)] != stored[: len(branch)] for branch in branches):
                assert self.server.quarantined(code), "two different phones with one key, and nobody was told"

    def _calm(self, phone):
        for _ in range(60):
            phone.pull(self.server.send)
            if phone.acked == len(phone.written) and phone.epoch == self.server.epoch:
                return
            if phone.rivalled:
                phone.acked, phone.rivalled = 0, False
                phone.push(self.server.send)
                return
            phone.push(self.server.send)
        assert self.server.quarantined(phone.code), "the phone never gets rid of its entries"


def phones(codes):
    """Honest phones, in use, that have once had signal."""
    anchor = {"size": 0, "root": ZERO, "time": "2026-10-05T23:00:00.000Z", "mono_ms": 0}
    made = [Phone(code=code) for code in codes]
    for phone in made:
        phone.anchor = anchor | {"boot": phone.boot}
    return made
