"""The version of the tool and of the profiles it carries."""

__version__ = "0.1.0"
