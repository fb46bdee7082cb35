"""A resource that could not be deleted keeps what it depends on.

AWS: CloudFormation deletes a resource only when everything that depends on it is gone. When a resource fails to delete,
CloudFormation deletes unrelated resources, leaves alone what the failed one depends on (no events), and ends in DELETE_FAILED.
The next delete starts with the failed resource, then the others. So a custom resource that responds to its Delete with FAILED
protects what it depends on, and finds its function still there at the next attempt.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-delete-stack.html

MiniStack 1.5.33 (`_delete_stack_async`): goes on to delete what the failed resource depends on.

During the delete, the kept resources are not in the stack's record, because MiniStack iterates over that record.
With FORCE_DELETE_STACK, MiniStack itself takes care of the dependencies.
"""
from contextvars import ContextVar

from ministack.services.cloudformation import _stacks, handlers, stacks

from .wrapping import original, replace

#: What the current delete must leave alone: the records of resources by logical id.
_kept = ContextVar("kept_by_a_failed_delete", default=None)


def apply():
    delete_stack = original(stacks, "_delete_stack_async", "stack_name", "stack_id", "retain_resources", "force")
    delete_resource = original(stacks, "_delete_resource", "resource_type", "physical_id", "props", "stack_name", "logical_id")
    with_dependencies = original(stacks, "_with_dependencies", "logical_ids", "res_defs", "remaining")

    async def delete_stack_but_keep_dependencies(stack_name, stack_id, retain_resources=(), force=False):
        stack = _stacks.get(stack_name)
        kept = {}
        scope = _kept.set(None if force else kept)
        try:
            await delete_stack(stack_name, stack_id, retain_resources, force)
        finally:
            _kept.reset(scope)
            if kept:
                stack["_resources"].update(kept)

    def delete_resource_or_keep_dependencies(resource_type, physical_id, props, stack_name=None, logical_id=None):
        try:
            delete_resource(resource_type, physical_id, props, stack_name, logical_id)
        except Exception:
            kept = _kept.get()
            if kept is not None:
                keep_dependencies(_stacks.get(stack_name), logical_id, kept)
            raise

    def keep_dependencies(stack, logical_id, kept):
        resources = stack["_resources"]
        definitions = stack["_template"].get("Resources", {})
        for dependency in with_dependencies([logical_id], definitions, set(resources)) - {logical_id}:
            kept[dependency] = resources.pop(dependency)

    replace(delete_stack, delete_stack_but_keep_dependencies, stacks, handlers)
    replace(delete_resource, delete_resource_or_keep_dependencies, stacks)
