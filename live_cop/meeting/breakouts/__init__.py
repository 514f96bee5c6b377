"""Small groups on the way to the plenary."""
