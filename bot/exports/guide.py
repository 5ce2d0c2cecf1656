"""The words that go with an export: how to read it, and what is not in it."""

LEFT_OUT = (
    "Everybody without a standing yes to research, and everybody who was forgotten.",
    "Every entry that is private.",
    "Every word that somebody wrote or said; names, chats, own ids, voice notes, notes of staff, safety notes.",
    "Prompts of hard dates, because such a date may stand in other records and would give the true dates away.",
    "Measures and tasks of a conversation that was left before its end, because what is kept of it does not name them.",
)
PYTHON = """import pandas as pd

answers = pd.read_csv("0001_interlude_ts.tsv", sep="\\t", parse_dates=[3, 4, 5, 6])
people = pd.read_csv("participants.tsv", sep="\\t", index_col="id")
"""
R = """library(readr)
answers <- read_tsv("0001_interlude_ts.tsv", col_types = cols(value = col_character()))
people <- read_tsv("participants.tsv")
"""
README = f"""# A dataset of Interlude

`0001_interlude_ts.tsv` has one row for every prompt and item, answered or not: what is missing is data too.
`participants.tsv` has one row for every person. `codebook.json` says what each column and item means,
`dataset_description.json` what this dataset was made for and what is not in it. A folder without that last file is not finished.

Python:

```python
{PYTHON}```

R:

```r
{R}```

The people are not named, and they are still people: their answers are health data. Keep the files where only those who work
for the purpose can read them, link them with nothing else, try to find out about nobody, and delete them when the purpose is done.
"""
