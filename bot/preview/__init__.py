"""The preview: every conversation in every language on one page, and the diagram of each, for clinicians and translators."""
