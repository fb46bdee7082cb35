import type { ParameterType } from '@aws-sdk/client-ssm';
import { latestOf, type StoredParameter } from './parameter';
import type { ParameterStore } from './parameter-store';
import { attachLabels, versionOf } from './rules/label-rules';
import { nameToWrite } from './rules/name-rules';
import { versionToAdd } from './rules/put-rules';

/** The parameters as a test sees and edits them: without requests, quotas and faults, and with every value in plain. */
export class ParametersView {
  constructor(private readonly store: ParameterStore) {}

  /** All parameters by name, each with its versions, oldest first. */
  public get all(): readonly StoredParameter[] {
    return this.store.all;
  }

  public find(name: string): StoredParameter | undefined {
    return this.store.find(name);
  }

  /** The values of all versions, oldest first; none if there is no such parameter. */
  public values(name: string): readonly string[] {
    return this.find(name)?.versions.map(({ value }) => value) ?? [];
  }

  /** Writes a version, as somebody by hand. The service's rules hold. Returns its number. */
  public put(name: string, value: string, type?: ParameterType): number {
    const written = nameToWrite(name, (candidate) => this.store.arnOf(candidate, { region: 'us-east-1' }));
    const defaultType = this.find(written) === undefined ? 'String' : undefined;
    const content = versionToAdd({ Name: written, Value: value, Type: type ?? defaultType, Overwrite: true }, this.store);
    return this.store.add(written, content).version;
  }

  /** Labels a version, by default the newest. */
  public label(name: string, label: string, version?: number): void {
    const parameter = this.store.get(name);
    attachLabels(parameter, version === undefined ? latestOf(parameter) : versionOf(parameter, version), [label]);
  }

  /** Returns whether it was there. */
  public delete(name: string): boolean {
    return this.store.delete(name);
  }
}
