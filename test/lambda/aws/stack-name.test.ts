import { stackName } from '../../../lambda/aws/stack-name';

test.each([
  ['arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/51af3dc0-da77-11e4-872e-1234567db123', 'orders'],
  ['arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/orders-Nested-1A2B3C/51af3dc0', 'orders-Nested-1A2B3C'],
  ['orders', ''],
  ['', ''],
])('the name in %s is "%s"', (id, name) => {
  expect(stackName(id)).toBe(name);
});
