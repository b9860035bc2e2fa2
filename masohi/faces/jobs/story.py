"""The story of the cooperation as data: agreements, commitments with proofs, meetings, money. Read from one file.

A date is written as a day ("2026-02-09") or as days from the day of loading ("+45", "-10"): what the press told has a
day, what is an example moves with the reader.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from masohi.faces.jobs.sample import Sample
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisation_called, villages
from masohi.supply.agreements.actions import add_scan, add_signatory, register_agreement, set_clauses
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import agreement_numbered
from masohi.supply.budget.actions import enter_line, enter_payment, plan_money
from masohi.supply.commitments.actions import give_proof, make_commitment
from masohi.supply.commitments.models import Commitment
from masohi.supply.meetings.actions import record_meeting, settle_action
from masohi.supply.results.actions import add_result, release_result
from masohi.supply.sites.actions import change_site
from masohi.supply.sites.queries import all_sites
from masohi.supply.understanding.actions import set_staff
from masohi.supply.voices.actions import answer_complaint, answer_nomination, send_complaint, send_nomination
from masohi.writing.indonesian import WIT

FOLDER = Path(__file__).resolve().parents[3] / "samples"
STORY = FOLDER / "kerja-sama-ambon.json"


class Teller:
    """Tells one story through the deeds that the pages call; knows what it has told by the ids of the file."""

    def __init__(self, sample: Sample, system: User, at: datetime) -> None:
        self.by, self.second, self.officers = sample.bureau, sample.second_officer, sample.officers
        self.system, self.at = system, at
        self.today = at.astimezone(WIT).date()
        self.agreements: dict[str, Agreement] = {}
        self.commitments: dict[str, Commitment] = {}
        self.resting: list[tuple[str, list[str]]] = []

    def day(self, text: str) -> date:
        """The day meant by an ISO date or by days from today."""
        return self.today + timedelta(days=int(text)) if text[0] in "+-" else date.fromisoformat(text)

    def past(self, text: str, *, since: date) -> date:
        """A day that has come, not before `since`: an example moves, and must not move too far."""
        return min(max(self.day(text), since), self.today)

    def agreement(self, told: dict[str, Any]) -> None:
        """One agreement with its signatories, clauses and the sites that rest on it."""
        made = register_agreement(
            kind=told["kind"],
            number=told.get("number", ""),
            second_number=told.get("second_number", ""),
            family=told["family"],
            state=told.get("state", "ditandatangani"),
            title=told["title"],
            purpose=told["purpose"],
            parties=[_office(name) for name in told["parties"]],
            umbrella=self.agreements.get(told.get("umbrella", "")),
            signed_on=self.day(told["signed_on"]) if "signed_on" in told else None,
            signed_where=told.get("signed_where", ""),
            begins_on=self.day(told["begins_on"]),
            ends_on=self.day(told["ends_on"]),
            source=told["source"],
            by=self.by,
            at=self.at,
        )
        self.agreements[told["id"]] = made
        self.resting.append((told["id"], told.get("sites_of", [])))
        for signer in told.get("signatories", []):
            given = signer | {"organisation": _office(signer["organisation"])}
            if "power_date" in given:
                given["power_date"] = self.day(given["power_date"])
            add_signatory(agreement=made, **given, by=self.by, at=self.at)
        if "scan" in told:
            content = (FOLDER / told["scan"]).read_bytes()
            add_scan(agreement=made, name=told["scan"], content=content, note="Contoh", by=self.by, at=self.at)
        if told.get("clauses"):
            set_clauses(agreement=made, places=told["clauses"], by=self.by, at=self.at)

    def commitment(self, told: dict[str, Any]) -> None:
        """One commitment and its proofs."""
        made = make_commitment(
            agreement=self.agreements[told["agreement"]],
            owner=_office(told["owner"]),
            starts_on=self.day(told["starts_on"]),
            due_on=self.day(told["due_on"]),
            **{key: told[key] for key in ("kind", "what", "quantity", "unit", "article", "measure") if key in told},
            source="Contoh, disusun dari berita",
            by=self.by,
            at=self.at,
        )
        self.commitments[told["id"]] = made
        for proof in told.get("proofs", []):
            name = proof.get("file")
            give_proof(
                commitment=made,
                kind=proof["kind"],
                amount=proof["amount"],
                day=self.past(proof["day"], since=made.agreement.begins_on),
                note=proof["note"],
                file=(name, (FOLDER / name).read_bytes()) if name else None,
                by=self.by,
                at=self.at,
            )

    def meeting(self, told: dict[str, Any]) -> None:
        """One meeting; what the file says is done is settled."""
        actions = [
            {
                "what": one["what"],
                "owner": _office(one["owner"]),
                "due_on": self.day(one["due_on"]),
                "commitment": self.commitments.get(one.get("commitment", "")),
            }
            for one in told["actions"]
        ]
        meeting = record_meeting(
            kind=told["kind"],
            title=told["title"],
            held_on=self.day(told["held_on"]),
            place=told["place"],
            participants=[_office(name) for name in told["participants"]],
            notes=told["notes"],
            decisions=told["decisions"],
            actions=actions,
            by=self.by,
            at=self.at,
        )
        done = {one["what"]: one["done"] for one in told["actions"] if "done" in one}
        for action in meeting.actions.all():
            if action.what in done:
                settle_action(action=action, note=done[action.what], file=None, by=self.by, at=self.at)

    def money(self, told: dict[str, Any]) -> None:
        """One budget line of this year with its plan and payments."""
        given = {key: told[key] for key in ("source", "code", "name", "ceiling", "document")}
        line = enter_line(year=self.today.year, owner=_office(told["owner"]), **given, by=self.by, at=self.at)
        for plan in told["plans"]:
            plan_money(
                line=line,
                commitment=self.commitments[plan["commitment"]],
                planned=plan["planned"],
                by=self.by,
                at=self.at,
            )
        for paid in told["payments"]:
            enter_payment(
                line=line,
                commitment=self.commitments[paid["commitment"]],
                rupiah=paid["rupiah"],
                paid_on=self.past(paid["paid_on"], since=date(self.today.year, 1, 1)),
                document=paid["document"],
                by=self.by,
                at=self.at,
            )

    def sites(self) -> None:
        """Let the sites of the offices named rest on their agreements too; what a site rests on already stays."""
        for site in all_sites():
            on = [self.agreements[key] for key, hosts in self.resting if site.host.short_name in hosts]
            if on:
                on += site.agreements.all()
                change_site(site=site, edition=site.edition, agreements=on, by=self.system, at=self.at)

    def result(self, told: dict[str, Any]) -> None:
        """Finished work with its two drawn pictures, added by one officer and released by another."""
        site = next(site for site in all_sites() if site.name.startswith(told["site"]))
        before, after = ((FOLDER / f"{told['picture']}-{when}.jpg").read_bytes() for when in ("sebelum", "sesudah"))
        given = {key: told[key] for key in ("caption", "quantity", "unit")}
        day = self.day(told["day"])
        made = add_result(
            site=site, day=day, **given, before=before, after=after, by=self.officers[told["host"]], at=self.at
        )
        release_result(result=made, by=self.second, at=self.at)

    def voice(self, told: dict[str, Any]) -> None:
        """A nomination of a citizen, and the answer where there is one."""
        place = next(village for village in villages() if village.code == told["village"])
        sent = send_nomination(place=told["place"], village=place, why=told["why"], by=self.system, at=self.at)
        if "answer" in told:
            given = {"state": told["state"], "answer": told["answer"]}
            answer_nomination(nomination=sent, seen=sent.state, **given, by=self.by, at=self.at)

    def complaint(self, told: dict[str, Any]) -> None:
        """A complaint and its answer."""
        sent = send_complaint(topic=told["topic"], text=told["text"], by=self.system, at=self.at)
        answer_complaint(complaint=sent, answer=told["answer"], by=self.by, at=self.at)

    def staff(self, told: dict[str, int]) -> None:
        """How many people work in each office."""
        for name, people in told.items():
            day = date(self.today.year, 1, 1)
            set_staff(
                organisation=_office(name), valid_from=day, people=people, source="Contoh", by=self.by, at=self.at
            )


def _office(name: str) -> Organisation:
    found = organisation_called(name)
    if found is None:
        raise LookupError(f"reference data without {name}")
    return found


def tell(sample: Sample, system: User, at: datetime, story: Path = STORY) -> None:
    """Load the story; nothing where its first agreement is there already. Sites must be there before."""
    told = json.loads(story.read_text(encoding="utf-8"))
    if agreement_numbered(told["agreements"][0]["number"]) is not None:
        return
    teller = Teller(sample, system, at)
    parts = {
        "agreements": teller.agreement,
        "commitments": teller.commitment,
        "meetings": teller.meeting,
        "budget": teller.money,
    }
    for key, one in parts.items():
        for part in told[key]:
            one(part)
    teller.sites()
    for key, one in (("results", teller.result), ("voices", teller.voice), ("complaints", teller.complaint)):
        for part in told[key]:
            one(part)
    teller.staff(told["staff"])
