"""What many platforms come to together: their tree, what a unit takes over, roll-ups, what must agree between units."""
