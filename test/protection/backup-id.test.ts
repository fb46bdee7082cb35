import { CfnResource, NestedStack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { backupId } from '../../src/protection/backup-id';
import { newStack } from '../util/template';

function idAt(scope: Construct, path: string): string {
  const ids = path.split('/');
  const parent = ids.slice(0, -1).reduce((above, id) => new Construct(above, id), scope);
  return backupId(new CfnResource(parent, ids[ids.length - 1], { type: 'AWS::SQS::Queue' }));
}

test.each([
  ['Orders/Resource', /^Orders[0-9A-F]{8}$/],
  ['Orders/Default', /^Orders[0-9A-F]{8}$/],
  ['Orders', /^Orders[0-9A-F]{8}$/],
  ['Shop/Data/Orders-2/Resource', /^ShopDataOrders2[0-9A-F]{8}$/],
  [`${'Long'.repeat(20)}/Resource`, /^(Long){10}[0-9A-F]{8}$/],
])('the backup id of %s contains the name of the resource', (path, expected) => {
  expect(idAt(newStack(), path)).toMatch(expected);
});

test('the backup id is the same in each synthesis, whatever else is in the stack', () => {
  const other = newStack();
  idAt(other, 'Other/Resource');
  expect(idAt(other, 'Orders/Resource')).toBe(idAt(newStack(), 'Orders/Resource'));
  expect(idAt(newStack(), 'Orders/Resource')).toBe('OrdersB3C962D7');
});

test('the backup id differs from that of a path with the same letters and digits', () => {
  const stack = newStack();
  expect(new Set(['A/BC', 'AB/C', 'A-B/C', 'ABC'].map((path) => idAt(stack, path))).size).toBe(4);
});

test('the backup id does not depend on the parent of a nested stack', () => {
  const nested = (id: string) => new NestedStack(newStack(), id);
  expect(idAt(nested('One'), 'Orders')).toBe(idAt(nested('Other'), 'Orders'));
});
