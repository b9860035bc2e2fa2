"""R18, R19: the rules of the sync as a state machine; every rule that is switched off is missed."""

import hashlib

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.phone import ZERO, Phone
from tests.sync.machine import Sync, phones
from tests.sync.model import MemoryServer, Rules

CODES = ["HPAAAA", "HPBBBB", "HPCCCC"]
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def machine(rules=None, kind=None):
    """A machine over the server in memory; `kind` makes another sort of phone out of an honest one."""

    def start():
        made = phones(CODES)
        for phone in made:
            phone.__class__ = kind or Phone
        return MemoryServer(rules), made, ["SESI01", "SESI02", "SESI03"]

    return type("Memory", (Sync,), {"start": staticmethod(start)})


def run(made, examples, steps, phases=(Phase.generate,)):
    plan = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=QUIET,
        phases=phases,
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(made, settings=plan)


def test_the_rules_hold(figure):
    run(machine(), 500, 50)
    figure("R18", "500 x 50 steps in memory, 0 failures")


class Forgetful(Phone):
    """Takes what the server once said for true for ever: a lower cursor is no news."""

    def _learn(self, said):
        believed = self.acked
        super()._learn(said)
        self.acked = max(self.acked, believed)


class Ageless(Phone):
    """Believes answers of an earlier life of the server."""

    def _learn(self, said):
        self.epoch = min(self.epoch, said["epoch"])
        super()._learn(said)


class Trusting(Phone):
    """Takes every result for a receipt, and does not look at the cursor."""

    def _learn(self, said):
        believed = self.acked
        super()._learn(said)
        self.acked = max([believed, *(one["dseq"] for one in said["results"])])


class Incurious(Phone):
    """Does not compare the entry at the server's cursor with its own."""

    def knows(self, cursor, last):
        return cursor <= len(self.written)


MUTANTS = {
    "a lower cursor is ignored": (None, Forgetful),
    "answers of an older epoch are believed": (None, Ageless),
    "results are trusted without the cursor": (None, Trusting),
    "everything sent is acknowledged": (Rules(honest_cursor=False), None),
    "what lies under a number is not compared": (Rules(number_once=False), None),
    "gaps are taken": (Rules(gap=False), None),
    "no rule against duplicates": (Rules(number_once=False, unique_number=False, unique_event=False), None),
    "other bytes under a known number are taken for known": (Rules(same_bytes=False), Incurious),
    "the chain is not looked at": (Rules(chain=False), Incurious),
    "the cursor moves before the commit": (Rules(cursor_with_rows=False), Incurious),
}
HIDDEN = {
    "a number may be stored twice": Rules(unique_number=False),
    "a name may be stored twice": Rules(unique_event=False),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_rule_that_is_switched_off_is_missed(name):
    rules, kind = MUTANTS[name]
    with pytest.raises(AssertionError):
        run(machine(rules, kind), 600, 50)


@pytest.mark.parametrize("name", HIDDEN)
def test_each_rule_against_duplicates_is_enough_alone(name):
    """Others stand behind each: the machine cannot see it missing (test_layers tests each at its own place)."""
    run(machine(HIDDEN[name]), 60, 40)


def test_figure_of_the_mutants(figure):
    figure("R19", f"{len(MUTANTS)} mutants of the model, all killed; {len(HIDDEN)} hidden ones at their own layer")


def test_a_phone_knows_its_own_entry():
    phone = phones(["HPAAAA"])[0]
    assert phone.knows(0, ZERO)
    assert not phone.knows(1, ZERO)
    body = phone.write("photo", "SESI01", {"when": "sebelum"})
    assert phone.knows(1, hashlib.sha256(body).hexdigest())
    assert not phone.knows(1, ZERO)
