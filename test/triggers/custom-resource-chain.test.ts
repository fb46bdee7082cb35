import { Template } from 'aws-cdk-lib/assertions';
import { contextOf } from '../../src/backup/backup-context';
import { addChain, addLink } from '../../src/triggers/custom-resource-chain';
import { linksOf } from '../util/synth';
import { define, newStack } from '../util/template';

const [ONE, TWO, THREE] = [1, 2, 3].map((minutes) => ({ TimeoutSeconds: minutes * 60 }));

function newBackup() {
  return define(newStack(), 'Backup', { triggers: [] });
}

test('a link of a chain has its wait policy, its own properties, and the common properties', () => {
  const backup = newBackup();
  const { stack } = addLink(backup, 'Link', ONE, { Request: contextOf(backup, 'a test').request, Own: 'x', None: undefined });
  const { Link } = linksOf(stack);
  expect(Object.keys(Link.Properties)).toEqual(['ServiceToken', 'Request', 'ResourceType', 'WaitPolicy', 'History', 'Own', 'StateMachineArn']);
  expect(Link.Properties).toMatchObject({ ResourceType: 'DynamoDB', WaitPolicy: JSON.stringify(ONE), Own: 'x' });
  expect(Link.DependsOn).toEqual([expect.stringMatching(/PermissionToStart/)]);
});

test('in a chain only the first link starts the job, and each later one takes up the job of the one before', () => {
  const backup = newBackup();
  const { first, last } = addChain(backup, 'Link', [ONE, TWO, THREE], { Request: contextOf(backup, 'a test').request, Trigger: 'T' }, { Revision: 'r' });
  const links = linksOf(first.stack);
  expect([first, last].map(({ node }) => node.id)).toEqual(['Link', 'LinkContinued2']);
  expect(Object.values(links).map(({ Properties: { WaitPolicy, Trigger, Revision } }) => [WaitPolicy, Trigger, Revision])).toEqual([
    [JSON.stringify(ONE), 'T', 'r'], [JSON.stringify(TWO), 'T', undefined], [JSON.stringify(THREE), 'T', undefined],
  ]);
  const before = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^Backup${id}[0-9A-F]{8}$`), 'BackupJobId'] });
  expect(Object.values(links).map(({ Properties }) => Properties.ContinuedJobId)).toEqual([undefined, before('Link'), before('LinkContinued1')]);
});

test('in a chain of one link the first is the last', () => {
  const backup = newBackup();
  const { first, last } = addChain(backup, 'Link', [ONE], { Request: contextOf(backup, 'a test').request }, {});
  expect(last).toBe(first);
  Template.fromStack(first.stack).resourceCountIs('Custom::OnDemandBackup', 1);
});
