"""The one place that names the compiler: marked functions run as machine code, kept in a cache on disk.

`compiled` is for functions called by compiled code only, `entry` for those that Python calls: the bridge from Python to
a city of eighty arrays costs more to compile than the function itself.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])
njit: Any = numba.njit
OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}


def compiled(function: Function) -> Function:
    """Compile on first call from compiled code."""
    return cast(Function, njit(no_cpython_wrapper=True, **OPTIONS)(function))


def entry(function: Function) -> Function:
    """Compile on first call from Python; the interpreter's lock is left to other threads."""
    return cast(Function, njit(**OPTIONS)(function))
