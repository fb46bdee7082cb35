import { arnOf, deploy, drive, jobsOf, resourcesOf } from './account';

const STACK = 'AccountRunNestedDepths-whose-name-is-so-long-that-the-names-of-its-nested-stacks-are-cut';

drive('backup and table at different depths', async (findings) => {
  const outer = (await resourcesOf(STACK, 'AWS::CloudFormation::Stack')).find((arn) => arn.includes('Outer'));
  findings.answer(`the nested stack is named ${outer?.split('/')[1]}`);
  const [inner] = await resourcesOf(outer as string, 'AWS::CloudFormation::Stack');
  findings.answer(`the one nested in it is named ${inner?.split('/')[1]}`);
  const tables = [...await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable'), ...await resourcesOf(inner, 'AWS::DynamoDB::GlobalTable')];
  findings.expect(`${tables.length} tables`, tables.length === 2);

  const update = deploy('nested-depths', 2);
  findings.expect('the change of both tables succeeds', update.succeeded);
  for (const table of tables) {
    const jobs = await jobsOf(await arnOf('dynamodb', `table/${table}`));
    findings.expect(`one job of ${table}: ${jobs.map(({ State }) => State).join()}`, jobs.length === 1 && jobs[0].State === 'COMPLETED');
  }
});
