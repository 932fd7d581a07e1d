from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from members.whatsapp import validate_mobile


class UserManager(BaseUserManager):
    def create_user(self, email=None, password=None, **fields):
        """Save a person; without an e-mail they can only come in by a link that the team sends."""
        user = self.model(email=self.normalize_email(email).lower() or None, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password, **fields):
        """Save a superuser whose address needs no proof: who runs this command has the machine."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: an owner by `Membership`, of the team by group, or a superuser."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    language = models.CharField(
        _("language of mails"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    wants_turn_mails = models.BooleanField(_("mails about the turns of my business"), default=True)
    # Of people of the promotion team alone: where the others remind them, and which mails they want.
    whatsapp = PhoneNumberField(_("WhatsApp number"), blank=True, validators=[validate_mobile])
    wants_digest = models.BooleanField(_("wants the morning digest"), default=True)
    wants_summary = models.BooleanField(_("wants the weekly summary"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self):
        return self.name or self.email or str(self.pk)

    def clean(self):
        self.email = (self.email or "").lower() or None
