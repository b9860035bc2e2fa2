from django.http import HttpResponse


def close(request, **kw):
    return HttpResponse("placeholder")


def complete(request, **kw):
    return HttpResponse("placeholder")


def letter_file(request, **kw):
    return HttpResponse("placeholder")


def new_order(request, **kw):
    return HttpResponse("placeholder")


def officers(request, **kw):
    return HttpResponse("placeholder")


def order(request, **kw):
    return HttpResponse("placeholder")


def order_history(request, **kw):
    return HttpResponse("placeholder")


def order_hours(request, **kw):
    return HttpResponse("placeholder")


def order_letters(request, **kw):
    return HttpResponse("placeholder")


def order_schedule(request, **kw):
    return HttpResponse("placeholder")


def orders(request, **kw):
    return HttpResponse("placeholder")


def person(request, **kw):
    return HttpResponse("placeholder")


def plan(request, **kw):
    return HttpResponse("placeholder")


def propose(request, **kw):
    return HttpResponse("placeholder")


def revoke(request, **kw):
    return HttpResponse("placeholder")


def sentence(request, **kw):
    return HttpResponse("placeholder")


def start(request, **kw):
    return HttpResponse("placeholder")
