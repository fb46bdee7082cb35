import { build } from 'esbuild';
import { HANDLER } from './handler';

void build(HANDLER);
