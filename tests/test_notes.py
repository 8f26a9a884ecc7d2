"""Notes: sentences where there is nothing to show."""

import pandas as pd
import pytest

from jhreport.notes import Note, count_note, unless_empty


def test_a_note_is_its_sentence():
    note = Note("The review gives no rate of a fall.")
    assert str(note) == note._repr_markdown_() == "The review gives no rate of a fall."


def test_a_table_with_rows_is_shown_as_it_is():
    table = pd.DataFrame({"a": [1]})
    assert unless_empty(table, "None.") is table
    assert unless_empty(table.head(0), "None.") == Note("None.")


@pytest.mark.parametrize(("rows", "told"), [([], "None is left."), ([1, 2], "2 rows are left.")])
def test_a_note_on_how_many_rows_there_are(rows, told):
    assert count_note(rows, "{n} rows are left.", "None is left.") == Note(told)
