import { deploy, drive, statusOf } from './account';

drive('attribute read by a second stack', async (findings) => {
  const update = deploy('attribute-in-second-stack', 2);
  findings.answer(`an update that makes another recovery point ${update.succeeded ? 'succeeds' : 'fails'}: ${/Cannot update export[^\n]*|Export [^\n]*/.exec(update.output)?.[0] ?? ''}`);
  findings.answer(`the stacks are ${await statusOf('AccountRunFirst')} and ${await statusOf('AccountRunSecond')}`);
  const again = deploy('attribute-in-second-stack', 1);
  findings.answer(`the deployment of what was there before ${again.succeeded ? 'succeeds' : 'fails'}`);
});
