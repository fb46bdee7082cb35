import { App, Aspects, Stack, Stage } from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { BackupProtection, ProtectionStatus } from 'cdk-on-demand-backup';
import { Construct, Dependable, type IDependable } from 'constructs';
import { filesOf, type Fill, REPORT, role, statuses, table, warningsIn } from './fixture';

describe('a stage', () => {
  /** An app with a protection, and a stage with a table. */
  function appWithStage(fill: Fill = table) {
    const app = new App();
    const stage = new Stage(app, 'Production');
    fill(new Stack(stage, 'Shop'));
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    new Stack(app, 'Pipeline');
    return { app, stage, protection };
  }

  test('that the protection does not reach is an error', () => {
    expect(() => appWithStage().app.synth()).toThrow(/the stage Production are not protected by backups, because aspects do not reach into a stage: add .*optOut/);
  });

  test.each<[string, (stage: Stage, protection: BackupProtection) => void]>([
    ['it has the same protection', (stage, protection) => Aspects.of(stage).add(protection)],
    ['it has its own protection', (stage) => Aspects.of(stage).add(new BackupProtection())],
    ['its stack has a protection', (stage) => Aspects.of(stage.node.findChild('Shop')).add(new BackupProtection())],
    ['it is opted out', (stage) => BackupProtection.optOut(stage, 'a test')],
    ['all are opted out', (stage) => BackupProtection.optOut(stage.node.root, 'a test')],
  ])('is no error when %s', (_what, act) => {
    const { app, stage, protection } = appWithStage();
    act(stage, protection);
    expect(() => app.synth()).not.toThrow();
  });

  test('is not part of the app\'s protection, even if a part of the stage has its own', () => {
    const { app, stage, protection } = appWithStage((stack) => {
      table(stack);
      Aspects.of(table(stack, 'Own')).add(new BackupProtection());
    });
    app.synth();
    expect([protection.report, warningsIn(stage.node.findChild('Shop') as Stack)]).toEqual([[], []]);
  });

  test('is no error if it has no data, or if no scope above it is protected', () => {
    expect(() => appWithStage((stack) => role(stack)).app.synth()).not.toThrow();
    const app = new App();
    const [stage, other] = [new Stage(app, 'Production'), new Stage(app, 'Test')];
    [stage, other].forEach((each) => table(new Stack(each, 'Shop')));
    Aspects.of(stage).add(new BackupProtection());
    expect(() => app.synth()).not.toThrow();
  });

  test('is in the report of the app, and in the same file', () => {
    const { app, stage, protection } = appWithStage();
    Aspects.of(stage).add(protection);
    table(new Stack(app, 'Shop'));
    const entries = JSON.parse(filesOf(app)[REPORT]) as { resource: string; onDelete: string }[];
    expect(entries.map(({ resource }) => resource)).toEqual(['Production/Shop/Orders/Resource', 'Shop/Orders/Resource']);
    expect(entries[0].onDelete).toMatch(/^Production\/Shop\/BackupProtection\/Orders/);
  });
});

