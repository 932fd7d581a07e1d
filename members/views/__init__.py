"""Pages about people and businesses, a module for each topic."""
