import { latestParameterName, LATEST, parameterName } from '../../../src/request/history/parameter-name';
import { deliveryTriggerName, triggerName, TriggerName } from '../../../src/request/history/trigger-name';
import { TriggerKind } from '../../../src/request/names';

test.each<[string | undefined, string]>([
  [TriggerKind.ON_DEPLOY, 'on-deploy'],
  [TriggerKind.ON_FIRST_DEPLOY, 'on-deploy'],
  [TriggerKind.BEFORE_CHANGE, 'before-change'],
  [TriggerKind.ON_DELETE, 'on-delete'],
  [undefined, 'on-deploy'],
  ['toString', 'on-deploy'],
])('the trigger %s is named %s', (kind, name) => {
  expect(triggerName(kind)).toBe(name);
});

test.each([
  ['OnSchedule1a2b3c4d', 'on-schedule-1a2b3c4d'],
  ['OnSchedule1a2b3c4dN2', 'on-schedule-1a2b3c4dn2'],
  ['OnEvent00000000', 'on-event-00000000'],
  ['OnEvent', 'on-request'],
  ['OnDeploy', 'on-request'],
  ['OnEvent1/../x', 'on-request'],
  ['', 'on-request'],
])('what has the stable id %j is named %s', (id, name) => {
  expect(deliveryTriggerName(id)).toBe(name);
});

test('each trigger has its parameter, beside the one with the newest good record', () => {
  const names = [...Object.values(TriggerName), deliveryTriggerName('OnEvent00000000'), LATEST];
  expect(new Set(names).size).toBe(names.length);
  expect(parameterName('/a/b', TriggerName.ON_DEPLOY)).toBe('/a/b/on-deploy');
  expect(latestParameterName('/a/b')).toBe('/a/b/latest');
});