describe('a stage that is synthesised before its protection is added, as by pipeline.addStage()', () => {
  const { PROTECTED, OPTED_OUT } = ProtectionStatus;
  const LATE = /Shop\/Orders\/Resource .*of the stage Production.* added after the stage had been synthesised: add the protection before pipeline\.addStage\(stage\)/;

  /** A stage that is synthesised already, in an app. */
  function synthesised(fill: Fill = table, act: (stage: Stage) => void = () => {}) {
    const app = new App();
    const stage = new Stage(app, 'Production');
    const stack = new Stack(stage, 'Shop');
    fill(stack);
    act(stage);
    stage.synth();
    return { app, stage, stack };
  }

  test.each<[string, (stage: Stage, app: App) => void]>([
    ['the app has a protection', (stage, app) => {
      Aspects.of(app).add(new BackupProtection());
      Aspects.of(stage).add(new BackupProtection());
    }],
    ['the app has the same protection', (stage, app) => {
      const protection = new BackupProtection();
      [app, stage].forEach((scope) => Aspects.of(scope).add(protection));
    }],
    ['another stack has a protection', (stage, app) => {
      const other = new Stack(app, 'Other');
      [other, stage].forEach((scope) => Aspects.of(scope).add(new BackupProtection()));
    }],
    ['another stage has a protection', (stage, app) => {
      const other = new Stage(app, 'Test');
      table(new Stack(other, 'Shop'));
      [other, stage].forEach((scope) => Aspects.of(scope).add(new BackupProtection()));
    }],
    ['only a part of the stage has a protection', (stage, app) => {
      [app, stage.node.findChild('Shop').node.findChild('Orders')].forEach((scope) => Aspects.of(scope).add(new BackupProtection()));
    }],
  ])('is an error when %s', (_what, act) => {
    const { app, stage } = synthesised();
    act(stage, app);
    expect(() => app.synth()).toThrow(LATE);
  });

  test('is an error when only a part of it had a protection before, and nothing is reported that is not in the template', () => {
    const [first, second] = [new BackupProtection(), new BackupProtection()];
    const { app, stage, stack } = synthesised((scope) => {
      table(scope);
      Aspects.of(table(scope, 'First')).add(first);
    });
    Aspects.of(stage).add(second);
    expect(() => app.synth()).toThrow(LATE);
    expect([statuses(first), statuses(second)]).toEqual([{ 'Production/Shop/First/Resource': PROTECTED }, {}]);
    expect(stack.node.findChild('BackupProtection').node.children).toHaveLength(1);
  });

  test('is no error without data, or when it is opted out', () => {
    const without = synthesised((stack) => role(stack));
    const optedOut = synthesised();
    BackupProtection.optOut(optedOut.stage, 'a test');
    for (const { app, stage } of [without, optedOut]) {
      [app, stage].forEach((scope) => Aspects.of(scope).add(new BackupProtection()));
      expect(() => app.synth()).not.toThrow();
    }
  });

  test('is no error with the protection added before, also one of the app and one of its own', () => {
    const protection = new BackupProtection();
    const { app } = synthesised(table, (stage) => Aspects.of(stage).add(protection));
    Aspects.of(app).add(protection);
    BackupProtection.optOut(table(new Stack(app, 'Other')), 'a cache');
    app.synth();
    expect(statuses(protection)).toEqual({ 'Other/Orders/Resource': OPTED_OUT, 'Production/Shop/Orders/Resource': PROTECTED });
  });

  test('is an error even when the app is forced to synthesise, because that synthesises no stage again', () => {
    const { app, stage } = synthesised();
    [app, stage].forEach((scope) => Aspects.of(scope).add(new BackupProtection()));
    expect(() => app.synth({ force: true })).toThrow(LATE);
  });

  test.each([true, false])('by CodePipeline is an error, and none with the protection before (%s)', (before) => {
    const app = new App();
    const env = { account: '111122223333', region: 'eu-west-1' };
    const pipeline = new CodePipeline(new Stack(app, 'Pipeline', { env }), 'Pipeline', {
      synth: new ShellStep('Synth', { input: CodePipelineSource.connection('shop/shop', 'main', { connectionArn: 'arn' }), commands: ['npx cdk synth'] }),
    });
    const stage = new Stage(app, 'Production', { env });
    table(new Stack(stage, 'Shop'));
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    if (before) { Aspects.of(stage).add(protection); }
    pipeline.addStage(stage);
    if (!before) { Aspects.of(stage).add(protection); }
    const synth = () => app.synth();
    if (before) { expect(synth).not.toThrow(); } else { expect(synth).toThrow(LATE); }
  });
});

test('a resource that is added when all has been decided is an error that names it', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  table(stack);
  const late: IDependable = {};
  Dependable.implement(late, {
    get dependencyRoots() {
      if (app.node.tryFindChild('BackupProtectionReport') && stack.node.tryFindChild('BackupProtection') && !stack.node.tryFindChild('Late')) { table(stack, 'Late'); }
      return [];
    },
  });
  Aspects.of(app).add(new BackupProtection());
  Aspects.of(app).add({ visit: (node) => { if (node === app) { new Construct(app, 'ZEnd').node.addDependency(late); } } });
  expect(() => app.synth()).toThrow(/Shop\/Late\/Resource is not protected by backups, because it was added when the protections had decided/);
});
