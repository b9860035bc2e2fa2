"""A city as arrays of numbers: who must work how long, which sessions exist, what is taken. Built once, read a lot.

Lengths are whole *units* (an hour, or half an hour where the calendar has half hours); moments are minutes from
midnight of day 0, which is a Monday; days and weeks count from there. A *group* is the stretch in which a person's
hours are capped: the calendar week, or thirty days where the verdict counts so.
"""

from typing import Any, NamedTuple

import numpy as np

Array = Any
NEVER = 1e15
"""The cost of what is not possible."""

MAN, WOMAN, CHILD = 0, 1, 2


class Town(NamedTuple):
    """What no search changes. Prefixes: o_ opening, q_ pool, p_ person, g_ group, c_ candidate, f_ fixed."""

    unit: int  # minutes
    days: int
    cells: int
    ratio_adult: int
    ratio_child: int
    law24: int  # minutes in any 24 hours, over everything
    risk_block: int  # units
    w_unplaced: float  # a unit
    w_risk: float  # an hour
    w_irregular: float
    w_supervisor: float
    w_unfinished: float
    o_day: Array
    o_site: Array
    o_start: Array
    o_places: Array
    o_pool: Array
    o_cell: Array
    o_separated: Array
    o_sited: Array  # index of (site, day)
    o_seat: Array  # first seat of the opening in State.seats
    q_cap: Array
    q_first: Array
    q_openings: Array
    p_need: Array
    p_least: Array  # shortest block
    p_cap24: Array  # minutes of this order in any 24 hours
    p_kind: Array
    p_absence: Array
    p_weekly: Array  # hours a week that can be made up
    p_deadline_week: Array
    p_told: Array  # what it costs to keep none of the announced blocks
    p_pinned: Array  # units pinned
    p_last_pinned: Array  # week, -1 none
    p_group: Array  # first group, P + 1
    p_candidate: Array  # first candidate, P + 1
    p_fixed: Array  # first fixed block, P + 1
    p_block: Array  # room for the plan, P + 1
    p_rival: Array  # first rival, P + 1
    g_cap: Array
    g_days: Array
    g_force: Array
    g_week: Array
    c_opening: Array
    c_most: Array  # units
    c_cost: Array
    c_travel: Array
    c_cap: Array  # units left on that day
    c_group: Array
    c_clash: Array  # which slots of this site and day overlap this one: bit 0 is the first of them
    c_site: Array
    c_cell: Array
    c_site_end: Array  # first candidate after this site and day
    c_day_end: Array
    f_start: Array
    f_minutes: Array
    f_own: Array
    f_site: Array
    f_opening: Array
    f_week: Array
    rivals: Array

    @property
    def people(self) -> int:
        """How many orders."""
        return len(self.p_need)


class State(NamedTuple):
    """What is taken now, and by whom."""

    count: Array  # persons, by opening
    women: Array
    children: Array  # by (site, day)
    adults: Array
    used: Array  # supervisors, by pool
    seats: Array  # person, by seat
    planned: Array  # blocks, by person
    opening: Array  # by room of the person
    units: Array
    cost: Array  # by person, without supervisors
    price: Array  # by opening


class Desk(NamedTuple):
    """Room to work in, one for each thread."""

    value: Array  # by candidate of one person: what a place costs
    travel: Array
    most: Array  # units it may last in this try
    cap: Array  # units of its day
    day: Array  # day of the person x units of the day
    day_at: Array  # first candidate of the day
    group_day: Array  # first day of the group
    week: Array  # group x units
    best: Array  # group x units of the order
    ahead: Array  # units of the order
    steps: Array  # day of group x days worked x units
    cell_extra: Array
    site_extra: Array
    cell_count: Array
    site_count: Array
    stamp: Array  # by (site, day)
    now: Array  # [stamp]
    hurt: Array  # [1 when a try has shortened or forbidden sessions]
    blink: Array  # [chance that a session is overlooked in this try]
    out_opening: Array
    out_units: Array
    try_opening: Array
    try_units: Array
    dice: Array


def fresh_state(town: Town) -> State:
    """Nobody is placed."""
    openings, people = len(town.o_day), town.people
    sited = int(town.o_sited.max()) + 1 if openings else 1
    rooms = int(town.p_block[-1])
    return State(
        count=np.zeros(openings, np.int32),
        women=np.zeros(openings, np.int32),
        children=np.zeros(sited, np.int32),
        adults=np.zeros(sited, np.int32),
        used=np.zeros(max(1, len(town.q_cap)), np.int32),
        seats=np.full(int(town.o_places.sum()) + 1, -1, np.int32),
        planned=np.zeros(people, np.int32),
        opening=np.full(rooms + 1, -1, np.int32),
        units=np.zeros(rooms + 1, np.int32),
        cost=np.zeros(people),
        price=np.zeros(openings),
    )


def fresh_desk(town: Town, seed: int) -> Desk:
    """An empty desk; `seed` decides every die."""
    candidates = int(np.diff(town.p_candidate).max(initial=1)) + 1
    groups = int(np.diff(town.p_group).max(initial=1)) + 1
    need, week = int(town.p_need.max(initial=1)) + 1, int(town.g_cap.max(initial=1)) + 1
    day = int(town.c_cap.max(initial=1)) + 1
    blocks = int(np.diff(town.p_block).max(initial=1)) + 1
    sites = int(town.o_site.max(initial=0)) + 1
    return Desk(
        value=np.zeros(candidates),
        travel=np.zeros(candidates),
        most=np.zeros(candidates, np.int32),
        cap=np.zeros(candidates, np.int32),
        day=np.zeros((town.days + 2, day)),
        day_at=np.zeros(town.days + 2, np.int32),
        group_day=np.zeros(groups + 1, np.int32),
        week=np.zeros((groups, week)),
        best=np.zeros((groups, need)),
        ahead=np.zeros(need),
        steps=np.zeros((32, 32, week)),
        cell_extra=np.zeros(town.cells),
        site_extra=np.zeros(sites),
        cell_count=np.zeros(town.cells, np.int32),
        site_count=np.zeros(sites, np.int32),
        stamp=np.zeros(int(town.o_sited.max(initial=0)) + 1, np.int32),
        now=np.zeros(1, np.int32),
        hurt=np.zeros(1, np.int32),
        blink=np.zeros(1),
        out_opening=np.zeros(blocks, np.int32),
        out_units=np.zeros(blocks, np.int32),
        try_opening=np.zeros(blocks, np.int32),
        try_units=np.zeros(blocks, np.int32),
        dice=np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) & 0xFFFFFFFFFFFFFFFF], np.uint64),
    )
