"""Mails in the portal's looks, in the language of who gets them."""

from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


class Letter(NamedTuple):
    subject: str
    text: str
    html: str


def write(user, template, context):
    """The mail to `user` made of `<template>_subject.txt`, `_message.txt` and `_message.html`, as a `Letter`."""
    context = {
        "user": user,
        "site_url": settings.SITE_URL,
        "community_email": settings.COMMUNITY_EMAIL,
        "language": user.language,
        **context,
    }
    with translation.override(user.language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        text = render_to_string(f"{template}_message.txt", context)
        return Letter(subject, text, render_to_string(f"{template}_message.html", context))


def message(letter, address, **options):
    """`letter` as a message to `address`, ready to be sent; `options` are those of Django's EmailMessage."""
    mail = EmailMultiAlternatives(letter.subject, letter.text, to=[address], **options)
    mail.attach_alternative(letter.html, "text/html")
    return mail


def send(user, template, context):
    """Send `user` the mail made of `template` at once.

    Whether there was an address to send it to: an account that the team made may have none.
    """
    if not user.email:
        return False
    message(write(user, template, context), user.email).send()
    return True
