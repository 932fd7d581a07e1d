"""The fictional community that a first visit shows, and generated ones of any size."""
