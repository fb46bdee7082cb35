import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../language';
import { run, WORK } from '../process';
import { DIST, floorOf, packageFor } from './packages';
import { synthAndCompare } from './synth';

const FOLDER = join(WORK, 'go');
const PROJECT = join(FOLDER, 'project');
const MODULE = 'github.com/cdk-on-demand-backup/cdk-on-demand-backup-go/cdkondemandbackup';

export const GO_TOOLCHAIN: Language = {
  name: 'go',
  steps: [
    { name: 'package', run: () => packageFor('go') },
    { name: 'compile', run: compile },
    { name: 'synth', run: () => synthAndCompare({ language: 'go', command: join(FOLDER, 'shop'), args: [], cwd: PROJECT }) },
  ],
};

async function compile(): Promise<void> {
  rmSync(PROJECT, { recursive: true, force: true });
  cpSync(join(__dirname, '..', 'go'), PROJECT, { recursive: true });
  await run('go', [
    'mod', 'edit',
    `-require=${MODULE}@v0.0.0`, `-replace=${MODULE}=${join(DIST, 'go', 'cdkondemandbackup')}`,
    `-require=github.com/aws/aws-cdk-go/awscdk/v2@v${floorOf('aws-cdk-lib')}`,
    `-require=github.com/aws/constructs-go/constructs/v10@v${floorOf('constructs')}`,
  ], { cwd: PROJECT, log: join(FOLDER, 'mod.log') });
  await run('go', ['build', '-mod=mod', '-o', join(FOLDER, 'shop'), '.'], { cwd: PROJECT, log: join(FOLDER, 'build.log') });
}
