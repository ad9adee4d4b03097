"""What a whole record shows: how outlets name things, what became of announcements, what was agreed."""

from tawatur.views.agreements import Agreement, Tied, agreements
from tawatur.views.announced import OUTCOMES, Announcement, Change, Outcome, Telling
from tawatur.views.announcements import announcements
from tawatur.views.exact import Comparison
from tawatur.views.framing import Designation, Framing, Occurrence, OutletUse, framings
from tawatur.views.material import Material, Words

__all__ = [
    "OUTCOMES", "Agreement", "Announcement", "Change", "Comparison", "Designation", "Framing", "Material", "Occurrence",
    "Outcome", "OutletUse", "Telling", "Tied", "Words", "agreements", "announcements", "framings",
]
