"""Breach files of the simulated year: the PK writes and sends what is fair, the jaksa decides after a week."""

from datetime import date, timedelta

from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.year.town import Town
from masohi.parties.accounts.models import User
from masohi.work.enforcement.breach.actions import Decision, decide_file, open_file, send_file, write_file
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.queries import consequences, files_to_decide, verdict_minutes
from masohi.work.enforcement.breach.terms import OUTCOMES, Outcome
from masohi.work.enforcement.queries import open_steps
from masohi.work.enforcement.terms import StepKind
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

READING = timedelta(days=7)
NO_CONSEQUENCE = 0.3
"""Share of files after which the jaksa sees no reason for a consequence; an assumption."""


def report(town: Town, day: date) -> tuple[int, int]:
    """Draw up files whose turn has come and send those that are fair; returns sent and held back by fairness."""
    sent = held = 0
    for pk in town.officers:
        for step in list(open_steps(pk).filter(order__pk_officer=pk, kind=StepKind.REPORT)):
            file = open_file(order=step.order, by=pk, at=moment(day, 9))
            write_file(
                file=file,
                pk_statement="Sudah dipanggil dan dikunjungi",
                person_statement="Saya bekerja di kebun",
                person_refused="",
                by=pk,
                at=moment(day, 9, 30),
            )
            done = _send(file, pk, day)
            sent, held = sent + done, held + (not done)
    return sent, held


def _send(file: BreachFile, pk: User, day: date) -> bool:
    try:
        send_file(file=file, by=pk, at=moment(day, 10))
    except Refused:
        return False  # a session without proof that the person was told: the program holds it back
    return True


def decide(town: Town, day: date) -> int:
    """The jaksa decides what has lain for a week, as the verdict allows; returns decisions."""
    made = 0
    for file in list(files_to_decide(town.prosecutor)):
        if file.sent_at is None or file.sent_at.astimezone(WIT).date() + READING > day:
            continue
        dice = town.luck("akibat", file.order.case_number, day)
        outcome = Outcome.NONE if dice.random() < NO_CONSEQUENCE else OUTCOMES[consequences(file.order)[0]]
        amounts = {
            Outcome.REPEAT: min(verdict_minutes(file.order), max(60, file.order.open_minutes)),
            Outcome.PRISON: 10,
            Outcome.FINE: 1_000_000,
        }
        decision = Decision(
            outcome=outcome,
            document=f"PUTUSAN-{file.pk}/{day.year}",
            document_on=day,
            amount=amounts.get(outcome, 0),
            until=day + timedelta(days=120) if outcome == Outcome.REPEAT else None,
        )
        decide_file(file=file, decision=decision, by=town.prosecutor, at=moment(day, 14))
        made += 1
    return made
