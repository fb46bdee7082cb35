import type { Language } from '../language';
import { isInstalled } from '../process';
import { packageFor } from './packages';

export const DOTNET_TOOLCHAIN: Language = {
  name: 'dotnet',
  steps: [{
    name: 'package',
    run: async () => {
      if (await isInstalled('dotnet', '--version')) { return packageFor('dotnet'); }
      await packageFor('dotnet', '--code-only');
      return 'sources only: no .NET SDK';
    },
  }],
};
