"""Photos in the size that a screen needs."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

from catalogue.photos import rendition_url, srcset

register = template.Library()

# How wide a photo stands on the page. Phones are told less than the truth: on a slow line a lighter photo is better.
SIZES = {
    "card": "(min-width: 64rem) 280px, (min-width: 48rem) 30vw, 160px",
    "gallery": "(min-width: 64rem) 600px, (min-width: 48rem) 46vw, 320px",
    "thumb": "96px",
}
SIDES = {"card": 320, "gallery": 640, "thumb": 96}
PLACEHOLDER = "img/wadah.svg"


@register.filter
def rendition(name, width):
    """The address of the rendition of a stored photo, at most `width` pixels wide."""
    return rendition_url(name, width)


@register.simple_tag
def photo(picture, place, eager=False, alt=None):
    """An <img> of `picture`, a Photo or None, in one of the SIZES; `eager` for what stands in the first view."""
    attributes = {"width": SIDES[place], "height": SIDES[place], "alt": alt if alt is not None else ""}
    if picture:
        name = picture.image.name
        attributes |= {
            "src": rendition_url(name, 640 if place == "gallery" else 320),
            "srcset": srcset(name, picture.width),
            "sizes": SIZES[place],
            "alt": picture.alt if alt is None else alt,
        }
    else:
        attributes["src"] = static(PLACEHOLDER)
    if not eager:
        attributes["loading"] = "lazy"
    return format_html("<img {}>", format_html_join(" ", '{}="{}"', attributes.items()))
