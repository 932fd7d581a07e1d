"""The codes with which people sign in: from a mail, or from an app."""

import re

from allauth.mfa.totp.internal import auth as totp


def code_in(mail):
    """The code that a mail carries, alike in its text and its HTML."""
    html, _kind = mail.alternatives[0]
    (code,) = set(re.findall(r"\b\d{4}-\d{4}\b", mail.body + html))
    return code


def code_now(secret):
    """The code of this half minute; the portal takes it for another one, too."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2]))
