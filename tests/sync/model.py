"""The rules of SYNC-1 for a server, in memory and without Django: small enough to be read whole and to be broken.

`Rules` switches each rule off by itself, for the mutants.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field

ZERO = "0" * 64


@dataclass
class Rules:
    """Every rule is on; a mutant is a server with one or several off."""

    number_once: bool = True  # what lies under a number up to the cursor is known, and not stored again
    unique_number: bool = True  # the table holds a phone and number once
    unique_event: bool = True  # the table holds a name once
    same_bytes: bool = True  # known means: the very same bytes
    gap: bool = True  # an entry follows on the cursor
    chain: bool = True  # an entry names the digest of the one before it
    cursor_with_rows: bool = True  # the cursor moves in the transaction that stores the rows
    honest_cursor: bool = True  # the answer's cursor is what is stored, not what was sent


@dataclass
class Shelf:
    """What the server holds of one phone."""

    rows: list = field(default_factory=list)  # (dseq, body)
    cursor: int = 0
    rivals: list = field(default_factory=list)
    state: str = "aktif"

    def copy(self):
        return Shelf(list(self.rows), self.cursor, list(self.rivals), self.state)


class MemoryServer:
    """Answers pushes as the real server does; `crash` drops what one push has done before it was committed."""

    def __init__(self, rules=None):
        self.rules, self.shelves, self.epoch = rules or Rules(), {}, 1

    def send(self, method, path, body, headers, *, crash=False):
        """As `through(client)`: (status, answer)."""
        device = headers["Authorization"].split(" ")[1]
        if path.endswith("/bekal"):
            return 200, self._answer(device, []) | {"sessions": [], "lessons": []}
        try:
            said = json.loads(body)
            batch = [base64.b64decode(one["bytes"]) for one in said["entries"]]
        except (ValueError, KeyError, binascii.Error):
            return 400, {"error": "form"}
        before = self.backup()
        results, rival = self._receive(self._shelf(device), said["from_dseq"], batch)
        if crash:
            moved = {name: one.cursor for name, one in self.shelves.items()}
            self.shelves = before
            if not self.rules.cursor_with_rows:
                self._shelf(device).cursor = moved[device]
            return 0, {}
        if rival:
            return 409, {"error": "equivocation", "dseq": rival}
        answer = self._answer(device, results)
        if not self.rules.honest_cursor:
            answer["cursor"] = max(answer["cursor"], said["from_dseq"] + len(batch) - 1)
            answer["last"] = hashlib.sha256(batch[-1]).hexdigest() if batch else answer["last"]
        return 200, answer

    def _shelf(self, device):
        return self.shelves.setdefault(device, Shelf())

    def _receive(self, shelf, first, batch):
        results = []
        for dseq, body in enumerate(batch, start=first):
            fault = self._fault(shelf, dseq, body)
            if fault == "equivocation":
                shelf.rivals.append(body)
                shelf.state = "karantina"
                return results, dseq
            results.append({"dseq": dseq, "status": "tolak" if fault not in {"", "known"} else "baru", "code": fault})
            if fault not in {"", "known"}:
                break
            if not fault:
                shelf.rows.append((dseq, body))
                shelf.cursor = max(shelf.cursor, dseq)
        return results, None

    def _fault(self, shelf, dseq, body):
        stored = dict(shelf.rows)
        if self.rules.number_once and dseq <= shelf.cursor and dseq in stored:
            return "known" if stored[dseq] == body or not self.rules.same_bytes else "equivocation"
        if self.rules.gap and dseq > shelf.cursor + 1:
            return "gap"
        note = json.loads(body)
        last = hashlib.sha256(stored[shelf.cursor]).hexdigest() if shelf.cursor in stored else ZERO
        if self.rules.chain and dseq == shelf.cursor + 1 and note["prev"] != last:
            return "equivocation" if shelf.cursor else "chain"
        if self.rules.unique_number and dseq in stored:
            return "known"
        names = {json.loads(one)["event"] for _, one in shelf.rows}
        return "known" if self.rules.unique_event and note["event"] in names else ""

    def _answer(self, device, results):
        shelf = self._shelf(device)
        stored = dict(shelf.rows)
        last = hashlib.sha256(stored[shelf.cursor]).hexdigest() if shelf.cursor in stored else ZERO
        root = base64.b64encode(bytes(32)).decode()
        return {
            "cursor": shelf.cursor,
            "last": last,
            "epoch": self.epoch,
            "results": results,
            "checkpoint": f"uji/{self.epoch}\n{sum(len(one.rows) for one in self.shelves.values())}\n{root}\n\n",
            "server_time": "2026-10-05T23:00:00.000Z",
        }

    # -- what the machine asks ------------------------------------------------------------------
    def rows(self, device):
        """[(dseq, body)] as stored, in order."""
        return sorted(self._shelf(device).rows, key=lambda row: row[0])

    def quarantined(self, device):
        return self._shelf(device).state == "karantina"

    def credited(self):
        """(session, device) of every `end` that counts; the same one twice would be credited twice."""
        rows = [(device, body) for device, shelf in self.shelves.items() for _, body in shelf.rows]
        return [(json.loads(body)["session"], device) for device, body in rows if b'"type":"end"' in body]

    def backup(self):
        return {device: shelf.copy() for device, shelf in self.shelves.items()}

    def restore(self, kept):
        """The server is back at an older state; its epoch is a new one."""
        self.shelves, self.epoch = {device: shelf.copy() for device, shelf in kept.items()}, self.epoch + 1
