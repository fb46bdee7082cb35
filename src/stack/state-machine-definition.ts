import { HANDLER_TIMEOUT_SECONDS } from './handler-timeout';
import { StateMachineStep, NextStep, RetryableError } from '../request/names';

/** A little longer than the function itself may take, so that its own error is seen. */
const TASK_TIMEOUT_SECONDS = HANDLER_TIMEOUT_SECONDS + 20;

/**
 * Faults of Lambda itself, after which AWS recommends retrying every task; crashes of the environment of the function, such as a lack of
 * memory; and calls that took too long. A repeated start starts no second job. Left out are faults that stay: a function that is
 * missing, has no handler or cannot be loaded.
 */
const LAMBDA_FAULTS = {
  ErrorEquals: [
    // https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
    'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException', 'Lambda.Unknown',
    // The function is being created, updated or activated: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
    'Lambda.ResourceConflictException', 'Lambda.ResourceNotReadyException',
    // https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
    'Runtime.ExitError', 'Runtime.OutOfMemory', 'Runtime.Unknown', 'Extension.Crash', 'Sandbox.Timedout', 'States.Timeout',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
  MaxDelaySeconds: 30,
  JitterStrategy: 'FULL',
};

/** About ten minutes, for a service with faults. Throttled starts are not included: the function spreads them itself. */
const TRY_AGAIN_LATER = {
  ErrorEquals: [RetryableError.TRY_AGAIN_LATER],
  IntervalSeconds: 2,
  BackoffRate: 1.5,
  MaxAttempts: 25,
  MaxDelaySeconds: 30,
  JitterStrategy: 'FULL',
};

/** About two minutes, the longest that IAM takes to propagate a new role. */
const NOT_YET_PERMITTED = {
  ErrorEquals: [RetryableError.NOT_YET_PERMITTED],
  IntervalSeconds: 5,
  BackoffRate: 1.5,
  MaxAttempts: 7,
  MaxDelaySeconds: 30,
};

const RETRY_STEP = [LAMBDA_FAULTS, TRY_AGAIN_LATER, NOT_YET_PERMITTED];

/** A record takes a few calls of a few seconds each. */
const RECORD_TIMEOUT_SECONDS = 60;

/** A record is not worth a late response: a few seconds for faults of Lambda. The function itself never fails for a record that it cannot write. */
const RETRY_RECORD = [{ ...LAMBDA_FAULTS, ErrorEquals: LAMBDA_FAULTS.ErrorEquals.filter((name) => name !== 'States.Timeout'), MaxAttempts: 3 }];

/** The response must be sent whatever happens. */
const RETRY_RESPONSE = [{
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 10,
  MaxDelaySeconds: 60,
}];

const RECORD_ERROR = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.Error', Next: 'Record failure' }];

/**
 * The state machine, in the Amazon States Language: start, wait, check, finish; and respond in between if the deployment does not
 * wait for the end. The function records the execution before it responds and before the end. When the record has to wait, or a step
 * failed, that takes a step of its own. Recovery points that newer ones supersede are deleted at the very end, after the response.
 *
 * It decides nothing. Each step calls the same function, which returns the next step and the time to wait. After a step that fails
 * for good, Finish gets the error, so that whoever waits gets a response.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function stateMachineDefinition(functionArn: string): object {
  return {
    Comment: 'One on-demand backup job: start it, wait, check, and finish with an answer',
    StartAt: 'Start',
    States: {
      'Start': { ...task(functionArn, StateMachineStep.START), Retry: RETRY_STEP, Catch: RECORD_ERROR, Next: 'Next?' },
      'Next?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.Next', StringEquals: NextStep.FINISH, Next: 'Finish' },
          { Variable: '$.Next', StringEquals: NextStep.RESPOND, Next: 'Respond' },
          { Variable: '$.Next', StringEquals: NextStep.RECORD, Next: 'Wait to record' },
        ],
        Default: 'Wait',
      },
      'Wait': { Type: 'Wait', SecondsPath: '$.WaitSeconds', Next: 'Check' },
      'Check': { ...task(functionArn, StateMachineStep.CHECK), Retry: RETRY_STEP, Catch: RECORD_ERROR, Next: 'Next?' },
      'Respond': { ...task(functionArn, StateMachineStep.RESPOND), Retry: RETRY_RESPONSE, Catch: RECORD_ERROR, Next: 'Wait' },
      'Wait to record': { Type: 'Wait', SecondsPath: '$.Recording.WaitSeconds', Next: 'Record' },
      'Record': { ...record(functionArn, 'Not recorded'), Next: 'Next?' },
      'Not recorded': {
        Type: 'Choice',
        Choices: [{ Variable: '$.Recording.Next', StringEquals: NextStep.RESPOND, Next: 'Respond' }],
        Default: 'Finish',
      },
      'Record failure': { ...record(functionArn, 'Finish'), Next: 'Next?' },
      'Finish': { ...task(functionArn, StateMachineStep.FINISH), Retry: RETRY_RESPONSE, Next: 'Succeeded?' },
      'Succeeded?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.Pruning', IsPresent: true, Next: 'Wait to prune' },
          { Variable: '$.Succeeded', BooleanEquals: true, Next: 'Succeeded' },
        ],
        Default: 'Failed',
      },
      'Wait to prune': { Type: 'Wait', SecondsPath: '$.Pruning.WaitSeconds', Next: 'Prune' },
      'Prune': {
        ...task(functionArn, StateMachineStep.PRUNE),
        Retry: RETRY_STEP,
        // Only a good backup lets others go, and it stays one
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.PruneError', Next: 'Succeeded' }],
        Next: 'Succeeded?',
      },
      'Succeeded': { Type: 'Succeed' },
      'Failed': { Type: 'Fail', Error: 'BackupFailed', CausePath: '$.Reason' },
    },
  };
}

/** A step that records the execution, and what comes when it fails for good. */
function record(functionArn: string, otherwise: string): object {
  return {
    ...task(functionArn, StateMachineStep.RECORD, RECORD_TIMEOUT_SECONDS),
    Retry: RETRY_RECORD,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.RecordError', Next: otherwise }],
  };
}

/** A call of the function with the name of the step and the state of the execution; its result is the new state. */
function task(functionArn: string, step: string, TimeoutSeconds = TASK_TIMEOUT_SECONDS): object {
  return {
    Type: 'Task',
    Resource: functionArn,
    Parameters: { 'Step': step, 'State.$': '$' },
    TimeoutSeconds,
  };
}
