"""A file that is too large does not fill the disk before it is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from unk_portal.uploads import MAX_BYTES


@pytest.mark.parametrize("size", [0, 100, MAX_BYTES])
def test_file_within_the_limit_arrives_whole(size):
    request = RequestFactory().post("/", {"foto": SimpleUploadedFile("x.jpg", b"a" * size)})

    assert request.FILES["foto"].read() == b"a" * size
    request.close()


def test_of_a_larger_file_only_the_beginning_is_taken_in():
    files = [SimpleUploadedFile("x.jpg", bytes(3 * MAX_BYTES)), SimpleUploadedFile("y.jpg", b"whole")]

    request = RequestFactory().post("/", {"foto": files})

    large, small = request.FILES.getlist("foto")
    assert MAX_BYTES < large.size < MAX_BYTES + 1024**2
    assert small.read() == b"whole"
    request.close()
