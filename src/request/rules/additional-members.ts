import type { BackupRequest } from '../backup-request';
import { isKnown, isObject, show } from '../known';
import { LIFECYCLE_MEMBERS, type Member, REQUEST_MEMBERS } from './members';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

type Members = Readonly<Record<string, unknown>>;

const PROP = '`additionalRequestMembers`';

/**
 * Problems of members that the API got later than this library. A member that has a prop is none of them: two sources of one value would
 * hide which of them counts.
 */
export function additionalMemberProblems(members: unknown, facts: RequestFacts): Problem[] {
  if (members === undefined) { return []; }
  if (!isObject(members) || !isKnown(members, facts)) {
    return [error('additionalRequestMembersWrongType',
      `${PROP} is ${isKnown(members, facts) ? show(members) : 'a deploy-time value'}, but must be an object: give the members of the request by their names in the API`)];
  }
  return Object.entries(members).flatMap(([name, value]) => {
    const mayBeExtended = name === 'Lifecycle' && isObject(value) && isKnown(value, facts);
    return mayBeExtended ? lifecycleProblems(value) : memberProblems(name, value, REQUEST_MEMBERS);
  });
}

/** The request with additional members, also in its lifecycle. */
export function withAdditionalMembers<T extends Pick<BackupRequest, 'Lifecycle'>>(request: T, members: Members | undefined): T {
  const { Lifecycle, ...others } = members ?? {};
  return {
    ...request,
    ...Object.fromEntries(Object.entries(others).sort(([a], [b]) => a < b ? -1 : 1)),
    ...Lifecycle === undefined ? {} : { Lifecycle: { ...request.Lifecycle, ...Lifecycle as Members } },
  };
}

/** The member of the API that a name means, apart from case, hyphens and underscores. */
export function memberNamed(name: string, members: readonly Member[]): Member | undefined {
  return members.find((member) => normalized(member.name) === normalized(name));
}

function lifecycleProblems(lifecycle: Members): Problem[] {
  return Object.entries(lifecycle).flatMap(([name, value]) => memberProblems(name, value, LIFECYCLE_MEMBERS, 'Lifecycle.'));
}

function memberProblems(name: string, value: unknown, members: readonly Member[], path = ''): Problem[] {
  const known = memberNamed(name, members);
  if (known !== undefined) {
    const prop = known.name === 'Lifecycle' ? '`deleteAfter`, `moveToColdStorageAfter` or `optInToArchiveForSupportedResources`' : `\`${known.prop}\``;
    return [error('additionalRequestMemberKnown', `${PROP} has ${path}${name}, which has a prop: use ${prop}`)];
  }
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    return [error('additionalRequestMemberName',
      `${PROP} has ${show(`${path}${name}`)}, but the members of the API are letters and digits, with a capital first: spell it as the API does`)];
  }
  return value !== undefined && value !== null ? [] : [error('additionalRequestMemberMissing',
    `${PROP} has ${path}${name} with the value ${String(value)}: give it a value, or leave it out`)];
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
