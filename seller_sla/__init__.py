"""The Python that SQL cannot do: landing, publishing, the demo marketplace and the command line."""
