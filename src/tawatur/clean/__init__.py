"""Second step: the article's own text told apart from the page around it. Public: ``clean``."""

from tawatur.clean.article import clean

__all__ = ["clean"]
