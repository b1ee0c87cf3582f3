"""Reads a municipality's own files into documents with chunks that can be cited.

The interface is `reading` (`read_document`, `read_all`, `parse_table`) and `screening` (`screen`). This file
imports neither: the reading process starts here and must stay light.
"""
