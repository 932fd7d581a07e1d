from django.conf import settings


def site(request):
    """What every page prints. Whether someone is signed in is read from the cookie alone: no query, no `Vary`."""
    return {
        "community_whatsapp": settings.COMMUNITY_WHATSAPP,
        "community_email": settings.COMMUNITY_EMAIL,
        "site_url": settings.SITE_URL,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
