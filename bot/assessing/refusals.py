"""Why nothing could be decided: a key of `[refused]` in assess.toml, with the values of its sentence."""

from collections.abc import Mapping


class Refused(Exception):
    """A path that is not there, an answers file that cannot be read, files in which nothing was recognised."""

    def __init__(self, why: str, values: Mapping[str, object]) -> None:
        super().__init__(why)
        self.why, self.values = why, values
