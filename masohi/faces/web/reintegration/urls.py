"""Addresses of coming home."""

from django.urls import path

from masohi.faces.web.reintegration import accompanying, bundling, keeping, referring, views, ways

urlpatterns = [
    path("pulang", views.returning, name="returning"),
    path("pulang/baru", accompanying.new, name="returning-new"),
    path("pulang/tempat-lapor", ways.posts, name="report-posts"),
    path("pulang/tempat-lapor/baru", ways.new_post, name="report-post-new"),
    path("pulang/tempat-lapor/<code:post>/tutup", ways.shut_post, name="report-post-close"),
    path("pulang/angka", views.figures, name="returning-figures"),
    path("pulang/<code:code>", views.client, name="returning-client"),
    path("pulang/<code:code>/rencana", accompanying.plan, name="returning-plan"),
    path("pulang/<code:code>/setujui", accompanying.approve, name="returning-approve"),
    path("pulang/<code:code>/tinjau", accompanying.review, name="returning-review"),
    path("pulang/<code:code>/kebutuhan/<code:need>", accompanying.need, name="returning-need"),
    path("pulang/<code:code>/perkiraan", accompanying.move, name="returning-move"),
    path("pulang/<code:code>/di-rumah", accompanying.home, name="returning-home"),
    path("pulang/<code:code>/tutup", accompanying.close, name="returning-close"),
    path("pulang/<code:code>/instrumen", keeping.instrument, name="returning-instrument"),
    path("pulang/<code:code>/izin", keeping.sharing, name="returning-sharing"),
    path("pulang/<code:code>/izin/<code:sharing>/akhiri", keeping.end_sharing, name="returning-sharing-end"),
    path("pulang/<code:code>/sambut", keeping.welcome, name="returning-welcome"),
    path("pulang/<code:code>/sambut/<code:welcome>", keeping.told, name="returning-told"),
    path("pulang/<code:code>/tanya", keeping.check, name="returning-check"),
    path("pulang/<code:code>/putusan", keeping.verdict, name="returning-verdict"),
    path("pulang/<code:code>/program", ways.way, name="returning-way"),
    path("pulang/<code:code>/program/tanggal", ways.dates, name="returning-dates"),
    path("pulang/<code:code>/program/<code:way>/cabut", ways.revoke, name="returning-way-revoke"),
    path("pulang/<code:code>/rujuk", referring.refer, name="returning-refer"),
    path("pulang/<code:code>/rujuk-semua", bundling.refer_all, name="returning-refer-all"),
    path("rujukan/<code:code>", referring.referral, name="referral"),
    path("rujukan/<code:code>/surat", referring.letter, name="referral-letter"),
    path("rujukan/<code:code>/surat.pdf", referring.letter_file, name="referral-letter-file"),
    path("rujukan/<code:code>/jawab", referring.answer, name="referral-answer"),
    path("rujukan/<code:code>/jelaskan", referring.explain, name="referral-explain"),
    path("rujukan/<code:code>/teruskan", referring.escalate, name="referral-escalate"),
    path("rujukan/<code:code>/tarik", referring.withdraw, name="referral-withdraw"),
    path("rujukan/<code:code>/hasil", referring.end, name="referral-end"),
    path("rujukan/<code:code>/pertemuan", referring.call, name="referral-call"),
    path("rujukan/<code:code>/pertemuan/<code:meeting>", referring.held, name="referral-held"),
]
