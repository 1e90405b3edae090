"""The four ways an intention can fail; raised in the rooms, translated once at the door."""

from collections.abc import Mapping, Sequence


class LinliError(Exception):
    """A failure with a sentence for the person and a stable code for the program.

    The sentence stays the object it was given: a lazily translated string is read in the
    reader's language when it is shown, not in the language of the moment it was raised.
    """

    status = 400
    default_code = "error"

    def __init__(self, message: object, *, code: str | None = None, hint: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class NotFound(LinliError):  # noqa: N818 - read as a sentence: raise NotFound
    """It does not exist, or it lies outside the reader's scope: the two are never told apart."""

    status = 404
    default_code = "not_found"


class NotAllowed(LinliError):  # noqa: N818
    """It lies inside the scope, but the permission is missing."""

    status = 403
    default_code = "not_allowed"


class Conflict(LinliError):  # noqa: N818
    """The state of things forbids it now."""

    status = 409
    default_code = "conflict"


class Invalid(LinliError):  # noqa: N818
    """What was given cannot be accepted; `fields` says which field and why."""

    status = 422
    default_code = "invalid"

    def __init__(
        self,
        message: object,
        *,
        code: str | None = None,
        hint: object = None,
        fields: Mapping[str, Sequence[object]] | None = None,
    ) -> None:
        super().__init__(message, code=code, hint=hint)
        self.fields: dict[str, list[str]] = {
            name: [str(sentence) for sentence in sentences] for name, sentences in (fields or {}).items()
        }
