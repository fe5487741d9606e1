"""What is repeated of dbt's output where dbt could not go on."""

from warehouse.dbt_build import last_error, reason

FULL_DISK = """\
--- Logging error ---
Traceback (most recent call last):
  File "handlers.py", line 83, in emit
OSError: [Errno 28] No space left on device
Message: '01:34:54 [error] [MainThread]: Traceback (most recent call last):\\n  File "requires.py"\\nOSError: [Errno 28]'
Arguments: ()
"""


def test_the_line_that_ends_a_traceback_is_repeated_and_none_that_quotes_one() -> None:
    assert last_error(FULL_DISK) == "OSError: [Errno 28] No space left on device"


def test_without_an_error_the_last_line_is_repeated() -> None:
    assert last_error("Running with dbt\nKilled\n") == "Killed"
    assert last_error("") == "it printed nothing"


def test_a_message_shows_the_lines_around_an_error_but_no_traceback() -> None:
    assert reason("Compilation Error\n  Model 'a' depends on 'b'\n").endswith("Model 'a' depends on 'b'")
    assert reason(FULL_DISK) == "OSError: [Errno 28] No space left on device"
