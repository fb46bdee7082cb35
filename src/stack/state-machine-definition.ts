import { StateMachineStep, NextStep, RetryableError } from '../request/names';

/**
 * Faults of Lambda itself, on which AWS recommends to retry every task, and calls that took too long: a repeated start starts
 * nothing.
 */
const LAMBDA_FAULTS = {
  // https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
  ErrorEquals: [
    'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException',
    'Lambda.Unknown', 'Sandbox.Timedout', 'States.Timeout',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
  MaxDelaySeconds: 30,
  JitterStrategy: 'FULL',
};

/** About ten minutes of a service that is not well. Throttled starts are not here: the function spreads them itself. */
const TRY_AGAIN_LATER = {
  ErrorEquals: [RetryableError.TRY_AGAIN_LATER],
  IntervalSeconds: 2,
  BackoffRate: 1.5,
  MaxAttempts: 25,
  MaxDelaySeconds: 30,
  JitterStrategy: 'FULL',
};

/** About two minutes: what IAM takes at worst to spread a new role. */
const NOT_YET_PERMITTED = {
  ErrorEquals: [RetryableError.NOT_YET_PERMITTED],
  IntervalSeconds: 5,
  BackoffRate: 1.5,
  MaxAttempts: 7,
  MaxDelaySeconds: 30,
};

const PATIENT = [LAMBDA_FAULTS, TRY_AGAIN_LATER, NOT_YET_PERMITTED];

/** The answer must go out whatever happens. */
const STUBBORN = [{
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 10,
  MaxDelaySeconds: 60,
}];

const GIVE_UP = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.Error', Next: 'Finish' }];

/**
 * The machine, in the Amazon States Language: start, wait, check, finish; and answer in between, when the deployment does not wait
 * for the end.
 *
 * It decides nothing. Each step is the same function, which says what is next and how long to wait; a step that fails for good
 * goes to Finish with the error, so that whoever waits gets an answer.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function stateMachineDefinition(functionArn: string): object {
  return {
    Comment: 'One on-demand backup job: start it, wait, check, and finish with an answer',
    StartAt: 'Start',
    States: {
      'Start': { ...task(functionArn, StateMachineStep.START), Retry: PATIENT, Catch: GIVE_UP, Next: 'Next?' },
      'Next?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.Next', StringEquals: NextStep.FINISH, Next: 'Finish' },
          { Variable: '$.Next', StringEquals: NextStep.RESPOND, Next: 'Respond' },
        ],
        Default: 'Wait',
      },
      'Wait': { Type: 'Wait', SecondsPath: '$.WaitSeconds', Next: 'Check' },
      'Check': { ...task(functionArn, StateMachineStep.CHECK), Retry: PATIENT, Catch: GIVE_UP, Next: 'Next?' },
      'Respond': { ...task(functionArn, StateMachineStep.RESPOND), Retry: STUBBORN, Catch: GIVE_UP, Next: 'Wait' },
      'Finish': { ...task(functionArn, StateMachineStep.FINISH), Retry: STUBBORN, Next: 'Succeeded?' },
      'Succeeded?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.Succeeded', BooleanEquals: true, Next: 'Succeeded' }],
        Default: 'Failed',
      },
      'Succeeded': { Type: 'Succeed' },
      'Failed': { Type: 'Fail', Error: 'BackupFailed', CausePath: '$.Reason' },
    },
  };
}

/** A call of the function with the step's name and all that the step before it handed on; its result is what goes on. */
function task(functionArn: string, step: string): object {
  return {
    Type: 'Task',
    Resource: functionArn,
    Parameters: { 'Step': step, 'State.$': '$' },
    TimeoutSeconds: 200, // a little over the function's own
  };
}
