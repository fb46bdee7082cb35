import type { BuildOptions } from 'esbuild';
import { SLIM_SDK } from './slim-sdk';

/** How esbuild makes the handler: one self-contained file, the SDK inside, so that no older SDK of the runtime drops a request member. */
export const HANDLER: BuildOptions & { readonly outfile: string } = {
  entryPoints: ['lambda/backup.lambda.ts'],
  outfile: 'assets/lambda/backup.lambda/index.js',
  bundle: true,
  platform: 'node',
  target: 'node22', // one below the runtime in src/stack/handler-function.ts
  mainFields: ['module', 'main'], // a third smaller than the CommonJS builds of the SDK
  minify: true,
  logLevel: 'warning',
  alias: { '@aws-sdk/credential-provider-node': './lambda/aws/environment-credentials.ts' },
  plugins: [SLIM_SDK],
};
