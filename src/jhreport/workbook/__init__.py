"""The workbook: an Excel file of a report, for people who work in a spreadsheet."""

from jhreport.workbook.book import render_workbook, write_workbook

__all__ = ["render_workbook", "write_workbook"]
