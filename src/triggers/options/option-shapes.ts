import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { FAILURE_ACTION, REUSE_PROPS } from '../../backup/props/backup-shape';
import { CONSTRUCTS, DATE, EVENT_BUS, KEY, SCHEDULE_GROUP, TIME_WINDOW } from '../../backup/props/cdk-checks';
import { BOOLEAN, type Check, isToken, listOf, memberOf, mustBe, STRING } from '../../backup/props/check';
import { isPlain } from '../../backup/props/describe-value';
import type { Shape } from '../../backup/props/shape';
import type { BeforeChangeOptions } from '../before-change';
import { DELIVERY_PROPS } from '../delivery/delivery-shape';
import { DeployRun } from '../deploy-run';
import type { OnDeleteOptions } from '../on-delete';
import type { OnDeployOptions } from '../on-deploy';
import type { OnEventOptions } from '../on-event';
import type { OnScheduleOptions } from '../on-schedule';

export const ON_DEPLOY_OPTIONS: Shape<OnDeployOptions> = { revision: STRING, watch: CONSTRUCTS, run: memberOf('DeployRun', DeployRun) };

export const BEFORE_CHANGE_OPTIONS: Shape<BeforeChangeOptions> = { watch: CONSTRUCTS, ignoreProperties: listOf('strings', STRING), ignoreTags: BOOLEAN };

export const ON_DELETE_OPTIONS: Shape<OnDeleteOptions> = { onFailure: FAILURE_ACTION, ...REUSE_PROPS };

export const ON_SCHEDULE_OPTIONS: Shape<OnScheduleOptions> = {
  immediate: BOOLEAN,
  timeWindow: TIME_WINDOW,
  start: DATE,
  end: DATE,
  scheduleGroup: SCHEDULE_GROUP,
  scheduleName: STRING,
  description: STRING,
  enabled: BOOLEAN,
  key: KEY,
  ...DELIVERY_PROPS,
};

export const ON_EVENT_OPTIONS: Shape<OnEventOptions> = {
  eventBus: EVENT_BUS,
  ruleName: STRING,
  description: STRING,
  enabled: BOOLEAN,
  ...DELIVERY_PROPS,
};

const MATCHERS: Check = mustBe({ noun: 'a list of values', advice: (value) => typeof value === 'string' ? `write ['${value}']` : 'put it in brackets, [...]' },
  (value) => Array.isArray(value) || isToken(value));

const DETAIL: Check = mustBe({ noun: 'an object', advice: 'write { field: [\'value\'] }' }, (value) => isPlain(value) || isToken(value));

export const EVENT_PATTERN: Shape<EventPattern> = {
  source: MATCHERS,
  detailType: MATCHERS,
  version: MATCHERS,
  id: MATCHERS,
  account: MATCHERS,
  time: MATCHERS,
  region: MATCHERS,
  resources: MATCHERS,
  detail: DETAIL,
};
