"""Writing a record for other programs: JSON by the contract, tables as CSV and XLSX."""

from tawatur.export.shape import Shaper, to_dict
from tawatur.export.table import COLUMNS, event_rows, told_events
from tawatur.export.write import FORMATS, export, export_csv, export_json, export_xlsx, write_whole

__all__ = [
    "COLUMNS", "FORMATS", "Shaper", "event_rows", "export", "export_csv", "export_json", "export_xlsx", "to_dict",
    "told_events", "write_whole",
]
