import { App, Aspects, Stack, Stage } from 'aws-cdk-lib';
import { BackupProtection } from 'cdk-on-demand-backup';
import { filesOf, type Fill, REPORT, role, table, warningsIn } from './fixture';

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
