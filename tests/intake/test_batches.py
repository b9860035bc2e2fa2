"""An upload: kept sealed, checked piece by piece, mended, saved once, taken back within a day."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.intake import actions
from masohi.cases.intake.models import Batch, BatchRow
from masohi.cases.intake.queries import batch_called, ready_rows, register_table, row_numbered
from masohi.cases.intake.terms import LONGEST, BatchState
from masohi.cases.orders.actions import assign_officers
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.people.models import Person
from masohi.ledger.queries import verify
from masohi.parties.accounts.models import Membership, User
from masohi.writing.refusals import Conflict, Refused
from tests.cast import AT
from tests.intake import sheets_made as made

DAY = timedelta(days=1)
NIK_MALE = "8171090105900001"


def staged(people, *rows, by=None, at=AT, check=True, headings=made.HEADINGS):
    content = made.csv(rows, headings=headings)
    by = by or people.clerk
    batch = actions.stage_register(table=register_table(content), content=content, file_name="daftar.csv", by=by, at=at)
    return actions.check_rows(batch=batch, by=by, at=at) if check else batch


def problems(batch, number):
    return [(p.column, p.rule) for p in row_numbered(batch, number).problems if p.blocks]


def test_nothing_is_in_the_register_before_it_is_saved(people):
    batch = staged(people, made.row(1), made.row(2, Jam="300"))
    assert (batch.state, batch.total, batch.ready, batch.refused) == (BatchState.READY, 2, 1, 1)
    assert Order.objects.count() == Person.objects.count() == 0
    assert problems(batch, 3) == [("hours", "KS-05")]


def test_saving_takes_ready_rows_and_leaves_the_others(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1), made.row(2, Jam="300")), by=people.clerk, at=AT)
    assert (batch.state, batch.taken, batch.ready, batch.refused) == (BatchState.COMMITTED, 1, 0, 1)
    order = Order.objects.get()
    assert (order.case_number, order.minutes, order.court) == ("1/Pid.B/2026/PN Amb", 3600, people.court)
    assert Sentence.objects.get().minutes_a_day == 240
    assert verify().ok


def test_a_second_save_finds_nothing_to_do(people):
    batch = staged(people, made.row(1))
    actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    with pytest.raises(Conflict):
        actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert Order.objects.count() == 1


def test_the_same_waiting_file_is_kept_once_and_a_saved_one_adds_nothing(people):
    first = staged(people, made.row(1))
    assert staged(people, made.row(1)) == first
    actions.commit_batch(batch=first, by=people.clerk, at=AT)
    again = staged(people, made.row(1))
    assert again != first
    assert problems(again, 2) == [("case_number", "ID-04")]


def test_rows_are_checked_in_pieces_and_twins_across_pieces_are_seen(people):
    batch = staged(people, made.row(1), made.row(2), made.row(1), check=False)
    seen = []
    while batch.state == BatchState.CHECKING:
        batch = actions.check_rows(batch=batch, by=people.clerk, at=AT, most=1)
        seen.append(batch.checked)
    assert seen == [1, 2, 3, 3]
    assert problems(batch, 4) == [("case_number", "ID-04")]
    assert "Baris 2" in row_numbered(batch, 4).problems[0].message


def test_one_nik_under_two_names_is_refused(people):
    headings = [*made.HEADINGS, "NIK"]
    rows = [made.row(n, NIK=NIK_MALE) | {"Alasan NIK": ""} for n in (1, 2)]
    batch = staged(people, *rows, headings=headings)
    assert (problems(batch, 2), problems(batch, 3)) == ([], [("nik", "ID-01")])
    actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    other = staged(people, made.row(5, NIK=NIK_MALE), headings=headings)
    assert problems(other, 2) == [("nik", "ID-01")]


def test_two_cases_of_one_person_join_by_the_nik(people):
    headings = [*made.HEADINGS, "NIK"]
    name = made.row(1)["Nama"]
    batch = staged(people, made.row(1, NIK=NIK_MALE), made.row(2, NIK=NIK_MALE, Nama=name), headings=headings)
    actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert (Order.objects.count(), Person.objects.count()) == (2, 1)


def test_a_namesake_in_the_register_is_only_a_warning(people):
    actions.commit_batch(batch=staged(people, made.row(1)), by=people.clerk, at=AT)
    batch = staged(people, made.row(2, Nama=made.row(1)["Nama"]))
    row = row_numbered(batch, 2)
    assert (row.refused, row.warned) == (False, True)
    assert ("name", "ID-04", "warn") in [(p.column, p.rule, str(p.level)) for p in row.problems]


def test_a_mended_row_is_judged_again_and_frees_its_twin(people):
    batch = staged(people, made.row(1, Jam="300"), made.row(1))
    assert problems(batch, 3) == [("case_number", "ID-04")]
    row = row_numbered(batch, 2)
    actions.correct_row(row=row, cells={"hours": "60", "case_number": "9/Pid.B/2026/PN Amb"}, by=people.clerk, at=AT)
    batch = actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert (batch.taken, batch.refused) == (2, 0)


def test_a_mended_row_that_is_still_wrong_stays(people):
    batch = staged(people, made.row(1, Jam="300"))
    row = actions.correct_row(row=row_numbered(batch, 2), cells={"hours": "301"}, by=people.clerk, at=AT)
    assert row.refused
    assert "301" in row.problems[0].message


def test_a_saved_row_cannot_be_written_anew(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1)), by=people.clerk, at=AT)
    with pytest.raises(Conflict):
        actions.correct_row(row=row_numbered(batch, 2), cells={"hours": "8"}, by=people.clerk, at=AT)


def test_rows_left_behind_can_follow_later(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1), made.row(2, Jam="300")), by=people.clerk, at=AT)
    actions.correct_row(row=row_numbered(batch, 3), cells={"hours": "30"}, by=people.clerk, at=AT)
    batch = actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert (batch.taken, Order.objects.count()) == (2, 2)


def test_undo_takes_everything_out_again(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1), made.row(2)), by=people.clerk, at=AT)
    undone = actions.undo_batch(batch=batch, by=people.clerk, at=AT + timedelta(hours=23))
    assert (undone.removed, undone.kept) == (2, ())
    assert Order.objects.count() == Person.objects.count() == Sentence.objects.count() == 0
    assert not BatchRow.objects.exclude(sealed=None).exists()
    assert verify().ok
    with pytest.raises(Conflict):
        actions.undo_batch(batch=batch, by=people.clerk, at=AT)


def test_undo_leaves_what_somebody_works_on(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1), made.row(2)), by=people.clerk, at=AT)
    order = Order.objects.get(case_number="1/Pid.B/2026/PN Amb")
    assign_officers(order=order, edition=1, prosecutor=people.prosecutor, pk_officer=None, by=people.prosecutor, at=AT)
    undone = actions.undo_batch(batch=batch, by=people.clerk, at=AT + timedelta(hours=1))
    assert undone.removed == 1
    assert [kept.case_number for kept in undone.kept] == ["1/Pid.B/2026/PN Amb"]
    assert Person.objects.get() == order.person


def test_undo_leaves_a_person_who_was_there_before(people):
    headings = [*made.HEADINGS, "NIK"]
    first = staged(people, made.row(1, NIK=NIK_MALE), headings=headings)
    actions.commit_batch(batch=first, by=people.clerk, at=AT)
    second = staged(people, made.row(2, NIK=NIK_MALE, Nama=made.row(1)["Nama"]), headings=headings)
    second = actions.commit_batch(batch=second, by=people.clerk, at=AT)
    actions.undo_batch(batch=second, by=people.clerk, at=AT)
    assert (Order.objects.count(), Person.objects.count()) == (1, 1)


def test_after_a_day_it_cannot_be_undone_and_the_cells_are_gone(people):
    batch = actions.commit_batch(batch=staged(people, made.row(1), made.row(2, Jam="300")), by=people.clerk, at=AT)
    late = AT + DAY + timedelta(minutes=1)
    with pytest.raises(Refused):
        actions.undo_batch(batch=batch, by=people.clerk, at=late)
    assert actions.purge_batches(by=people.clerk, at=AT + timedelta(hours=23)) == 0
    assert actions.purge_batches(by=people.clerk, at=late) == 1
    assert actions.purge_batches(by=people.clerk, at=late) == 0
    row = row_numbered(batch, 3)
    assert (row.cells, row.problems, Batch.objects.get().file_name) == ({}, (), "")
    with pytest.raises(Conflict):
        actions.correct_row(row=row, cells={"hours": "30"}, by=people.clerk, at=late)
    with pytest.raises(Conflict):
        actions.commit_batch(batch=batch, by=people.clerk, at=late)
    assert Order.objects.count() == 1


def test_what_is_never_saved_is_forgotten_after_a_week(people):
    staged(people, made.row(1))
    assert actions.purge_batches(by=people.clerk, at=AT + 6 * DAY) == 0
    assert actions.purge_batches(by=people.clerk, at=AT + 8 * DAY) == 1
    assert not BatchRow.objects.exclude(sealed=None).exists()


def test_uploads_are_seen_by_their_uploader_only(people):
    batch = staged(people, made.row(1))
    assert batch_called(people.clerk, batch.code) == batch
    for other in (people.prosecutor, people.pk, people.administrator, people.office):
        assert batch_called(other, batch.code) is None


@pytest.mark.parametrize("who", ["office", "supervisor", "administrator"])
def test_roles_without_the_grant_can_do_nothing(people, who):
    batch, other = staged(people, made.row(1, Jam="300")), getattr(people, who)
    content = made.csv([made.row(4)])
    with pytest.raises(PermissionDenied):
        staged(people, made.row(3), by=other)
    for deed in (actions.check_rows, actions.commit_batch, actions.undo_batch):
        with pytest.raises(PermissionDenied):
            deed(batch=batch, by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.correct_row(row=row_numbered(batch, 2), cells={}, by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.import_register(table=register_table(content), digest="", dry_run=False, by=other, at=AT)
    with pytest.raises(PermissionDenied):
        actions.purge_batches(by=other, at=AT)


def test_a_strange_row_does_not_keep_the_others_out(people, monkeypatch):
    monkeypatch.setitem(actions.judge_rows.__globals__["judge"].__globals__["READERS"], "prosecutor", str)
    headings = [*made.HEADINGS, "Jaksa"]
    batch = staged(people, made.row(1, Jaksa="x" * 300), made.row(2), headings=headings)
    batch = actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert (batch.taken, batch.refused) == (1, 1)


def test_the_columns_fit_into_the_register():
    fields = {
        "case_number": Order,
        "prosecutor": Order,
        "pk": Order,
        "place_fixed": Sentence,
        "nik_reason": Person,
        "name": Person,
    }
    column = {"prosecutor": "prosecutor_name", "pk": "pk_name"}
    assert {key: model._meta.get_field(column.get(key, key)).max_length for key, model in fields.items()} == LONGEST


def test_many_rows_cost_few_queries(people):
    batch = staged(people, *(made.row(n) for n in range(1, 61)))
    with CaptureQueriesContext(
        connection,
    ) as few:
        actions.commit_batch(batch=batch, by=people.clerk, at=AT)
    assert Order.objects.count() == 60
    assert len(few) < 60


@pytest.mark.django_db(transaction=True)
def test_cells_cannot_be_read_in_the_database_file(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("reads the SQLite file")
    from tests import cast  # the cast must be made inside this test's own transaction

    people = cast.people()
    secret = made.row(1, Nama="Zakharia Rahasiana", Jam="300")
    staged(people, secret)
    path = tmp_path / "salinan.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    content = Path(path).read_bytes()
    assert b"PN Ambon" in content
    for hidden in ("Rahasiana", "1/Pid.B/2026", "300 jam", "Tercatat 300"):
        assert hidden.encode() not in content


def test_moved_cells_do_not_open(people):
    batch = staged(people, made.row(1), made.row(2))
    first, second = ready_rows(batch)
    second.sealed = first.sealed
    with pytest.raises(InvalidTag):
        _ = second.cells


AMBON = {"Bapas": "Bapas Ambon", "Kejaksaan negeri": "Kejari Ambon", "Pengadilan": "PN Ambon"}


def test_an_upload_cannot_plant_rows_in_registers_of_others(people):
    """Citra is PK of Saumlaki: a row that names the three of Ambon waits for a correction, and so does its twin later."""
    headings = (*made.HEADINGS, *(name for name in AMBON if name not in made.HEADINGS))
    far = {**AMBON, "Bapas": "Bapas Saumlaki"}
    batch = staged(people, made.row(1, **AMBON), made.row(2, **far), by=people.stranger, headings=headings)
    assert (batch.bapas.short_name, batch.ready, batch.refused) == ("Bapas Saumlaki", 1, 1)
    (problem,) = [p for p in row_numbered(batch, 2).problems if p.blocks]
    assert "bukan perkara kantor Anda" in problem.message
    assert {problem.column, *problem.more} == {"court", "prosecutor_office", "bapas"}
    actions.commit_batch(batch=batch, by=people.stranger, at=AT)
    assert [order.bapas.short_name for order in Order.objects.all()] == ["Bapas Saumlaki"]


def test_somebody_whose_office_handles_no_orders_uploads_nothing(people):
    Membership.objects.filter(person=people.stranger).update(organisation=people.court)
    stranger = User.objects.get(pk=people.stranger.pk)
    with pytest.raises(Refused, match="Kantor Anda"):
        staged(people, made.row(1), by=stranger)
    assert not Batch.objects.exists()
