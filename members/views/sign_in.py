"""Where the portal is stricter than django-allauth."""

from functools import wraps

from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmLoginCodeView
from django.http import Http404

from members.accounts import google_is_on, set_address


class ConfirmLoginCode(ConfirmLoginCodeView):
    """Sign-in by e-mailed code."""

    def _verify_form_valid(self, form):
        """The first to prove that an address is theirs takes the account from whoever signed up with it unproven."""
        user = self._process.user
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            set_address(user, is_verified=False)
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return super()._verify_form_valid(form)


def when_google_is_on(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not google_is_on():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
