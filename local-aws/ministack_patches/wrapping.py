"""Replaces a function of MiniStack by a wrapper, or refuses to start."""
import inspect
from importlib.metadata import version

WRITTEN_AGAINST = "1.5.33"


def original(module, name, *parameters):
    """The function to wrap. A patch that silently stopped fitting would be worse than a local AWS that does not start."""
    function = getattr(module, name, None)
    found = list(inspect.signature(function).parameters) if callable(function) else None
    if found != list(parameters):
        expected = f"{module.__name__}.{name}({', '.join(parameters)})"
        actual = "is not there" if found is None else f"takes ({', '.join(found)})"
        raise RuntimeError(f"The patches of local-aws/ministack_patches are written against MiniStack {WRITTEN_AGAINST}. "
                           f"In MiniStack {version('ministack')}, {expected} {actual}: bring the patch up to date.")
    return function


def replace(function, wrapper, *modules):
    """Installs the wrapper in every module that imported the function by name."""
    for module in modules:
        if getattr(module, function.__name__, None) is not function:
            raise RuntimeError(f"MiniStack {version('ministack')}: {module.__name__} does not use {function.__name__}.")
        setattr(module, function.__name__, wrapper)


def replace_entry(function, wrapper, table, key):
    """Installs the wrapper in one of MiniStack's tables of functions."""
    if table.get(key) is not function:
        raise RuntimeError(f"MiniStack {version('ministack')}: {function.__name__} is not what it calls for {key}.")
    table[key] = wrapper
