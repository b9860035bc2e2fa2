from django.http import HttpResponse


def account(request, **kw):
    return HttpResponse("placeholder")


def accounts(request, **kw):
    return HttpResponse("placeholder")


def calendar(request, **kw):
    return HttpResponse("placeholder")


def law(request, **kw):
    return HttpResponse("placeholder")


def ledger(request, **kw):
    return HttpResponse("placeholder")


def manage(request, **kw):
    return HttpResponse("placeholder")


def new_account(request, **kw):
    return HttpResponse("placeholder")


def parameter(request, **kw):
    return HttpResponse("placeholder")


def parameters(request, **kw):
    return HttpResponse("placeholder")


def style(request, **kw):
    return HttpResponse("placeholder")
