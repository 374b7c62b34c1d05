"""Edits: one article changed among many, built by a process that made the build before and by one that did not."""
