import pytest
from django.db import connection


@pytest.mark.django_db
def test_health_is_good_when_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.django_db
def test_database_without_tables_is_not_healthy(client):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO put_aside")

    assert client.get("/healthz").status_code >= 500
