import { Harness } from './harness';
import { virtualTime } from './time';
import { recogniseNodeErrors } from '../util/node-errors';

type Options = Parameters<typeof Harness.start>[1];

/**
 * Gives the tests of a file a harness in virtual time, with an empty stand-in for each; nothing may break its promises. The file itself replaces the
 * timers: jest moves that before its imports.
 */
export function inVirtualTime(use: (harness: Harness) => void, options: Options = { quotas: false }): void {
  recogniseNodeErrors();
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start(virtualTime, options);
    use(harness);
  });
  beforeEach(() => harness.renew());
  afterEach(() => { expect(harness.broken).toEqual([]); });
  afterAll(() => harness.stop());
}
