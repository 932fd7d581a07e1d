"""How much of a sent file the portal takes in before it has looked at it."""

from django.core.files.uploadhandler import FileUploadHandler

# No form takes a larger one. What comes after is read and dropped: a file that fills the disk would be refused anyway.
MAX_BYTES = 15 * 1024**2


class CappedUploadHandler(FileUploadHandler):
    """Stands before the handlers that store: of a file that is too large they get just enough to see that it is."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size):
        """The handlers behind this one have the file."""
