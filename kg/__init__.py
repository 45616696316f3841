"""Walled Gardens: a knowledge-graph builder for who owns what and who blocks whom."""
