"""Questions to the graph: SPARQL, look-ups, and their answers in the usual formats."""
