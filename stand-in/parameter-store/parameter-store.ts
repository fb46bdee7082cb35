import { latestOf, type ParameterVersion, type StoredParameter } from './parameter';
import type { ParameterStoreOptions } from './parameter-store-options';
import type { Caller } from '../model/call';
import { ServiceError } from '../model/errors';

/** Everything about a new version that the store does not know itself. */
export type NewVersion = Omit<ParameterVersion, 'version' | 'modifiedAt' | 'labels'>;

/** The parameters of the account. It enforces what the stored state decides; requests are checked by `rules`. */
export class ParameterStore {
  private readonly parameters = new Map<string, StoredParameter>();

  constructor(public readonly options: ParameterStoreOptions, private readonly accountId: string, public readonly now: () => number) {}

  /** All parameters, by name. */
  public get all(): readonly StoredParameter[] {
    return [...this.parameters.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  public find(name: string): StoredParameter | undefined {
    return this.parameters.get(pathOf(name));
  }

  /** The service sends no message with this error. */
  public get(name: string): StoredParameter {
    const parameter = this.find(name);
    if (parameter === undefined) { throw new ServiceError('ParameterNotFound', ''); }
    return parameter;
  }

  /** Adds a version, and the parameter if it is new. Version numbers go on for ever; the 100 newest versions are kept. */
  public add(name: string, content: NewVersion): ParameterVersion {
    const parameter = this.find(name) ?? { name, versions: [], tags: {} };
    const version: ParameterVersion = { ...content, version: (parameter.versions.at(-1)?.version ?? 0) + 1, modifiedAt: this.now(), labels: [] };
    parameter.versions = [...withRoomForOneMore(parameter), version];
    this.parameters.set(pathOf(name), parameter);
    return version;
  }

  public delete(name: string): boolean {
    return this.parameters.delete(pathOf(name));
  }

  public countStandard(): number {
    return [...this.parameters.values()].filter((parameter) => latestOf(parameter).tier === 'Standard').length;
  }

  public arnOf(name: string, caller: Caller): string {
    return `arn:aws:ssm:${caller.region}:${this.accountId}:parameter/${pathOf(name)}`;
  }

  /** Who wrote every version. */
  public get user(): string {
    return `arn:aws:iam::${this.accountId}:user/stand-in`;
  }
}

const MAX_VERSIONS = 100;

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
function withRoomForOneMore({ name, versions }: StoredParameter): readonly ParameterVersion[] {
  if (versions.length < MAX_VERSIONS) { return versions; }
  const [oldest, ...others] = versions;
  if (oldest.labels.length === 0) { return others; }
  throw new ServiceError('ParameterMaxVersionLimitExceeded', `You attempted to create a new version of ${name} by calling the PutParameter API `
    + `with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. `
    + 'Move the label to another version of the parameter, and try again.');
}

/** `/Name` and `Name` are the same. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html */
function pathOf(name: string): string {
  return name.replace(/^\//, '');
}
