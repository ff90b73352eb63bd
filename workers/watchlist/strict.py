"""The mapping that every shape of feeds.yaml is."""

from pydantic import BaseModel, ConfigDict, model_validator


class Strict(BaseModel):
    """A mapping that takes its own keys only; its errors never quote a value, which may be a secret."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        """A key with nothing after it counts as absent; an unknown one stays, to be refused."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        return {key: one for key, one in value.items() if one is not None or key not in cls.named()}

    @classmethod
    def named(cls) -> tuple[str, ...]:
        """Gives the keys as the file has them: « in », « except » are words of Python's own."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())
