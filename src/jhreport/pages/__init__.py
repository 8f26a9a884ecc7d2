"""Pages for people: the reader, and what it shares with other pages."""

from jhreport.pages.readers import reader, write_reader
from jhreport.pages.report_page import render_report_page

__all__ = ["reader", "render_report_page", "write_reader"]
