import { drive, executionsOf, resourcesOf, until } from './account';

drive('input of an event and a schedule', async (findings) => {
  const [machine] = await resourcesOf('AccountRunInput', 'AWS::StepFunctions::StateMachine');
  await until('two executions', 10, async () => (await executionsOf(machine)).length >= 2);
  const executions = await executionsOf(machine);
  for (const { input, status } of executions) {
    findings.answer(`${String(input.Trigger)}: ${status}, key ${JSON.stringify(input.IdempotencyKey)}, ${JSON.stringify(input).length} characters`);
    findings.expect('no placeholder is left in the input', !/<aws\.|\$\./.test(JSON.stringify(input)));
  }
  const triggers = executions.map(({ input }) => String(input.Trigger));
  findings.expect(`one of each: ${triggers.join(', ')}`, new Set(triggers).size === 2);
});
