"""Lists in pages, under the name that the catalogue's views know."""

from unk_portal.pages import PER_PAGE, page_of

__all__ = ["PER_PAGE", "page_of"]
