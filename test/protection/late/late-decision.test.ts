import { App, Aspects, CfnResource, Duration, type IAspect, Lazy, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { Bucket, CfnBucket, type CfnBucketProps } from 'aws-cdk-lib/aws-s3';
import { BackupProtection, OnDemandBackup, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct, type IConstruct } from 'constructs';
import { staleNestedStacksOf } from '../../util/synth';
import { l1Table, resourcesOf, STABILIZATION, statuses, table, warningsIn } from '../fixture';

const { PROTECTED, NOT_PROTECTED } = ProtectionStatus;

const aspect = (visit: (node: IConstruct) => void): IAspect => ({ visit });
const audits = (scope: Construct) => Bucket.fromBucketName(scope, `Audits${scope.node.children.length}`, 'audits');
const versioning = aspect((node) => { if (node instanceof CfnBucket) { node.versioningConfiguration = { status: 'Enabled' }; } });

describe.each([true, false])('with aspectStabilization %s, the protection', (stabilization) => {
  const newApp = () => new App({ context: { [STABILIZATION]: stabilization } });

  describe('renders nothing before the last aspect:', () => {
    /** Changes the bucket when the last construct of the app is visited, after the protection has visited everything else. */
    const atTheEnd = (app: App, change: () => void) => {
      const end = new Stack(app, 'End');
      Aspects.of(app).add(aspect((node) => { if (node === end) { change(); } }), { priority: 1000 });
    };

    test.each<[string, (bucket: Bucket, rules: Record<string, unknown>[]) => void, (properties: Record<string, unknown>) => unknown, unknown]>([
      ['a lifecycle rule', (bucket) => bucket.addLifecycleRule({ id: 'second', expiration: Duration.days(2) }), ({ LifecycleConfiguration }) =>
        (LifecycleConfiguration as { Rules: unknown[] }).Rules.length, 2],
      ['a CORS rule', (bucket) => bucket.addCorsRule({ allowedMethods: [], allowedOrigins: ['second'] }), ({ CorsConfiguration }) =>
        (CorsConfiguration as { CorsRules: unknown[] }).CorsRules.length, 2],
      ['an inventory', (bucket) => bucket.addInventory({ destination: { bucket: audits(bucket) }, inventoryId: 'second' }), ({ InventoryConfigurations }) =>
        (InventoryConfigurations as unknown[]).length, 2],
      ['a metric', (bucket) => bucket.addMetric({ id: 'second' }), ({ MetricsConfigurations }) => (MetricsConfigurations as unknown[]).length, 2],
      ['what a user reads late', (_bucket, read) => read.push({ id: 'second', storageClassAnalysis: {} }), ({ AnalyticsConfigurations }) => (AnalyticsConfigurations as unknown[]).length, 2],
    ])('%s that a later aspect adds is not lost', (_what, change, read, expected) => {
      const app = newApp();
      Aspects.of(app).add(new BackupProtection());
      const stack = new Stack(app, 'Shop');
      const bucket = new Bucket(stack, 'Invoices', { versioned: true });
      bucket.addLifecycleRule({ id: 'first', expiration: Duration.days(1) });
      bucket.addCorsRule({ allowedMethods: [], allowedOrigins: ['first'] });
      bucket.addInventory({ destination: { bucket: audits(bucket) }, inventoryId: 'first' });
      bucket.addMetric({ id: 'first' });
      const readLate: Record<string, unknown>[] = [{ id: 'first', storageClassAnalysis: {} }];
      (bucket.node.defaultChild as CfnBucket).analyticsConfigurations = Lazy.any({ produce: () => [...readLate] }) as CfnBucketProps['analyticsConfigurations'];
      atTheEnd(app, () => change(bucket, readLate));
      const { Properties = {} } = Object.values(resourcesOf(stack)).find(({ Type }) => Type === 'AWS::S3::Bucket') ?? {};
      expect(read(Properties)).toBe(expected);
      expect(warningsIn(stack)).toEqual([]);
    });

    test.each<[string, string, object, (resource: CfnResource) => void, ProtectionStatus]>([
      ['versioning is turned on', 'AWS::S3::Bucket', {}, (it) => it.addPropertyOverride('VersioningConfiguration.Status', 'Enabled'), PROTECTED],
      ['versioning is suspended', 'AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } },
        (it) => it.addPropertyOverride('VersioningConfiguration.Status', 'Suspended'), NOT_PROTECTED],
      ['an instance becomes one of a cluster', 'AWS::RDS::DBInstance', { Engine: 'mysql' }, (it) => it.addPropertyOverride('DBClusterIdentifier', 'c'), ProtectionStatus.HELD_ELSEWHERE],
      ['a cluster gets access entries', 'AWS::EKS::Cluster', {}, (it) => it.addPropertyOverride('AccessConfig.AuthenticationMode', 'API'), PROTECTED],
      ['a file system becomes a scratch one', 'AWS::FSx::FileSystem', { FileSystemType: 'WINDOWS' }, (it) => it.addPropertyOverride('FileSystemType', 'LUSTRE'), NOT_PROTECTED],
      ['a resource is opted out', 'AWS::DynamoDB::Table', {}, (it) => BackupProtection.optOut(it, 'late'), ProtectionStatus.OPTED_OUT],
    ])('when %s at the end, that counts', (_what, type, properties, change, status) => {
      const app = newApp();
      const protection = new BackupProtection();
      Aspects.of(app).add(protection);
      const resource = new CfnResource(new NestedStack(new Stack(app, 'Shop'), 'Nested'), 'It', { type, properties: { ...properties } });
      atTheEnd(app, () => change(resource));
      app.synth();
      expect(statuses(protection)['Shop/Nested/It']).toBe(status);
      expect(Object.values(resourcesOf(resource.stack)).map(({ Type }) => Type).includes('Custom::OnDemandBackup')).toBe(status === PROTECTED);
      expect(staleNestedStacksOf(app)).toEqual([]);
    });
  });

  describe('decides after the last aspect:', () => {
    test.each<[string, (stack: Stack) => IConstruct]>([
      ['a construct', (stack) => stack.node.findChild('Part')],
      ['a resource', (stack) => stack.node.findChild('Part').node.findChild('Invoices').node.defaultChild as Construct],
      ['a stack', (stack) => stack],
      ['the app', (stack) => stack.node.root],
    ])('a protection of %s sees what a later aspect of the app does', (_what, scope) => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      new Bucket(new Construct(stack, 'Part'), 'Invoices');
      const protection = new BackupProtection();
      Aspects.of(scope(stack)).add(protection, { priority: 0 });
      Aspects.of(stack.node.findChild('Part')).add(versioning, { priority: 900 });
      expect(Object.values(resourcesOf(stack)).filter(({ Type }) => Type === 'Custom::OnDemandBackup')).toHaveLength(2);
      expect(statuses(protection)).toEqual({ 'Shop/Part/Invoices/Resource': PROTECTED });
      expect(warningsIn(stack)).toEqual([]);
    });

    test.each(['before', 'after'])('a bucket that an aspect creates is versioned by an aspect that was added %s the protection', (when) => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      const part = new Construct(stack, 'Part');
      const protection = new BackupProtection();
      const creating = aspect((node) => { if (node === part && !part.node.tryFindChild('Invoices')) { new Bucket(part, 'Invoices'); } });
      Aspects.of(app).add(creating);
      if (when === 'before') { Aspects.of(app).add(versioning); }
      Aspects.of(app).add(protection);
      if (when === 'after') { Aspects.of(app).add(versioning); }
      app.synth();
      expect(statuses(protection)).toEqual({ 'Shop/Part/Invoices/Resource': PROTECTED });
    });

    test('an aspect that reads the dependencies of all constructs makes no difference', () => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      new Bucket(stack, 'Invoices');
      const protection = new BackupProtection();
      Aspects.of(app).add(protection, { priority: 0 });
      const reading = aspect(({ node }) => { expect(node.root.node.findAll().flatMap((each) => each.node.dependencies)).toBeDefined(); });
      Aspects.of(app).add(reading, { priority: 1 });
      Aspects.of(app).add(versioning, { priority: 900 });
      app.synth();
      expect(statuses(protection)).toEqual({ 'Shop/Invoices/Resource': PROTECTED });
    });

    test('a bucket without versioning adds nothing to its stack', () => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      new Bucket(stack, 'Drafts');
      Aspects.of(app).add(new BackupProtection());
      expect(Object.values(resourcesOf(stack)).map(({ Type }) => Type)).toEqual(['AWS::S3::Bucket']);
      expect(app.synth().getStackByName('Shop').assets).toEqual([]);
    });
  });

  describe('adds constructs that are like all others:', () => {
    test('each aspect visits each of them once, in the order of the priorities, also one that another aspect adds', () => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      l1Table(stack);
      const visits: string[] = [];
      const noting = (name: string) => aspect((node) => { if (node instanceof OnDemandBackup) { visits.push(`${name} ${node.node.id.replace(/[0-9A-F]{8}$/, '')}`); } });
      Aspects.of(app).add(new BackupProtection());
      Aspects.of(app).add(noting('third'), { priority: 700 });
      Aspects.of(stack).add(noting('first'), { priority: 100 });
      Aspects.of(app).add(noting('second'), { priority: 100 });
      const adding = aspect((node) => { if (node instanceof OnDemandBackup && Aspects.of(node).all.length === 0) { Aspects.of(node).add(noting('fourth'), { priority: 800 }); } });
      Aspects.of(app).add(adding, { priority: 750 });
      app.synth();
      expect(visits).toEqual(['second Orders', 'first Orders', 'third Orders', 'fourth Orders']);
    });

    test('what an aspect adds to them is visited, too', () => {
      const app = newApp();
      const stack = new Stack(app, 'Shop');
      l1Table(stack);
      Aspects.of(app).add(new BackupProtection());
      Tags.of(app).add('team', 'shop');
      const adding = aspect((node) => { if (node instanceof OnDemandBackup && !node.node.tryFindChild('Extra')) { new Bucket(node, 'Extra'); } });
      Aspects.of(app).add(adding);
      const extra = Object.values(resourcesOf(stack)).find(({ Type }) => Type === 'AWS::S3::Bucket');
      expect(extra?.Properties?.Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
    });

    test('an aspect that adds without an end is an error that says where', () => {
      const app = newApp();
      l1Table(new Stack(app, 'Shop'));
      Aspects.of(app).add(new BackupProtection());
      Aspects.of(app).add(aspect((node) => { if (node.node.scopes.some((scope) => scope instanceof OnDemandBackup)) { new Construct(node as Construct, `${node.node.children.length}`); } }));
      expect(() => app.synth()).toThrow(/aspects add constructs or aspects without an end to what BackupProtection adds in the app/);
    });
  });

  test('works in more than a hundred stacks with a protection of a construct in each', () => {
    const app = newApp();
    const protection = new BackupProtection();
    for (let index = 0; index < 102; index++) { Aspects.of(l1Table(new Construct(new Stack(app, `Shop${index}`), 'Part'))).add(protection); }
    table(new Stack(app, 'Unprotected'));
    app.synth();
    expect(Object.values(statuses(protection))).toEqual(Array(102).fill(PROTECTED));
  });
});
