"""Nested stacks are updated and deleted like other stacks.

AWS: a nested stack is a stack; an unchanged resource in it keeps its attributes. If the nested stack cannot be deleted, the
resource of the parent fails with the reason "Embedded stack <arn> was not successfully deleted: <the nested stack's reason>".
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html

MiniStack 1.5.33: an update loses the attributes of unchanged resources, so that the first Fn::GetAtt to one of them fails the
update (`_cfn_nested_stack_deploy` calls `_update_resource` without `old_attrs`). A delete skips each resource that fails, emits no
events, ignores DeletionPolicy, and always succeeds (`_cfn_nested_stack_delete`).
"""
import asyncio

from ministack.services.cloudformation import _stacks, provisioners, stacks

from .wrapping import original, replace, replace_entry


def apply():
    update_resource = original(
        provisioners, "_update_resource",
        "resource_type", "physical_id", "old_props", "new_props", "stack_name", "logical_id", "old_attrs")
    delete_nested_stack = original(provisioners, "_cfn_nested_stack_delete", "physical_id", "props")
    name_of = original(provisioners, "_nested_stack_lookup_name", "physical_id_or_arn")

    def update_resource_with_attributes(
            resource_type, physical_id, old_props, new_props, stack_name, logical_id=None, old_attrs=None):
        if old_attrs is None:
            resources = (_stacks.get(stack_name) or {}).get("_resources", {})
            old_attrs = resources.get(logical_id, {}).get("Attributes")
        return update_resource(resource_type, physical_id, old_props, new_props, stack_name, logical_id, old_attrs)

    def delete_as_a_stack(physical_id, props):
        name = name_of(physical_id)
        stack = _stacks.get(name)
        if not stack or stack["StackStatus"] == "DELETE_COMPLETE":
            return
        asyncio.run(stacks._delete_stack_async(name, stack["StackId"]))  # we are in a separate thread, as for custom resources
        if stack["StackStatus"] != "DELETE_COMPLETE":
            raise RuntimeError(f"Embedded stack {stack['StackId']} was not successfully deleted: {stack['StackStatusReason']}")

    replace(update_resource, update_resource_with_attributes, provisioners)
    replace_entry(delete_nested_stack, delete_as_a_stack, provisioners._RESOURCE_HANDLERS["AWS::CloudFormation::Stack"], "delete")
