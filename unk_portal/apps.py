from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "unk_portal"
    default = True


class AdminConfig(admin_apps.AdminConfig):
    default_site = "unk_portal.admin.PortalAdminSite"
    default = False
