"""What a whole record shows: how outlets name things, what became of announcements, what was agreed."""

from tawatur.views.announcements import OUTCOMES, Announcement, Change, Outcome, Telling, announcements
from tawatur.views.exact import Comparison
from tawatur.views.framing import Designation, Framing, Occurrence, OutletUse, framings
from tawatur.views.material import Material, Words

__all__ = [
    "OUTCOMES", "Announcement", "Change", "Comparison", "Designation", "Framing", "Material", "Occurrence", "Outcome",
    "OutletUse", "Telling", "Words", "announcements", "framings",
]
