"""Pages whose addresses are secrets."""

from functools import wraps

from django.views.decorators.cache import never_cache


def secret(view):
    """A page whose address is a secret: it is neither kept nor indexed, and other sites do not learn it.

    "no-referrer" would keep browsers from saying where the form of the page comes from, and Django would refuse it.
    """

    @wraps(view)
    def kept_secret(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(kept_secret)
