"""What people of the team say about themselves so that others, and the portal, can remind them."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.models import User
from tests.factories import make_business, make_superuser, make_team_member, make_user

pytestmark = pytest.mark.django_db

ACCOUNT = "/akun/"


def wanting(**fields):
    return {"name": "Rani", "language": "id", "whatsapp": "0812 3456 7890", "wants_digest": "on"} | fields


@pytest.mark.parametrize("make", [make_team_member, make_superuser])
def test_team_gives_a_number_and_chooses_its_mails(client, make):
    person = make()
    assert (person.wants_digest, person.wants_summary) == (True, True)
    client.force_login(person)
    assertContains(client.get(ACCOUNT), "Hanya dilihat tim")

    assertRedirects(client.post(ACCOUNT, wanting()), ACCOUNT)

    person.refresh_from_db()
    assert (str(person.whatsapp), person.wants_digest, person.wants_summary) == ("+6281234567890", True, False)
    assertContains(client.get(ACCOUNT), 'value="0812-3456-7890"')


def test_number_may_be_taken_away(client):
    person = make_team_member(whatsapp="+6281234567890")
    client.force_login(person)

    client.post(ACCOUNT, wanting(whatsapp=""))

    person.refresh_from_db()
    assert person.whatsapp == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [("nol delapan", "Ini bukan nomor telepon."), ("0721 123456", "WhatsApp memerlukan nomor ponsel")],
)
def test_what_is_no_number_is_said_at_the_field(client, number, words):
    client.force_login(make_team_member())

    response = client.post(ACCOUNT, wanting(whatsapp=number))

    assertContains(response, words)
    assertContains(response, number)
    assert not User.objects.exclude(whatsapp="").exists()


def test_others_are_not_asked_and_cannot_answer(client):
    owner = make_business().memberships.get().user
    client.force_login(owner)
    assertNotContains(client.get(ACCOUNT), "Pengingat tim promosi")

    client.post(ACCOUNT, wanting())

    owner.refresh_from_db()
    assert (owner.whatsapp, owner.wants_summary) == ("", True)


def test_number_stands_on_no_page_of_others(client):
    make_team_member(whatsapp="+6281234567890", name="Rani")
    business = make_business()
    client.force_login(make_user())

    for path in ("/", "/tentang/", business.get_absolute_url(), ACCOUNT):
        assertNotContains(client.get(path), "6281234567890")


def test_who_has_no_address_reads_that_no_mail_comes(client):
    client.force_login(make_team_member(email=None))

    assertContains(client.get(ACCOUNT), "Tanpa alamat e-mail Anda tidak menerima surel.")
