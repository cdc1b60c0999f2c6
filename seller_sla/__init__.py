"""The Python that SQL cannot do: landing, publishing, the demo marketplace and the command line."""

__version__ = "0.1.0"
