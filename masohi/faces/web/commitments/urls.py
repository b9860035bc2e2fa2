"""Addresses of commitments and their proofs."""

from masohi.faces.addresses import path
from masohi.faces.web.commitments import board, editing, importing, proving, views

urlpatterns = [
    path("komitmen", views.commitments, name="commitments"),
    path("komitmen/baru", editing.new_commitment, name="commitment-new"),
    path("komitmen/impor", importing.upload, name="commitments-import"),
    path("komitmen/impor/contoh.xlsx", importing.template, name="commitments-template"),
    path("komitmen/papan", board.scoreboard, name="scoreboard"),
    path("komitmen/triwulan.pdf", board.quarter_letter, name="quarter-letter"),
    path("komitmen/<code:code>", views.commitment, name="commitment"),
    path("komitmen/<code:code>/bukti", proving.prove, name="commitment-proof"),
    path("komitmen/<code:code>/ubah", editing.change, name="commitment-change"),
    path("komitmen/<code:code>/batal", editing.cancel, name="commitment-cancel"),
    path("bukti/<code:code>/berkas", proving.proof_file, name="proof-file"),
    path("bukti/<code:code>/tarik", proving.withdraw, name="proof-withdraw"),
]
