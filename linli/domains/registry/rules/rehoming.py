"""The answers to an entry that two committees brought into one."""

from enum import StrEnum


class Verdict(StrEnum):
    """Which of the two holds."""

    HERE = "here"  # the same; what stands here already holds
    INCOMING = "incoming"  # the same; what came along holds
    DIFFERENT = "different"  # two different ones; the number of the one that came along is wrong
