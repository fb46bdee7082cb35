"""Fixes for differences between MiniStack and AWS that our tests would miss, or for which they would fail wrongly.

One difference per file, each with what AWS does, where that is documented, and what MiniStack does. All are written
against the version that `requirements.txt` pins. After a change of that pin, review them: `wrapping.py` finds functions
that are gone or take other arguments, `test/e2e/local-aws-fidelity.test.ts` finds the rest. Drop what MiniStack does by itself.
"""
from . import delete_order, describe_stack, nested_stack, scheduler_context


def apply():
    for patch in (delete_order, describe_stack, nested_stack, scheduler_context):
        patch.apply()
