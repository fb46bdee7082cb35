"""EventBridge Scheduler puts its context attributes into the input of a target.

AWS: `<aws.scheduler.schedule-arn>`, `<aws.scheduler.scheduled-time>` (when the invocation was due, like 2022-03-22T18:59:43Z),
`<aws.scheduler.execution-id>` and `<aws.scheduler.attempt-number>` in Target.Input are replaced when the schedule invokes its target.
https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html

MiniStack 1.5.33 (`_tick_schedules`): passes Input on unchanged. It also counts the next interval of a rate() from the sweep that
noticed the last one, up to 10 s late; here each is due a whole number of intervals after the schedule was created.
"""
import secrets
from contextvars import ContextVar
from datetime import datetime, timezone

from ministack.services import eventbridge, scheduler

from .wrapping import original, replace

#: When each schedule had fired before the current sweep.
_fired_before = ContextVar("fired_before_this_sweep", default=None)


def apply():
    sweep = original(scheduler, "_tick_schedules")
    invoke = original(eventbridge, "_invoke_target", "target", "event", "rule", "view")
    at_time = original(scheduler, "_at_time_epoch", "expr")
    rate_seconds = original(eventbridge, "_parse_rate_seconds", "expr")
    cron_fields = original(eventbridge, "_parse_cron_fields", "expr")
    next_of_cron = original(eventbridge, "_cron_next_fire", "fields", "after_dt")

    def sweep_with_times():
        scope = _fired_before.set(dict(scheduler._schedule_last_fired))
        try:
            sweep()
        finally:
            _fired_before.reset(scope)

    def invoke_with_context(target, event, rule, view=None):
        fired_before = _fired_before.get()
        if fired_before is not None:
            target = with_context(target, event, rule, fired_before)
        return invoke(target, event, rule, view)

    def with_context(target, event, schedule, fired_before):
        key = (event["Account"], event["Region"], f"{schedule['GroupName']}/{schedule['Name']}")
        expression, now = schedule["ScheduleExpression"], event["Time"]
        due = due_time(expression, fired_before.get(key, schedule["CreationDate"]), now)
        if rate_seconds(expression):
            scheduler._schedule_last_fired[key] = due
        values = {
            "schedule-arn": schedule["Arn"],
            "scheduled-time": datetime.fromtimestamp(due, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "execution-id": secrets.token_hex(8),
            "attempt-number": "1",
        }
        text = target.get("Input", "")
        for name, value in values.items():
            text = text.replace(f"<aws.scheduler.{name}>", value)
        return {**target, "Input": text}

    def due_time(expression, last, now):
        """The latest occurrence after the last one: a late sweep makes up for only one."""
        at, interval = at_time(expression), rate_seconds(expression)
        if at is not None:
            return at
        if interval is not None:
            return last + (now - last) // interval * interval
        fields, due = cron_fields(expression), None
        occurrence = next_of_cron(fields, datetime.fromtimestamp(last, timezone.utc))
        while occurrence and occurrence.timestamp() <= now:
            due, occurrence = occurrence, next_of_cron(fields, occurrence)
        return due.timestamp()

    replace(sweep, sweep_with_times, scheduler)
    replace(invoke, invoke_with_context, eventbridge)
