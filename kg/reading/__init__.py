"""YAML -> records with their places, and findings of what is wrong."""
