"""What Django says too stiffly: named here, so that the Indonesian catalogue keeps its plainer words for it."""

from django.utils.translation import gettext_noop

PLAINER = [
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid URL."),
]
