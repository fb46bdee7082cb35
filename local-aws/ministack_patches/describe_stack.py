"""DescribeStacks returns when a delete began, and DescribeStackResource names what is missing in the words of AWS.

AWS: DescribeStacks returns DeletionTime once a delete has begun. DescribeStackResource fails with "Stack 'X' does not exist", also for the
name of a deleted stack (which only its id finds), and with "Resource Y does not exist for stack X", both as ValidationError.
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html
The messages are not documented; they are as reported in https://github.com/aws-samples/amazon-rekognition-video-analyzer/issues/23

MiniStack 1.5.33: has no DeletionTime, and other messages ("Resource [Y] does not exist in stack [X]").
"""
from ministack.services.cloudformation import _stack_events, _stacks, handlers, helpers

from .wrapping import original, replace_entry


def apply():
    describe_stacks = original(handlers, "_describe_stacks", "params")
    describe_stack_resource = original(handlers, "_describe_stack_resource", "params")
    find_stack = original(handlers, "_resolve_stack", "stack_name")
    error = original(helpers, "_error", "code", "message", "status")
    parameter = original(helpers, "_p", "params", "key", "default")

    def describe_stacks_with_deletion_time(params):
        status, headers, body = describe_stacks(params)
        for stack_id, time in deletion_times():
            known = f"<StackId>{stack_id}</StackId>".encode()
            body = body.replace(known, known + f"<DeletionTime>{time}</DeletionTime>".encode())
        return status, headers, body

    def describe_stack_resource_or_say_what_is_missing(params):
        stack_name, logical_id = parameter(params, "StackName"), parameter(params, "LogicalResourceId")
        stack = find_stack(stack_name)
        if not stack or (stack["StackStatus"] == "DELETE_COMPLETE" and stack_name != stack["StackId"]):
            return error("ValidationError", f"Stack '{stack_name}' does not exist")
        if logical_id not in stack["_resources"]:
            return error("ValidationError", f"Resource {logical_id} does not exist for stack {stack_name}")
        return describe_stack_resource(params)

    replace_entry(describe_stacks, describe_stacks_with_deletion_time, handlers._ACTION_HANDLERS, "DescribeStacks")
    replace_entry(
        describe_stack_resource, describe_stack_resource_or_say_what_is_missing, handlers._ACTION_HANDLERS, "DescribeStackResource")


def deletion_times():
    """Each stack's id with the start of its last delete, according to its events."""
    for stack in _stacks.values():
        for event in reversed(_stack_events.get(stack["StackId"]) or []):
            if event["PhysicalResourceId"] == stack["StackId"] and event["ResourceStatus"] == "DELETE_IN_PROGRESS":
                yield stack["StackId"], event["Timestamp"]
                break
