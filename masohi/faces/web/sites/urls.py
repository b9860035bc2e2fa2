from django.urls import path

from masohi.faces.web.sites import beneficiaries, editing, offers, views

urlpatterns = [
    path("lokasi", views.sites, name="sites"),
    path("lokasi/baru", editing.new_site, name="site-new"),
    path("lokasi/<slug:slug>", views.site, name="site"),
    path("lokasi/<slug:slug>/ubah", editing.change, name="site-change"),
    path("lokasi/<slug:slug>/tawaran", offers.offer, name="site-offer"),
    path("lokasi/<slug:slug>/pengawas", offers.supervisors, name="site-supervisors"),
    path("lokasi/<slug:slug>/penerima-manfaat", beneficiaries.beneficiaries, name="site-beneficiaries"),
    path("lokasi/<slug:slug>/cuti", offers.leave, name="site-leave"),
    path("lokasi/<slug:slug>/tutup", offers.shut, name="site-shut"),
]
