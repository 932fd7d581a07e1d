"""What stands in the mails of the portal."""

import re


def code_in(mail):
    """The code that a mail carries, alike in its text and its HTML."""
    html, _kind = mail.alternatives[0]
    (code,) = set(re.findall(r"\b\d{4}-\d{4}\b", mail.body + html))
    return code
