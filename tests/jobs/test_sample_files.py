"""The sample's files are what the tool writes, and their pictures show no person: they are drawn."""

import pytest

from tools import sample_files


def test_the_proof_is_what_the_tool_writes():
    assert (sample_files.SAMPLES / "bukti-contoh.pdf").read_bytes() == sample_files.proof()


@pytest.mark.parametrize("name", sample_files.SCENES)
@pytest.mark.parametrize(("when", "littered"), [("sebelum", True), ("sesudah", False)])
def test_a_picture_is_what_the_tool_draws(name, when, littered):
    assert (sample_files.SAMPLES / f"{name}-{when}.jpg").read_bytes() == sample_files.scene(name, littered=littered)
