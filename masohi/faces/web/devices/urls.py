from masohi.faces.addresses import path
from masohi.faces.web.devices import views

urlpatterns = [
    path("hp", views.phone_list, name="devices"),
    path("hp/undang", views.invite, name="device-invite"),
]
