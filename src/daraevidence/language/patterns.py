"""Regular expressions that are tried only where they can begin.

A pattern that begins with a letter is looked for by that letter. One that begins with ``\\b``, with a look-behind or without
regard to case is tried in full at each character, which is most of what a search costs. ``compiled`` tells the engine the
characters with which a match begins; what is found is the same.

That table is no part of the public interface of ``re``: where its version is not known here, the pattern is compiled as it is.
What a pattern compiles to is kept between processes (``pattern_store``); ``keep`` ends the compiling of those of the library.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from daraevidence.language.pattern_store import Code, Store

__all__ = ["compiled", "keep"]

#: the versions of the engine for which the table was tried: those of Python 3.11, 3.12 and 3.13
_KNOWN = sys.implementation.name == "cpython" and ops.MAGIC in (20220615, 20221023, 20230612)

#: one member of a set of characters, as the parser writes it
Member: TypeAlias = tuple[Any, Any]

#: letters beyond ASCII that are one with a letter of ASCII where case does not matter
_OTHER_CASE = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
_SPACES = tuple(code for code in range(0x3001) if chr(code).isspace())


class _AnyCharacter(Exception):
    """A match may begin with so many characters that a table would not help."""


def _store() -> Store:
    """The place beside the byte code of this module; its version is that of the engine and of this module."""
    cached = __spec__.cached if __spec__ else None
    try:
        source = Path(__file__).read_bytes()
    except OSError:  # in an archive, or without its source
        cached, source = None, b""
    path = Path(cached).with_suffix(".codes") if cached else None
    return Store(path, f"{ops.MAGIC} {compiler._sre.CODESIZE} {sys.byteorder} {zlib.crc32(source)}")


_STORE = _store()


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as ``re.compile``, faster to search with."""
    if not _KNOWN:
        return re.compile(pattern, flags)
    key = pattern, int(flags)  # the compiler asks the flags again and again
    code = _STORE.get(key)
    if code is None:
        code = _code(*key)
        _STORE.add(key, code)
    groups: list[str | None] = [None] * code.groups
    for name, number in code.names.items():
        groups[number] = name
    sre = compiler._sre
    made: re.Pattern[str] = sre.compile(pattern, code.flags, code.listed(), len(groups) - 1, code.names, tuple(groups))
    return made


def keep() -> None:
    """Keep what was compiled for the next process."""
    _STORE.keep()


def _code(pattern: str, flags: int) -> Code:
    """What a pattern compiles to, with the table of the characters with which a match begins."""
    tree = parser.parse(pattern, flags)
    flags |= tree.state.flags
    code = compiler._code(tree, flags)
    members = _beginning(tree, flags)
    length = code[1]
    if members and length == 4 and code[2] == 0 and code[3] > 0:  # information on the pattern: no table, one character at least
        table: list[int] = []
        compiler._compile_charset(compiler._optimize_charset(members)[0], flags, table)
        code[: length + 1] = [code[0], length + len(table), ops.SRE_INFO_CHARSET, code[3], code[4], *table]
    return Code.of(flags, code, tree.state.groupdict, tree.state.groups)


def _beginning(tree: Any, flags: int) -> list[Member]:
    """The characters with which each match of a pattern begins; none where they are too many, or nothing need be matched."""
    if flags & (re.LOCALE | re.DEBUG):
        return []
    try:
        members, passable = _first(tree, flags)
    except _AnyCharacter:
        return []
    return [] if passable else sorted(members, key=lambda member: (member[0] is ops.CATEGORY, member[0], member[1]))


def _first(parts: Iterable[Member], flags: int) -> tuple[set[Member], bool]:
    """The characters with which what parts match one after another begins, and whether that may be empty."""
    found: set[Member] = set()
    ahead: set[Member] | None = None
    for op, value in parts:
        if op is ops.ASSERT and not found:
            ahead = _ahead(value, flags) or ahead
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        try:
            members, passable = _of_part(op, value, flags)
        except _AnyCharacter:
            if ahead:
                return ahead, False
            raise
        found |= members
        if not passable:
            return ahead if ahead and len(ahead) < len(found) else found, False
    return (ahead, False) if ahead else (found, True)


def _ahead(value: tuple[int, Any], flags: int) -> set[Member] | None:
    """The characters that a look-ahead lets through, where it needs one of a few."""
    direction, parts = value
    try:
        members, passable = _first(parts, flags) if direction > 0 else (set(), True)
    except _AnyCharacter:
        return None
    return None if passable else members


def _of_part(op: Any, value: Any, flags: int) -> tuple[set[Member], bool]:
    """The same for one part that matches characters."""
    if op is ops.LITERAL:
        return _cases(value, flags), False
    if op is ops.IN:
        return set().union(*(_of_class(member, flags) for member in value)), False
    if op is ops.SUBPATTERN:
        _, added, dropped, parts = value
        if added & re.UNICODE:
            raise _AnyCharacter
        return _first(parts, (flags | added) & ~dropped)
    if op is ops.ATOMIC_GROUP:
        return _first(value, flags)
    if op is ops.BRANCH:
        branches = [_first(each, flags) for each in value[1]]
        return set().union(*(members for members, _ in branches)), any(passable for _, passable in branches)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        members, passable = _first(value[2], flags)
        return members, passable or value[0] == 0
    raise _AnyCharacter


def _of_class(member: Member, flags: int) -> set[Member]:
    """A member of a class of characters, with the other case where that does not matter."""
    op, value = member
    if op is ops.LITERAL:
        return _cases(value, flags)
    if op is ops.RANGE and not flags & re.IGNORECASE:
        return {member}
    if op is ops.RANGE and value[1] < 0x80:
        return set().union(*(_cases(code, flags) for code in range(value[0], value[1] + 1)))
    if op is ops.CATEGORY and value is ops.CATEGORY_SPACE:
        return {(ops.LITERAL, code) for code in _SPACES}
    if op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
        return {(ops.RANGE, (48, 57)), member}
    raise _AnyCharacter


def _cases(code: int, flags: int) -> set[Member]:
    """A character, and what else is it where case does not matter."""
    character = chr(code)
    if not flags & re.IGNORECASE or character.upper() == character.lower() == character:
        return {(ops.LITERAL, code)}
    if code >= 0x80:
        raise _AnyCharacter
    return {(ops.LITERAL, ord(each)) for each in character + character.swapcase() + _OTHER_CASE.get(character.lower(), "")}
