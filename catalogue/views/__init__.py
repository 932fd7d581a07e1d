"""What shoppers see, a module for each kind of page."""
