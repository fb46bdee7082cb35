import { App, Aspects, BootstraplessSynthesizer, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer, NestedStack, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CloudFormationProduct, CloudFormationTemplate, ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { BackupProtection, ProtectionStatus } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { backupsIn, l1Table, resourcesOf, statuses, table, warningsIn } from './fixture';

const { PROTECTED, NOT_PROTECTED, OPTED_OUT } = ProtectionStatus;

type FileAsset = Parameters<DefaultStackSynthesizer['addFileAsset']>[0];

/** As AppStagingSynthesizer: the first asset adds a bucket to a stack that accepts no assets itself. */
class StagingSynthesizer extends DefaultStackSynthesizer {
  constructor(private readonly staging: Stack) { super(); }

  public addFileAsset(asset: FileAsset) {
    if (!this.staging.node.tryFindChild('Staging')) { new Bucket(this.staging, 'Staging', { versioned: true }); }
    this.boundStack.addDependency(this.staging);
    return super.addFileAsset(asset);
  }
}

/** Accepts only the templates. */
class RefusingSynthesizer extends DefaultStackSynthesizer {
  constructor(private readonly message: string) { super(); }

  public addFileAsset(asset: FileAsset) {
    if (asset.fileName?.endsWith('.template.json')) { return super.addFileAsset(asset); }
    throw new Error(this.message);
  }
}

describe('a stack that accepts no assets', () => {
  const noAssets: [string, (app: App) => Stack][] = [
    ['BootstraplessSynthesizer', (app) => new Stack(app, 'Product', { synthesizer: new BootstraplessSynthesizer() })],
    ['a synthesizer of the user', (app) => new Stack(app, 'Product', { synthesizer: new RefusingSynthesizer('File assets are not supported here') })],
    ['ProductStack', (app) => {
      const catalog = new Stack(app, 'Catalog');
      const product = new ProductStack(catalog, 'Product');
      new CloudFormationProduct(catalog, 'Of', { productName: 'p', owner: 'o', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(product) }] });
      return product;
    }],
  ];

  test.each(noAssets)('with %s is reported, and the others are protected', (_what, create) => {
    const app = new App();
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    const refusing = create(app);
    table(refusing);
    const shop = new Stack(app, 'Shop');
    table(shop);
    app.synth();
    const { path } = refusing.node;
    expect(statuses(protection)).toEqual({ [`${path}/Orders/Resource`]: NOT_PROTECTED, 'Shop/Orders/Resource': PROTECTED });
    expect(protection.report[0].reason).toMatch(`the stack ${path} cannot have the function of the backups (`);
    expect(refusing.node.children.map(({ node }) => node.id)).not.toContain('OnDemandBackupProvider');
    expect(Object.keys(backupsIn(shop))).toEqual(['OrdersBeforeChange', 'OrdersOnDelete']);
    expect(app.node.findAll().flatMap(({ node }) => node.metadata).filter(({ data }) => String(data).includes('assets')).map(({ type, data }) => [type, data]))
      .toEqual([['aws:cdk:warning', expect.stringMatching(/not protected by backups: the stack .* accepts file assets; or call BackupProtection\.optOut.*notProtected/)]]);
  });

  test.each(noAssets)('with %s can be opted out, without a warning', (_what, create) => {
    const app = new App();
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    const refusing = create(app);
    table(refusing);
    BackupProtection.optOut(refusing, 'a cache');
    app.synth();
    expect(Object.values(statuses(protection))).toEqual([OPTED_OUT]);
  });

  test('for another reason is an error that names the stack and the way out', () => {
    const app = new App();
    Aspects.of(app).add(new BackupProtection());
    table(new Stack(app, 'Shop', { synthesizer: new RefusingSynthesizer('disk full') }));
    expect(() => app.synth()).toThrow('the protection cannot add backups to the stack Shop: disk full; call BackupProtection.optOut(stack, reason) to leave it out');
  });
});

describe('a stack that accepts assets', () => {
  test.each<[string, StackProps]>([
    ['LegacyStackSynthesizer', { synthesizer: new LegacyStackSynthesizer() }],
    ['CliCredentialsStackSynthesizer', { synthesizer: new CliCredentialsStackSynthesizer() }],
    ['DefaultStackSynthesizer', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'own' }) }],
  ])('with %s is protected, also in a nested stack', (_what, props) => {
    const app = new App();
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    l1Table(new NestedStack(new Stack(app, 'Shop', props), 'Nested'));
    app.synth();
    expect(statuses(protection)['Shop/Nested/Orders']).toBe(PROTECTED);
  });

  test('as a ProductStack with an asset bucket is protected, and what its assets add to the stack around it is like all else', () => {
    const app = new App();
    const protection = new BackupProtection();
    const catalog = new Stack(app, 'Catalog');
    const product = new ProductStack(catalog, 'Product', { assetBucket: new Bucket(catalog, 'Assets', { bucketName: 'assets' }) });
    table(product);
    new CloudFormationProduct(catalog, 'Of', { productName: 'p', owner: 'o', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(product) }] });
    Aspects.of(app).add(protection);
    const visited: string[] = [];
    Aspects.of(app).add({ visit: ({ node }) => { visited.push(node.path); } });
    const deployment = Object.values(resourcesOf(catalog)).find(({ Type }) => Type === 'Custom::CDKBucketDeployment');
    expect(statuses(protection)['Catalog/Product/Orders/Resource']).toBe(PROTECTED);
    expect(deployment).toBeDefined();
    expect(app.node.findAll().map(({ node }) => node.path).filter((path) => path.startsWith('Catalog/Assets/') && !visited.includes(path))).toEqual([]);
  });

  test('as AppStagingSynthesizer does: the bucket for the assets is reported, too', () => {
    const app = new App();
    const staging = new Stack(app, 'StagingStack', { synthesizer: new BootstraplessSynthesizer() });
    const protection = new BackupProtection();
    Aspects.of(app).add(protection);
    const shop = new Stack(app, 'Shop', { synthesizer: new StagingSynthesizer(staging) });
    table(shop);
    app.synth();
    expect(statuses(protection)).toEqual({ 'Shop/Orders/Resource': PROTECTED, 'StagingStack/Staging/Resource': NOT_PROTECTED });
    expect(warningsIn(staging)).toEqual([expect.stringMatching(/the stack StagingStack cannot have the function of the backups/)]);
    expect(shop.dependencies).toEqual([staging]);
  });
});

test('a provider that exists already needs no assets', () => {
  const app = new App();
  const protection = new BackupProtection();
  const stack = new Stack(app, 'Shop');
  table(stack);
  Aspects.of(stack).add(protection);
  app.synth();
  table(stack as Construct, 'Later');
  app.synth({ force: true });
  expect(statuses(protection)).toEqual({ 'Shop/Later/Resource': PROTECTED, 'Shop/Orders/Resource': PROTECTED });
});
