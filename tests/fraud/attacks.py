"""The 57 attacks: what is done, what is expected (B blocked, D flagged, N not detectable), and the mutant of its guard.

A mutant is a list of (name, what stands there instead): with it in place the same attack goes through.
"""

from types import SimpleNamespace
from typing import NamedTuple

from masohi.supply.sites.models import Site
from masohi.work.patterns import facts as patterns
from masohi.work.signs import facts as signs


class Attack(NamedTuple):
    kind: str
    says: str
    mutant: list = []


def deaf(name):
    """The rules of a session without one of them."""
    return [("masohi.work.signs.facts.RULES", tuple(rule for rule in signs.RULES if rule.__name__ != name))]


def blind(name):
    """The rules of a month without one of them."""
    return [("masohi.work.patterns.facts.RULES", tuple(rule for rule in patterns.RULES if rule.__name__ != name))]


def nothing(*_, **__):
    return []


def yes(*_, **__):
    return True


def no_fault(*_, **__):
    return ""


def never_mind(*_, **__):
    return None


def as_it_came(data):
    """Keep a photo as it was sent, whatever travels in it."""
    return data, "0" * 16


def every_interval(known):
    return [[one.worked] for one in known]


def every_site(day):
    return Site.objects.all()


WIDE = SimpleNamespace
TREE, HEADS = "masohi.ledger.heads.actions.disagreement", "masohi.ledger.heads.queries"
FIELD, FOLD = "masohi.work.fieldwork", "masohi.work.fieldreports"
LAX_CLOCK = [(f"{FIELD}.facts.CLOCK_SLACK", 10**9)]

