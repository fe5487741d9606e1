"""What the file says about itself: schema `meta`, and comments on everything."""
