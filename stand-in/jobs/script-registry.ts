import { mergeScripts, type JobScript } from './job-script';
import { fitsGlob } from '../util/glob';

interface Entry {
  readonly scripts: readonly JobScript[];
  used: number;
}

/** The scripts of all resources, by ARN or glob. */
export class ScriptRegistry {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly defaults: JobScript) {}

  /** One script for every job, or a list: one script per job in turn, the last one for all later jobs. */
  public set(resource: string, scripts: JobScript | readonly JobScript[]): void {
    const list = isList(scripts) ? scripts : [scripts];
    if (list.length === 0) { throw new Error(`the list of scripts for ${resource} is empty`); }
    this.entries.delete(resource); // so that it counts as the newest
    this.entries.set(resource, { scripts: list, used: 0 });
  }

  /** The script for the next job of the resource. Its own ARN takes precedence over a glob, a newer glob over an older one. */
  public next(resourceArn: string): JobScript {
    const entry = this.find(resourceArn);
    if (entry === undefined) { return this.defaults; }
    return mergeScripts(this.defaults, entry.scripts[Math.min(entry.used, entry.scripts.length - 1)]);
  }

  /** Records that the job was started, so that the next job takes the next script in the list. */
  public use(resourceArn: string): void {
    const entry = this.find(resourceArn);
    if (entry !== undefined) { entry.used += 1; }
  }

  private find(resourceArn: string): Entry | undefined {
    return this.entries.get(resourceArn)
      ?? [...this.entries].reverse().find(([glob]) => fitsGlob(glob, resourceArn))?.[1];
  }
}

function isList(scripts: JobScript | readonly JobScript[]): scripts is readonly JobScript[] {
  return Array.isArray(scripts);
}
