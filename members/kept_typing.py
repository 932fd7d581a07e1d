"""What was typed into a form that was refused, kept in the session so that the refusal is a page of its own.

A page that answers a POST cannot be gone back to, and on joining's way to WhatsApp everybody goes back.
"""

from django.http import QueryDict
from django.shortcuts import redirect

KEY = "kept-typing"
# In the address of the page that says what was wrong.
REFUSED = "periksa"


def refuse(request, path=""):
    """Keep what was sent and lead to the page at `path`, or this one, that shows it again, with what is wrong."""
    path = path or request.path
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    request.session[KEY] = [path, data.urlencode()]
    query = request.GET.copy()
    query[REFUSED] = ""
    return redirect(f"{path}?{query.urlencode()}")


def kept(request):
    """The QueryDict of what was refused on this page, or None."""
    path, data = request.session.get(KEY, ["", ""])
    return QueryDict(data) if REFUSED in request.GET and path == request.path else None


def forget(request):
    request.session.pop(KEY, None)
