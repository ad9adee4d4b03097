"""The record as pages that a person reads: one self-contained HTML file."""

from tawatur.web.report import render_report

__all__ = ["render_report"]
