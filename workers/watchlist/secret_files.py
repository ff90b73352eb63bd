"""A secret that stands in a file of its own, as container engines and systemd hand them over."""

from pathlib import Path

FILE = "file:/"
LARGEST = 10_000  # bytes; a key is shorter
WRITE_FILE = "write file: and the whole path of a text file that this user may read"


def secret_file(path: str) -> tuple[str, str]:
    """Gives the file's text without blanks around it, and what is wrong, which never quotes the text."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        return "", f"the file cannot be read: {(error.strerror or type(error).__name__).lower()}"
    except ValueError:  # a null in the path
        return "", "this is no path"
    if len(raw) > LARGEST:
        return "", f"the file has more than {LARGEST} bytes"
    try:
        text = raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return "", "the file is not UTF-8"
    return (text, "") if text else ("", "the file is empty")
