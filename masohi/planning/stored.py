"""What a plan keeps of the planner's words as JSON, and the way back. The key of an opening is "slot@2026-02-09"."""

from datetime import date, datetime
from typing import Any

from masohi.planning.terms import Answer, Block, Mend, Reason, Refusal


def stored_reason(reason: Reason) -> dict[str, Any]:
    """A reason of the planner as JSON: its code and values."""
    values = {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in reason.values.items()}
    extra = {k: getattr(reason, k) for k in ("site", "opening", "gains", "closes") if hasattr(reason, k)}
    return {"code": reason.code, "values": values, **extra}


def stored_block(block: Block) -> dict[str, Any]:
    """A block as a plan stores it: slot, day, start (UTC), minutes, reasons."""
    slot, day = block.opening.split("@")
    return {
        "slot": int(slot),
        "site": int(block.site),
        "day": day,
        "start": block.start.isoformat(),
        "minutes": block.minutes,
        "reasons": [stored_reason(r) for r in block.reasons],
    }


def stored_answer(answer: Answer) -> dict[str, Any]:
    """The planner's answer about one order as a plan stores it."""
    return {
        "sessions": answer.sessions,
        "spare_sessions": answer.spare_sessions,
        "thin": answer.thin,
        "reasons": [stored_reason(r) for r in answer.reasons],
        "refusals": [stored_reason(r) for r in answer.refusals],
        "mends": [stored_reason(m) for m in answer.mends],
    }


def block_of(stored: dict[str, Any], need: str) -> Block:
    """The planner's block again, for the check before acceptance."""
    return Block(
        need=need,
        opening=f"{stored['slot']}@{stored['day']}",
        site=str(stored["site"]),
        start=datetime.fromisoformat(stored["start"]),
        minutes=stored["minutes"],
    )


def reason_of(stored: dict[str, Any]) -> Reason:
    """A reason as the planner gave it, from what a plan stores."""
    values = {
        name: date.fromisoformat(value) if name in {"date", "deadline"} else value
        for name, value in stored["values"].items()
    }
    if "gains" in stored:
        return Mend(stored["code"], values, gains=stored["gains"], closes=stored["closes"])
    if "site" in stored:
        return Refusal(stored["code"], values, site=stored["site"], opening=stored["opening"])
    return Reason(stored["code"], values)
