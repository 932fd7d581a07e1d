"""Mails in the portal's looks, in the language of who gets them."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def send(user, template, context):
    """Send `user` the mail made of `<template>_subject.txt`, `_message.txt` and `_message.html`.

    Whether there was an address to send it to: an account that the team made may have none.
    """
    if not user.email:
        return False
    context = {
        "user": user,
        "site_url": settings.SITE_URL,
        "community_email": settings.COMMUNITY_EMAIL,
        "language": user.language,
        **context,
    }
    with translation.override(user.language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{template}_message.txt", context), to=[user.email])
        message.attach_alternative(render_to_string(f"{template}_message.html", context), "text/html")
    message.send()
    return True
