"""Addresses of city posts and of the talent pool. The public announcement is a page of the public face."""

from masohi.faces.addresses import path
from masohi.faces.web.posts import concluding, objecting, preparing, talents, views

urlpatterns = [
    path("jabatan", views.posts, name="posts"),
    path("jabatan/baru", preparing.new_post, name="post-new"),
    path("jabatan/<code:code>", views.post, name="post"),
    path("jabatan/<code:code>/calon", views.candidates, name="post-candidates"),
    path("jabatan/<code:code>/urutan", views.order, name="post-order"),
    path("jabatan/<code:code>/berita-acara", views.minutes, name="post-minutes"),
    path("jabatan/<code:code>/keputusan", views.decision, name="post-decision"),
    path("jabatan/<code:code>/bobot", preparing.weigh, name="post-weights"),
    path("jabatan/<code:code>/umumkan", preparing.announce, name="post-announce"),
    path("jabatan/<code:code>/batal", preparing.cancel, name="post-cancel"),
    path("jabatan/<code:code>/tim", preparing.panel, name="post-panel"),
    path("jabatan/<code:code>/pernyataan", preparing.declaration, name="post-declare"),
    path("jabatan/<code:code>/calon/baru", preparing.name_candidates, name="post-nominate"),
    path("jabatan/<code:code>/calon/<int:number>/surat", preparing.papers, name="post-papers"),
    path("jabatan/<code:code>/calon/<int:number>/nilai", preparing.scores, name="post-score"),
    path("jabatan/<code:code>/rekomendasi", concluding.write_minutes, name="post-recommend"),
    path("jabatan/<code:code>/putuskan", concluding.choose, name="post-decide"),
    path("jabatan/<code:code>/tarik", objecting.withdraw, name="post-withdraw"),
    path("jabatan/<code:code>/keberatan", objecting.objection, name="post-objection"),
    path("jabatan/<code:code>/keberatan/<int:number>", objecting.answer, name="post-answer"),
    path("jabatan/<code:code>/pelantikan", concluding.inducted, name="post-induct"),
    path("jabatan/<code:code>/pelatihan", concluding.trained, name="post-trained"),
    path("jabatan/<code:code>/imut.csv", concluding.export, name="post-export"),
    path("talenta", talents.talents, name="talents"),
    path("talenta/impor", talents.upload, name="talents-import"),
    path("talenta/impor/contoh.xlsx", talents.template, name="talents-template"),
]
