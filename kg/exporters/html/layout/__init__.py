"""Where everything stands in a picture: computed once, at build time, the same for the same input."""
