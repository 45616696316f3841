"""One short file for each format that the graph can be written in; `registry` lists them."""
