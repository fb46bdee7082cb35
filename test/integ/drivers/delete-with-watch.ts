import { destroy, drive, eventsOf, executionsOf, idOf, resourcesOf } from './account';

const STACK = 'AccountRunWatch';
/** The longest wait of a watching execution. */
const LONGEST_SECONDS = 600;

drive('deletion of a stack with a running watch', async (findings) => {
  const [machine] = await resourcesOf(STACK, 'AWS::StepFunctions::StateMachine');
  const running = (await executionsOf(machine)).filter(({ status }) => status === 'RUNNING').length;
  findings.expect(`an execution is running: ${running}`, running === 1);
  const id = await idOf(STACK);
  const { succeeded, seconds } = destroy('delete-with-watch');
  findings.expect(`the deletion succeeds within the longest wait and a minute: ${seconds} s`, succeeded && seconds < LONGEST_SECONDS + 60);
  const ofMachine = (await eventsOf(id)).filter(({ PhysicalResourceId, ResourceStatus }) => PhysicalResourceId === machine && ResourceStatus?.startsWith('DELETE'));
  findings.answer(`the state machine: ${ofMachine.map(({ ResourceStatus, Timestamp }) => `${ResourceStatus} ${Timestamp?.toISOString()}`).join(', ')}`);
});
