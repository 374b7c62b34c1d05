"""How much one source may hold. What is larger is refused while it is read, not after."""

YAML_BYTES = 512 * 1024
"""Bytes of one YAML file. A mebibyte of the slowest YAML takes the parser more than a second."""

REGISTER_BYTES = 16 * 1024 * 1024
"""Bytes of one file of the register: some 100,000 people, for which the parser takes minutes."""

LINE_BYTES = 4 * 1024 * 1024
"""Bytes of one line of a JSON Lines file, without its line break. The file as a whole has no limit."""

DEPTH = 16
"""Lists and mappings inside one another. An annotation needs 6."""

NODES = 20_000
"""Mappings, lists, fields and values of one document, each counted once: about 40 for an event of three."""

REGISTER_NODES = 4_000_000
"""The same, of one file of the register."""

MISTAKES = 200
"""Findings that one document may have before the rest is left out."""
