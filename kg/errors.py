"""Every error that is raised on purpose, one tree. Each message says where, what, and what to do."""


class KgError(Exception):
    """Base of all errors raised on purpose; `exit_code` is what the command line exits with."""

    exit_code = 2


class UsageError(KgError):
    """A command, a parameter or a setting is wrong."""


class SourceError(KgError):
    """A source file can't be read: `code` is the rule, `pointer` the place in the document.

    `line` and `column` count from 1 and are 0 where the file as a whole is meant.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, *, pointer: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.pointer = pointer
        self.line = line
        self.column = column


class IriError(KgError):
    """A key can't become part of an IRI."""

    exit_code = 1


class DateError(KgError):
    """A date or an EDTF expression is not one."""

    exit_code = 1


class GateError(KgError):
    """The graph does not conform, so it can't be queried or exported."""

    exit_code = 1


class BuildError(KgError):
    """A build on disk is missing, incomplete or altered."""


class BusyError(BuildError):
    """Another build is being written in the same folder."""


class QueryError(KgError):
    """A query can't be read, or its parameters don't fit."""


class QueryStoppedError(QueryError):
    """A query was stopped: `limit` says at what.

    `seconds`, `memory`, `rows` or `answer`, as in `kg.queries.worker.Limits`, or `crash` where it ended the process.
    """

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit


class OntologyError(KgError):
    """The ontology or its shapes are broken: inconsistent, idle or with unknown terms."""

    exit_code = 1
