from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("impor", lambda request: HttpResponse("placeholder"), name="intake")]
