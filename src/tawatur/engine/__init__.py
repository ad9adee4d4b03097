"""Running one function over many documents: in this process, or in worker processes that may die without harm."""

from tawatur.engine.local import TIME_LIMIT, run

__all__ = ["TIME_LIMIT", "run"]
