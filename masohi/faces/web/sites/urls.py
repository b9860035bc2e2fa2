from django.urls import path

from masohi.faces.web.sites import views

urlpatterns = [
    path("lokasi", views.sites, name="sites"),
    path("lokasi/baru", views.new_site, name="site-new"),
    path("lokasi/<slug:slug>", views.site, name="site"),
    path("lokasi/<slug:slug>/ubah", views.change_site, name="site-change"),
    path("lokasi/<slug:slug>/tawaran", views.offer, name="site-offer"),
    path("lokasi/<slug:slug>/pengawas", views.supervisors, name="site-supervisors"),
    path("lokasi/<slug:slug>/tutup", views.shut, name="site-shut"),
    path("perjanjian", views.agreements, name="agreements"),
    path("perjanjian/baru", views.new_agreement, name="agreement-new"),
]
