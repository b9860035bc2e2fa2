from django.http import HttpResponse


def announce(request, **kw): return HttpResponse("placeholder")
def schedule(request, **kw): return HttpResponse("placeholder")
