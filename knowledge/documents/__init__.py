"""Reads a municipality's own files into documents with chunks that can be cited.

The interface is `reading` (`read_document`, `parse_table`), `walking` (`files_in`) and `screening`
(`screen`). This file imports none of them: the reading process starts here and must stay light.
"""
