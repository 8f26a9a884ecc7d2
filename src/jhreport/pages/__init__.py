"""Pages for people: the reader, and what it shares with other pages."""

from jhreport.pages.report_page import reader, render_report_page, write_reader

__all__ = ["reader", "render_report_page", "write_reader"]
