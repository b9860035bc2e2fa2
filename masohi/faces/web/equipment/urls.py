"""Addresses of equipment: the list, loans, handovers, protective equipment at sites."""

from masohi.faces.addresses import path
from masohi.faces.web.equipment import entering, gear, handing, importing, lending, views

urlpatterns = [
    path("alat", views.equipment, name="equipment"),
    path("alat/baru", entering.new_items, name="equipment-new"),
    path("alat/impor", importing.upload, name="equipment-import"),
    path("alat/impor/contoh.xlsx", importing.template, name="equipment-template"),
    path("alat/pinjaman", lending.loans, name="loans"),
    path("alat/pinjaman/<code:code>/kembali", lending.back, name="loan-back"),
    path("alat/serah-terima", handing.handovers, name="handovers"),
    path("alat/serah-terima/baru", handing.new_handover, name="handover-new"),
    path("alat/serah-terima/<code:code>", handing.handover, name="handover"),
    path("alat/serah-terima/<code:code>/terima", handing.receive, name="handover-receive"),
    path("alat/serah-terima/<code:code>/batal", handing.cancel, name="handover-cancel"),
    path("alat/serah-terima/<code:code>/berita-acara.pdf", handing.paper, name="handover-paper"),
    path("alat/serah-terima/<code:code>/pindaian", handing.scan, name="handover-scan"),
    path("alat/apd", gear.gear, name="gear"),
    path("alat/apd/<slug:slug>", gear.gear_site, name="gear-site"),
    path("alat/<code:code>", views.item, name="item"),
    path("alat/<code:code>/pinjamkan", lending.lend, name="item-lend"),
    path("alat/<code:code>/ubah", entering.change, name="item-change"),
    path("alat/<code:code>/periksa", entering.check, name="item-check"),
    path("alat/<code:code>/hapus", entering.retire, name="item-retire"),
]
