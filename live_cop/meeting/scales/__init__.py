"""Scaling questions and the marks that people put on them."""
