"""The colours of the demo drawings: what products are dyed in and what they stand before."""

from typing import NamedTuple

from PIL import ImageColor


class Tone(NamedTuple):
    """One dye from its body through two shadows and a light to a pale wash, and what goes with it.

    `ink` is readable on ivory and on `pale`, `on_main` on `main`; `thread` is the gold or maroon that shows on `main`;
    `cloth` is dark enough to be woven with gold; `unsuited` are the backdrops before which the tone would be lost.
    """

    main: str
    dark: str
    deep: str
    light: str
    pale: str
    ink: str
    on_main: str
    thread: str
    cloth: str
    unsuited: frozenset


MAROON, GOLD, IVORY, INK = "#7b1e2b", "#d8a63f", "#fdf6e8", "#2b1713"


def _tone(main, dark, deep, light, pale, unsuited, ink="", on_main=IVORY, thread=GOLD, cloth=""):
    return Tone(main, dark, deep, light, pale, ink or deep, on_main, thread, cloth or main, frozenset(unsuited.split()))


TONES = {
    "maroon": _tone(MAROON, "#5e1520", "#430d16", "#a53f4a", "#f3dcd6", "mauve"),
    "gold": _tone(
        "#dfa22f", "#b97d18", "#83560f", "#f1c768", "#f8ebcb", "honey", "#6e4508", "#5b2a0c", MAROON, "#83560f"
    ),
    "leaf": _tone("#47804b", "#2f5f36", "#1c4023", "#7fb07a", "#e2ecd8", "sage mint"),
    "teal": _tone("#22687a", "#174d5b", "#0d343e", "#5a9dab", "#d6e8ea", "mist"),
    "sand": _tone(
        "#d8bb8e",
        "#b69565",
        "#84673d",
        "#ecdab8",
        "#f6ecda",
        "cream peach honey",
        "#5e4420",
        "#4e3312",
        MAROON,
        "#6b4129",
    ),
    "plum": _tone("#743c69", "#562a4d", "#3b1a35", "#a26c97", "#ecdce9", "lilac"),
    "clay": _tone("#c65a30", "#9c4220", "#6e2c14", "#e48b62", "#f7ddcd", "peach"),
    "cocoa": _tone("#6b4129", "#4e2d1b", "#351c10", "#9a6c4b", "#ecdccd", "peach"),
    "cream": _tone(
        "#f1e4c9", "#d7c39d", "#94794b", "#fbf5e6", "#f6e8c9", "cream honey", MAROON, MAROON, MAROON, MAROON
    ),
    "sky": _tone("#6fa3bf", "#4b8099", "#2c5a70", "#a6cadb", "#deebf1", "mist", "#21485b"),
    "rose": _tone("#d6798b", "#b15669", "#823649", "#edaab6", "#f9e2e5", "mauve blush", "#6d2839"),
    "charcoal": _tone("#3b3534", "#292423", "#191514", "#665c59", "#dfd9d4", ""),
}

PALE_GOLD, DARK_GOLD, NIGHT = "#f0cd82", "#a87722", "#2a1214"
LEAF, DARK_LEAF, PALE_LEAF = "#5c8f4e", "#3d6d3a", "#8fb877"
WOOD, DARK_WOOD, PALE_WOOD = "#a8743f", "#7a4f28", "#cfa06a"
STRAW, DARK_STRAW, PALE_STRAW = "#d9b06a", "#b58641", "#ecd29c"
COFFEE, DARK_COFFEE = "#4a2a1a", "#2f180e"
CHILLI, DARK_CHILLI = "#c8321f", "#941f14"
STEEL, DARK_STEEL, PALE_STEEL = "#b9c0c4", "#868f95", "#e3e7e9"
SHADOW, LIGHT = "#38180c", "#ffffff"


def edible(colour):
    """The colour if a food can have it, chocolate in place of blue."""
    red, _, blue = ImageColor.getrgb(colour)
    return colour if red >= blue else "#5a331c"


class Backdrop(NamedTuple):
    """A wall, the arch on it and the table before it."""

    wall: str
    arch: str
    table: str


BACKDROPS = {
    "sage": Backdrop("#dce3d0", "#ebf0e1", "#c3cfb2"),
    "mist": Backdrop("#d5e0e4", "#e6edef", "#b9cbd0"),
    "honey": Backdrop("#f3e0b4", "#faeed3", "#e0c384"),
    "peach": Backdrop("#ebcbb3", "#f4decd", "#d6a988"),
    "blush": Backdrop("#efdad0", "#f8eae3", "#dfbaa9"),
    "cream": Backdrop("#f2e7d5", "#faf2e4", "#dfcca8"),
    "mauve": Backdrop("#e8d1d7", "#f3e2e6", "#d0afb7"),
    "lilac": Backdrop("#e4dae6", "#f0e9f1", "#c9b8ce"),
    "mint": Backdrop("#cfe4dc", "#e2f0ea", "#aaccbf"),
}
