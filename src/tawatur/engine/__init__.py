"""Running one function over many documents: in this process, or in worker processes that may die without harm."""

from tawatur.engine.local import TIME_LIMIT, run
from tawatur.engine.progress import State, Step, Summary

__all__ = ["TIME_LIMIT", "State", "Step", "Summary", "run"]
