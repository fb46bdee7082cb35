/** The judge of the random apps: it finds each promise that is broken in JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as library from 'cdk-on-demand-backup';
import { build, type Plan } from './property-app';
import { type AssemblyJson, readAssembly, type ResourceJson } from './property-assembly';
import { type Expected, promisesIn } from './property-promises';

const PLAN: Plan = {
  stabilization: false,
  hasStage: false,
  hasNested: true,
  nestedCondition: false,
  hasCopy: false,
  data: [
    { kind: 'table', location: 0, removalPolicy: RemovalPolicy.DESTROY, condition: 'early' },
    { kind: 'bucket', location: 2, removalPolicy: RemovalPolicy.DESTROY, condition: 'none' },
    { kind: 'cluster', location: 1, removalPolicy: RemovalPolicy.DESTROY, condition: 'none' },
  ],
  backups: [
    { data: 0, location: 0, kinds: ['beforeChange', 'onDelete'], vault: 'retained', hasRole: true, isLong: true, isCopy: false },
    { data: 1, location: 1, kinds: ['beforeChange', 'onDelete'], vault: 'default', hasRole: false, isLong: true, isCopy: false },
  ],
  protections: [{ scope: 0, priority: undefined, isLong: false, beforeChange: undefined, isEarly: false, isCopy: false }],
  others: [],
};

describe('the promises that are read from the JSON of the templates', () => {
  let assembly: AssemblyJson;
  let expected: Expected;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'promises-'));
    try {
      const built = build(PLAN, folder, [library, library]);
      built.app.synth();
      assembly = readAssembly(folder);
      ({ expected } = built);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  /** The promises that a change of the assembly breaks. */
  function broken(change: (assembly: AssemblyJson) => void): string[] {
    const copy = structuredClone(assembly);
    change(copy);
    return [...new Set(promisesIn(copy, expected).filter(({ isKept }) => !isKept).map(({ promise }) => promise.replace(/^as the report says, |^a link waits for its |, which is there with it$/g, '')))].sort();
  }

  const resourcesOf = ({ stacks }: AssemblyJson) => stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}));
  const at = (each: AssemblyJson, path: string) =>
    resourcesOf(each).find(({ Metadata }) => Metadata?.['aws:cdk:path']?.endsWith(path)) as ResourceJson;
  const change = (path: string, members: Partial<ResourceJson>) => (each: AssemblyJson) => { Object.assign(at(each, path), members); };
  const remove = (path: string) => (each: AssemblyJson) => {
    each.stacks.forEach(({ template: { Resources = {} } }) => {
      Object.entries(Resources).filter(([, json]) => json === at(each, path)).forEach(([id]) => { delete Resources[id]; });
    });
  };
  const idOf = (each: AssemblyJson, path: string) =>
    each.stacks.flatMap(({ template: { Resources = {} } }) => Object.entries(Resources)).find(([, json]) => json === at(each, path))?.[0] as string;

  test('are all kept as the library writes the templates', () => {
    expect(broken(() => {})).toEqual([]);
    const kept = new Set(promisesIn(assembly, expected).map(({ promise }) => promise));
    expect(kept.size).toBeGreaterThan(20);
  });

  const LINK = '/Backup0/OnDelete';
  const FUNCTION = 'Shop/OnDemandBackupProvider/Handler/Function/Resource';
  const LATE = 'a final backup comes before the deletion';
  const SKIPPED = 'the deletion of a final backup is not skipped';
  const CONDITION = 'a final backup has the condition of its resource';
  const REFERENCE = 'what refers to a conditional resource has its condition';
  const UNGUARDED = 'a change waits for its backup';

  test.each<[string, (each: AssemblyJson) => void, readonly string[]]>([
    ['a link that is retained', change(LINK, { DeletionPolicy: 'Retain' }), [SKIPPED]],
    ['a link that is retained except on create', change(LINK, { DeletionPolicy: 'RetainExceptOnCreate' }), [SKIPPED]],
    ['a further link that is retained', change('/Backup0/OnDeleteContinued1', { DeletionPolicy: 'Retain' }), [SKIPPED]],
    ['a link with another condition', change(LINK, { Condition: 'IsBig' }), [CONDITION, REFERENCE]],
    ['a link without the condition of its resource', change(LINK, { Condition: undefined }), [CONDITION, REFERENCE]],
    ['a link of a resource without a condition that has one', change('BackupProtection/Data224975629/OnDelete', { Condition: 'IsBig' }), [CONDITION]],
    ['a resource with a later condition', change('Second/Data2', { Condition: 'IsProd' }), [CONDITION, REFERENCE]],
    ['a final backup that nothing makes wait', (each) => {
      ['', 'Continued1', 'Continued2'].forEach((link) => {
        const json = at(each, `/Backup0/OnDelete${link}`);
        json.DependsOn = [json.DependsOn ?? []].flat().filter((id) => /Provider|Policy|Continued/.test(id));
        json.Properties!.Request = JSON.stringify({ ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders' });
      });
    }, [LATE, 'onDelete is in the template']],
    ['a chain in the wrong order', change('/Backup0/OnDelete', { DependsOn: undefined }), ['the link that starts the job is deleted first']],
    ['a vault that goes', change('/Vault0/Resource', { DeletionPolicy: 'Delete' }), ['the BackupVaultName of a final backup stays']],
    ['a vault without a policy', change('/Vault0/Resource', { DeletionPolicy: undefined }), ['the BackupVaultName of a final backup stays']],
    ['a vault that is only kept as a snapshot', change('/Vault0/Resource', { DeletionPolicy: 'Snapshot' }), ['the BackupVaultName of a final backup stays']],
    ['a role that goes', change('/Role0/Resource', { DeletionPolicy: 'Delete' }), ['the IamRoleArn of a final backup stays']],
    ['a default vault that goes', change('Second/OnDemandBackupProvider/Vault/Resource/Resource', { DeletionPolicy: 'Delete' }), ['the BackupVaultName of a final backup stays']],
    ['a default role that goes', change('Second/OnDemandBackupProvider/Role/Resource/Resource', { DeletionPolicy: 'Delete' }), ['the IamRoleArn of a final backup stays']],
    ['a function that is conditional', change(FUNCTION, { Condition: 'IsBig' }), [
      REFERENCE, 'AWS::IAM::Policy', 'AWS::Lambda::Function',
    ]],
    ['a permission that is conditional', change('Shop/OnDemandBackupProvider/PermissionToStart/Resource', { Condition: 'IsBig' }), ['AWS::IAM::Policy']],
    ['a function without its permissions', change(FUNCTION, { DependsOn: undefined }), ['AWS::IAM::Policy']],
    ['a resource that does not wait', change('Shop/Data0/Resource', { DependsOn: undefined }), [UNGUARDED]],
    ['a resource that waits for something else', change('Shop/Data0/Resource', { DependsOn: ['Note'] }), [UNGUARDED]],
    ['a nested stack that does not wait', (each) => {
      const json = resourcesOf(each).find(({ Type }) => Type === 'AWS::CloudFormation::Stack') as ResourceJson;
      json.DependsOn = undefined;
    }, [UNGUARDED]],
    ['a backup before a change that is not always there', change('/Backup0/BeforeChange', { Condition: 'IsBig' }),
      ['a backup before a change is there with its resource', REFERENCE]],
    ['a last link that is not always there', change('/Backup0/BeforeChangeContinued2', { Condition: 'IsBig' }),
      [UNGUARDED, 'a backup before a change is there with its resource', REFERENCE]],
    ['no final backup', remove(LINK), ['onDelete is in the template']],
    ['no backup before a change', remove('/Backup0/BeforeChange'), ['beforeChange is in the template']],
    ['a final backup of another resource', (each) => {
      const { Properties = {} } = at(each, LINK);
      Properties.Request = JSON.parse(JSON.stringify(Properties.Request).replaceAll(idOf(each, 'Shop/Data0/Resource'), 'Note'));
    }, ['onDelete is in the template']],
    ['a link that is another trigger', (each) => { at(each, LINK).Properties!.Trigger = 'ON_DEPLOY'; }, ['onDelete is in the template']],
    ['a resource that is not in the report', (each) => { each.report.pop(); }, ['a stateful resource is in the report']],
    ['a report without the backups', (each) => { each.report.forEach((row) => { delete row.beforeChange; delete row.onDelete; }); },
      ['a protected resource has its backups in the report']],
    ['a bucket without versioning', (each) => { delete at(each, '/Data1/Resource').Properties!.VersioningConfiguration; },
      ['a bucket with a backup has versioning', 'a nested template is the one that is deployed', 'a protected bucket has versioning']],
    ['a bucket that has versioning against the report', (each) => {
      Object.assign(each.report.find(({ resource }) => resource.endsWith('Data1/Resource'))!, { status: 'NOT_PROTECTED', reason: 'a bucket without versioning' });
    }, ['a bucket that is not protected has no versioning']],
    ['a nested template that changes late', change('/Data1/Resource', { DeletionPolicy: 'Retain' }), ['a nested template is the one that is deployed']],
    ['an output of a conditional link that has another condition', (each) => {
      ['', 'Continued1', 'Continued2'].forEach((link) => { at(each, `/Backup0/BeforeChange${link}`).Condition = 'IsProd'; });
      Object.values(each.stacks.find(({ name }) => name === 'Shop')!.template.Outputs!).forEach((output) => { output.Condition = 'IsBig'; });
    }, [REFERENCE]],
  ])('are broken by %s', (_what, act, promises) => {
    expect(broken(act)).toEqual([...promises].sort());
  });
});
