"""A weekly plan for the demo community, and the year in which its team kept it, mostly."""