ATTACKS = {
    "F01": Attack("D", "card lent: one person on record at two sites at once", deaf("two_places")),
    "F02": Attack("N", "a photo of a printed photo: nothing but a visit finds it"),
    "F03": Attack("B", "photo from the gallery", [(f"{FIELD}.actions.redraw", as_it_came)]),
    "F04": Attack(
        "B",
        "the same photo file twice",
        [("masohi.work.signs.queries.counted_pictures", lambda own, older: len(own)), *deaf("used_pictures")],
    ),
    "F05": Attack(
        "D", "the same photo, recompressed and cropped by 5 %", [("masohi.work.signs.facts.NEAR_PICTURE", -1)]
    ),
    "F06": Attack("D", "a ghost: more heads than people", deaf("heads_and_names")),
    "F07": Attack("D", "eight flat hours every day", blind("flat_hours")),
    "F08": Attack("B", "leaves after check-in: no end, no minutes"),
    "F09": Attack(
        "B",
        "everybody recorded at home after the shift",
        [(f"{FIELD}.facts._doubt_in_session", no_fault), *deaf("at_once")],
    ),
    "F10": Attack("D", "fake place: identical coordinates", blind("same_coordinates")),
    "F11": Attack("D", "the phone may not read its place", deaf("no_place")),
    "F12": Attack(
        "B", "one supervisor, two phones at once", [("masohi.parties.devices.actions._one_phone_only", never_mind)]
    ),
    "F13": Attack("D", "two sites at an impossible speed", blind("too_fast")),
    "F14": Attack("B", "paid twice for one hour at two sites", [("masohi.law.credit._disjoint", every_interval)]),
    "F15": Attack("D", "at work while sick elsewhere", deaf("should_be_elsewhere")),
    "F16": Attack("D", "the count in the middle is not answered", deaf("no_spot_check")),
    "F17": Attack("B", "more than 480 minutes a day", [("masohi.law.credit.Walk.limits", lambda *_: (10**6, 10**6))]),
    "F18": Attack("B", "more than the sentence"),
    "F19": Attack("B", "work after the last day", [("masohi.work.placement.actions._outside_term", lambda *_: False)]),
    "F20": Attack(
        "B", "work before the order to execute", [("masohi.work.placement.actions._outside_term", lambda *_: False)]
    ),
    "F21": Attack(
        "B",
        "a session on a day on which the site is shut",
        [("masohi.work.placement.facts.Closure", WIDE(objects=WIDE(all=list)))],
    ),
    "F22": Attack(
        "B", "attendance in the future", [("masohi.work.attendance.facts.kuhp_85_sessions.times_in_order", never_mind)]
    ),
    "F23": Attack(
        "B", "an end on another day than the session", [("masohi.work.attendance.actions.checked", never_mind)]
    ),
    "F24": Attack(
        "B",
        "a break longer than the work",
        [("masohi.work.attendance.facts.kuhp_85_sessions.times_in_order", never_mind)],
    ),
    "F25": Attack(
        "B",
        "a child as an adult",
        [("masohi.cases.orders.actions._refusal", never_mind)],
    ),
    "F26": Attack("B", "minutes of the way there and back", []),
    "F27": Attack("D", "phone clock three hours back", LAX_CLOCK),
    "F28": Attack("D", "the clock jumps during the session", LAX_CLOCK),
    "F29": Attack(
        "D", "reboot to hide", [("masohi.writing.phone_notes.Note.estimated_at", lambda note: note.claimed_at)]
    ),
    "F30": Attack(
        "B", "signed yesterday for a session of today", [(f"{FIELD}.actions.ticket_of", lambda *_: "0" * 32)]
    ),
    "F31": Attack("B", "held back for eight days", [(f"{FOLD}.facts.LATE_AFTER", 10**9)]),
    "F32": Attack("B", "the same push again", [(f"{FIELD}.actions.stored_bodies", lambda *_: {})]),
    "F33": Attack("B", "a copied entry with a new name", [(f"{FIELD}.actions.fault_of", no_fault)]),
    "F34": Attack("B", "bytes changed on the phone", [(f"{FIELD}.facts.signed", yes)]),
    "F35": Attack("B", "an entry left out in the middle", [(f"{FIELD}.actions.fault_of", no_fault)]),
    "F36": Attack("B", "a cloned phone", [(f"{FIELD}.actions.fault_of", no_fault)]),
    "F37": Attack("B", "a stolen phone that was revoked", [(f"{FIELD}.actions.DeviceState", WIDE(ACTIVE="dicabut"))]),
    "F38": Attack("B", "another key", [("masohi.faces.field.signed.signed", yes), (f"{FIELD}.facts.signed", yes)]),
    "F39": Attack("B", "a browser session instead of a signature", [("masohi.faces.field.signed.signed", yes)]),
    "F40": Attack("B", "an app that is no longer used", [(f"{FIELD}.facts.MIN_APP", 0)]),
    "F41": Attack("D", "an administrator changes a row", [("masohi.work.completion.queries.SEALED", ())]),
    "F42": Attack(
        "D",
        "an administrator rewrites everything",
        [(f"{HEADS}._true", yes), (f"{HEADS}.signing.read_state", never_mind)],
    ),
    "F43": Attack("B", "an old backup erases a week", [(TREE, no_fault)]),
    "F44": Attack("B", "another history for the court", [(TREE, no_fault)]),
    "F45": Attack("D", "a photo file swapped", [("masohi.work.invariants.queries.archive.fetch", yes)]),
    "F46": Attack("B", "the own record accepted", [("masohi.work.attendance.actions.distinct", nothing)]),
    "F47": Attack("D", "always the same two officers", blind("always_the_same_two")),
    "F48": Attack("D", "corrections just before the end", blind("many_corrections")),
    "F49": Attack("D", "a role given and used on one day", blind("used_at_once")),
    "F50": Attack("B", "acceptance by a foreign page"),
    "F51": Attack(
        "B",
        "a site that nobody has declared, or whose agreement has ended",
        [("masohi.work.placement.facts.placeable_sites", every_site), *deaf("wrong_place")],
    ),
    "F52": Attack(
        "B",
        "a beneficiary registered and confirmed by one office",
        [("masohi.supply.beneficiaries.actions.of_one_office", lambda *_: False)],
    ),
    "F53": Attack("D", "the beneficiary's PIN on the officer's device", deaf("borrowed_phone")),
    "F54": Attack("B", "a sale that names a session", [("masohi.work.invariants.queries.TRADE", ())]),
    "F55": Attack("B", "a letter with an edited code", []),
    "F56": Attack("B", "a certificate with an open flag", [("masohi.work.completion.actions.open_questions", nothing)]),
    "F57": Attack(
        "B",
        "browsing other offices' files",
        [("masohi.cases.orders.models.Orders.visible_to", lambda self, user: self)],
    ),
}
IN_THE_TEST = {"F08", "F18", "F26", "F50", "F55"}
"""Their mutants need something of the test itself (a setting, a fold, a code) and stand there."""
