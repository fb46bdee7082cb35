import { App, Aspects, Stack, Stage, BootstraplessSynthesizer, NestedStack, CfnInclude } from 'aws-cdk-lib';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ProductStack, CloudFormationTemplate, CloudFormationProduct } from 'aws-cdk-lib/aws-servicecatalog';
import { Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { BackupProtection } from 'cdk-on-demand-backup';
import { table, warningsIn } from './protection/fixture';
import { CodePipeline, ShellStep, CodePipelineSource } from 'aws-cdk-lib/pipelines';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';

const go = (app: App) => { const p = new BackupProtection(); Aspects.of(app).add(p); const asm = app.synth(); console.log(JSON.stringify(p.report, undefined, 1)); return asm; };
test('bootstrapless', () => {
  const app = new App();
  const s = new Stack(app, 'Shop', { synthesizer: new BootstraplessSynthesizer() });
  table(s);
  try { go(app); } catch (e) { console.log(String(e)); }
});
test.each([true, false])('product %s', (withBucket) => {
  const app = new App();
  const s = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const product = new ProductStack(s, 'Product', withBucket ? { assetBucket: new Bucket(s, 'Assets', { bucketName: 'assets' }) } : {});
  table(product);
  new CloudFormationProduct(s, 'P', { productName: 'p', owner: 'o', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(product) }] });
  try { const asm = go(app); console.log(Object.keys(asm.getStackByName('Shop').template.Resources).join(' ')); console.log(require('fs').readdirSync(asm.directory).join(' ')); } catch (e) { console.log(String((e as Error).stack)); }
});
test('cross region', () => {
  const app = new App();
  const s = new Stack(app, 'Pipe', { env: { account: '111122223333', region: 'eu-west-1' } });
  const pipeline = new Pipeline(s, 'Pipeline', { crossAccountKeys: true });
  const { Artifact } = require('aws-cdk-lib/aws-codepipeline');
  const a = new Artifact();
  pipeline.addStage({ stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 's', bucket: Bucket.fromBucketName(s, 'b', 'bucket'), bucketKey: 'k', output: a })] });
  pipeline.addStage({ stageName: 'Deploy', actions: [new actions.CloudFormationDeleteStackAction({ actionName: 'd', adminPermissions: true, stackName: 'x', region: 'us-east-1' })] });
  Aspects.of(app).add({ visit: (n: any) => { if (n instanceof CfnBucket) { n.versioningConfiguration = { status: 'Enabled' }; } } });
  try { go(app); console.log(app.node.children.map((c) => c.node.path + ' ' + (Stack.isStack(c) ? c.synthesizer.constructor.name + warningsIn(c) : '')).join('\n')); } catch (e) { console.log(String((e as Error).stack)); }
});
