import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOfRegion } from '../../../../src/request/rules/arn/partition-of-region';

test.each(RegionInfo.regions.map(({ name, partition }) => [name, partition]))('%s is in %s, as the CDK says', (region, partition) => {
  expect(partitionOfRegion(region)).toBe(partition);
});

test('the CDK knows Regions of eight partitions', () => {
  expect([...new Set(RegionInfo.regions.map(({ partition }) => partition))]).toHaveLength(8);
});

test.each(['xx-new-1', 'us-isox-east-1', 'europe-west-1', 'eu-west', 'EU-WEST-1', 'us-east-1a', '', '${Token}', 'eu-${Token}-1'])('%j is of no partition that is known', (region) => {
  expect(partitionOfRegion(region)).toBeUndefined();
});
