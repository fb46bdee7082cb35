import { Template } from 'aws-cdk-lib/assertions';
import { contextOf } from '../../src/backup/backup-context';
import { addChain, addLink } from '../../src/triggers/custom-resource-chain';
import { linksOf } from '../util/synth';
import { define, newStack } from '../util/template';

const [ONE, TWO, THREE] = [1, 2, 3].map((minutes) => ({ TimeoutSeconds: minutes * 60 }));

function newBackup() {
  return define(newStack(), 'Backup', { triggers: [] });
}

test('a link has its waitPolicy, its own properties, and what every one has', () => {
  const definition = newBackup();
  const { stack } = addLink(definition, 'Link', ONE, { Request: contextOf(definition, 'a test').request, Own: 'x', None: undefined });
  const { Link } = linksOf(stack);
  expect(Object.keys(Link.Properties)).toEqual(['ServiceToken', 'Request', 'ResourceType', 'WaitPolicy', 'Own', 'StateMachineArn']);
  expect(Link.Properties).toMatchObject({ ResourceType: 'DynamoDB', WaitPolicy: JSON.stringify(ONE), Own: 'x' });
  expect(Link.DependsOn).toEqual([expect.stringMatching(/PermissionToStart/)]);
});

test('of a chain only the first starts, and each later one takes up the job of the one before', () => {
  const definition = newBackup();
  const { first, last } = addChain(definition, 'Link', [ONE, TWO, THREE], { Request: contextOf(definition, 'a test').request, Trigger: 'T' }, { Revision: 'r' });
  const links = linksOf(first.stack);
  expect([first, last].map(({ node }) => node.id)).toEqual(['Link', 'LinkContinued2']);
  expect(Object.values(links).map(({ Properties: { WaitPolicy, Trigger, Revision } }) => [WaitPolicy, Trigger, Revision])).toEqual([
    [JSON.stringify(ONE), 'T', 'r'], [JSON.stringify(TWO), 'T', undefined], [JSON.stringify(THREE), 'T', undefined],
  ]);
  const before = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^Backup${id}[0-9A-F]{8}$`), 'BackupJobId'] });
  expect(Object.values(links).map(({ Properties }) => Properties.ContinuedJobId)).toEqual([undefined, before('Link'), before('LinkContinued1')]);
});

test('of one link the first is the last', () => {
  const definition = newBackup();
  const { first, last } = addChain(definition, 'Link', [ONE], { Request: contextOf(definition, 'a test').request }, {});
  expect(last).toBe(first);
  Template.fromStack(first.stack).resourceCountIs('Custom::OnDemandBackup', 1);
});
