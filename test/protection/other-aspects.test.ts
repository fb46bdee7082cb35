import { App, Aspects, type IAspect, Stack, Tags } from 'aws-cdk-lib';
import { Annotations as Said, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BackupProtection, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct, type IConstruct } from 'constructs';
import { backupsIn, l1Table, protect, resourcesOf, STABILIZATION, statuses, table, warningsIn } from './fixture';

const { PROTECTED } = ProtectionStatus;

describe.each([true, false])('with aspectStabilization: %s', (stabilization) => {
  const versioning: IAspect = { visit: (node) => { if (node instanceof CfnBucket) { node.versioningConfiguration = { status: 'Enabled' }; } } };

  test.each(['before', 'after'])('other aspects may come %s the protection, and visit what it adds', (when) => {
    const app = new App({ context: { [STABILIZATION]: stabilization } });
    const protection = new BackupProtection();
    if (when === 'after') { Aspects.of(app).add(protection); }
    const stack = new Stack(app, 'Shop');
    table(stack);
    new Bucket(stack, 'Invoices');
    Tags.of(app).add('team', 'shop');
    Aspects.of(app).add(versioning);
    PermissionsBoundary.of(app).apply(ManagedPolicy.fromAwsManagedPolicyName('Boundary'));
    Aspects.of(app).add(new AwsSolutionsChecks());
    if (when === 'before') { Aspects.of(app).add(protection); }

    const resources = Object.values(resourcesOf(stack));
    expect(statuses(protection)).toEqual({ 'Shop/Invoices/Resource': PROTECTED, 'Shop/Orders/Resource': PROTECTED });
    const roles = resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles).toHaveLength(3);
    expect(roles.filter(({ Properties }) => Properties?.PermissionsBoundary === undefined)).toEqual([]);
    const taggable = resources.filter(({ Type }) => !/Policy|Custom/.test(Type));
    expect(taggable.map(({ Type }) => Type)).toContain('AWS::Backup::BackupVault');
    expect(taggable.filter(({ Properties }) => !/"team/.test(JSON.stringify(Properties)))).toEqual([]);
    expect(Said.fromStack(stack).findError('*', Match.stringLikeRegexp('AwsSolutions')).map(({ id }) => id)).toContain('/Shop/OnDemandBackupProvider/Handler/Role/DefaultPolicy/Resource');
    expect(warningsIn(stack).filter((warning) => !warning.includes('AwsSolutions'))).toEqual([]);
  });

  test('other aspects visit what is added, whatever the protection is of', () => {
    const untagged = (protectedScope: (stack: Stack) => Construct, tagged: (stack: Stack) => Construct) => {
      const app = new App({ context: { [STABILIZATION]: stabilization } });
      const stack = new Stack(app, 'Shop');
      table(stack);
      Aspects.of(protectedScope(stack)).add(new BackupProtection());
      Tags.of(tagged(stack)).add('team', 'shop');
      const taggable = Object.values(resourcesOf(stack)).filter(({ Type }) => !/Policy|Custom/.test(Type));
      expect([taggable.length, warningsIn(stack)]).toEqual([8, []]);
      return taggable.filter(({ Properties }) => !/"team/.test(JSON.stringify(Properties))).map(({ Type }) => Type);
    };
    const [part, whole, all] = [(stack: Stack) => stack.node.findChild('Orders') as Construct, (stack: Stack) => stack, (stack: Stack) => stack.node.root as Construct];
    for (const scope of [part, whole, all]) { expect([untagged(scope, whole), untagged(scope, all)]).toEqual([[], []]); }
  });

  test.each([undefined, 0, 200, 1000])('the priority %s of the protection does not matter', (priority) => {
    const app = new App({ context: { [STABILIZATION]: stabilization } });
    const stack = new Stack(app, 'Shop');
    new Bucket(stack, 'Invoices');
    Aspects.of(app).add(new BackupProtection(), { priority });
    Aspects.of(app).add(versioning);
    expect(Object.keys(backupsIn(stack))).toEqual(['InvoicesBeforeChange', 'InvoicesOnDelete']);
  });

  test('another synthesis adds nothing', () => {
    const { app, stack, protection } = protect((scope) => {
      table(scope);
      new Queue(scope, 'Queue');
    }, {}, stabilization);
    const first = [resourcesOf(stack), protection.report, warningsIn(stack)];
    app.synth({ force: true });
    const visitAll = (node: IConstruct) => {
      protection.visit(node);
      node.node.children.forEach(visitAll);
    };
    visitAll(app);
    app.synth({ force: true });
    expect([resourcesOf(stack), protection.report, warningsIn(stack)]).toEqual(first);
  });

  test.each(['app', 'stacks'])('more than a hundred stacks cause no endless loop when the protection is added to the %s', (scope) => {
    const app = new App({ context: { [STABILIZATION]: stabilization } });
    const protection = new BackupProtection();
    if (scope === 'app') { Aspects.of(app).add(protection); }
    for (let index = 0; index < 110; index++) {
      const stack = new Stack(app, `Shop${index}`);
      l1Table(stack);
      if (scope === 'stacks') { Aspects.of(stack).add(protection); }
    }
    app.synth();
    expect(protection.report.filter(({ status }) => status === PROTECTED)).toHaveLength(110);
  });

  test('a resource that another aspect adds is protected', () => {
    const { app, protection, stack } = protect((scope) => { new Construct(scope, 'Part'); }, {}, stabilization);
    new Construct(new Stack(app, 'Later'), 'End');
    const added: Record<string, IConstruct> = { Part: stack, End: stack };
    const adding: IAspect = {
      visit: ({ node }) => {
        if (node.id in added && !added[node.id].node.tryFindChild(`Of${node.id}`)) { table(added[node.id] as Construct, `Of${node.id}`); }
      },
    };
    Aspects.of(app).add(adding);
    app.synth();
    expect(statuses(protection)).toEqual({ 'Shop/OfPart/Resource': PROTECTED, 'Shop/OfEnd/Resource': PROTECTED });
    expect(warningsIn(stack)).toEqual([]);
  });
});
