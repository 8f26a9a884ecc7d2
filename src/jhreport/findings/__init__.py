"""What a report comes to, as sentences whose every number is computed from its tables.

One function a notebook, each in a module of its own, and one for drafts.
"""

from jhreport.findings.common import Findings
from jhreport.findings.drafts import of_drafts
from jhreport.findings.report import of_report
from jhreport.findings.review import of_review
from jhreport.findings.targets import of_targets
from jhreport.findings.themes import of_themes
from jhreport.findings.words import of_words
from jhreport.findings.years import of_years

__all__ = [
    "Findings",
    "of_drafts",
    "of_report",
    "of_review",
    "of_targets",
    "of_themes",
    "of_words",
    "of_years",
]
