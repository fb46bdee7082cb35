/** What the library promises, read from the JSON of the templates. Independent of the library, which these tests must not trust. */
import { type AssemblyJson, isStale, type StackJson } from './property-assembly';
import { type Located, TemplateOrder } from './property-order';

/** A backup that an app must have. */
export interface ExpectedBackup {
  readonly backup: string;
  readonly kind: 'beforeChange' | 'onDelete';
  readonly resource: string;
}

/** What an app must have. */
export interface Expected {
  readonly backups: readonly ExpectedBackup[];
  /** The resources that have a backup with any trigger. */
  readonly backedUp: readonly string[];
  /** The scopes in which each stateful resource must be in the report. */
  readonly protectedScopes: readonly string[];
}

/** A promise about one construct. */
export interface Checked {
  readonly promise: string;
  readonly subject: string;
  readonly isKept: boolean;
}

const LINK_IDS = { beforeChange: 'BeforeChange', onDelete: 'OnDelete' };
const TRIGGERS = { beforeChange: 'BEFORE_CHANGE', onDelete: 'ON_DELETE' };
const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::EFS::FileSystem', 'AWS::RDS::DBCluster'];
/** Links, and the schedules and rules of backups. */
const REFERRING = /\/(BeforeChange|OnDelete|OnDeploy)(Continued\d+)?$|\/On(Schedule|Event)[0-9A-Za-z]*\/Resource$/;

/** All promises about an app. */
export function promisesIn(assembly: AssemblyJson, { backups, backedUp, protectedScopes }: Expected): Checked[] {
  const order = new TemplateOrder(assembly);
  const links = order.resources.filter(({ json }) => json.Type === 'Custom::OnDemandBackup');
  const reported = assembly.report.filter(({ status }) => status === 'PROTECTED' || status === 'COVERED').flatMap(expectedBackups);
  return [
    ...links.flatMap((link) => promisesOfLink(order, link)),
    ...backups.flatMap((expected) => promisesOfBackup(order, expected)),
    ...reported.flatMap((expected) => promisesOfBackup(order, expected).map((each) => ({ ...each, promise: `as the report says, ${each.promise}` }))),
    ...backedUp.map((path) => order.at(path)).filter((each) => each?.json.Type === 'AWS::S3::Bucket').map((bucket) => ({
      promise: 'a bucket with a backup has versioning', subject: pathOf(bucket as Located), isKept: isVersioned(bucket as Located),
    })),
    ...promisesOfReport(order, assembly, protectedScopes),
    ...promisesOfReferences(order, assembly),
    ...assembly.stacks.filter(({ parent }) => parent).map((stack) => ({
      promise: 'a nested template is the one that is deployed', subject: stack.name, isKept: !isStale(stack),
    })),
  ];
}

function expectedBackups({ resource, beforeChange, onDelete }: AssemblyJson['report'][number]): ExpectedBackup[] {
  return [
    ...beforeChange ? [{ backup: beforeChange, kind: 'beforeChange' as const, resource }] : [],
    ...onDelete ? [{ backup: onDelete, kind: 'onDelete' as const, resource }] : [],
  ];
}

function promisesOfLink(order: TemplateOrder, link: Located): Checked[] {
  const subject = pathOf(link);
  const check = (promise: string, isKept: boolean): Checked => ({ promise, subject, isKept });
  const needed = infrastructureOf(order, link);
  const common = [
    check('a link has its function, state machine and permissions', needed.length >= 6),
    ...needed.map((each) => check(`a link waits for its ${each.json.Type}, which is there with it`,
      order.isAfter(link, each) && order.conditionsOf(each).every((condition) => order.conditionsOf(link).includes(condition)))),
  ];
  const request = requestOf(link);
  const named = order.targetsOf(link.stack, request.partsOf('ResourceArn'));
  if (link.json.Properties?.Trigger !== TRIGGERS.onDelete) { return common; }
  const stays = (member: string) => order.targetsOf(link.stack, request.partsOf(member)).map((each) =>
    check(`the ${member} of a final backup stays`, ['Retain', 'RetainExceptOnCreate'].includes(each.json.DeletionPolicy ?? '')));
  const resource = named.filter(({ json }) => STATEFUL.includes(json.Type));
  return [
    ...common,
    check('the deletion of a final backup is not skipped', deletionsOf(order, link, resource).every((policy) => policy === 'Delete')),
    ...resource.flatMap((each) => finalBackupPromises(order, link, each)),
    ...stays('BackupVaultName'),
    ...stays('LogicallyAirGappedBackupVaultArn'),
    ...stays('IamRoleArn'),
  ];
}

function promisesOfBackup(order: TemplateOrder, { backup, kind, resource: resourcePath }: ExpectedBackup): Checked[] {
  const resource = order.at(resourcePath);
  if (resource === undefined) { return []; }
  const check = (promise: string, isKept: boolean): Checked => ({ promise, subject: `${backup} of ${resourcePath}`, isKept });
  const links = chainOf(order, backup, kind);
  const isRight = links.length > 0 && links.every((link) => link.json.Properties?.Trigger === TRIGGERS[kind] && names(order, link, resource));
  return [
    check(`${kind} is in the template`, isRight),
    ...links.flatMap((link) => kind === 'onDelete' ? finalBackupPromises(order, link, resource) : [
      check('a change waits for its backup', order.isAfter(resource, link)),
      check('a backup before a change is there with its resource', order.conditionsOf(link).every((each) => order.conditionsOf(resource).includes(each))),
    ]),
    ...kind === 'onDelete' ? links.slice(1).map((link) => check('the link that starts the job is deleted first', order.isAfter(links[0], link))) : [],
  ];
}

function finalBackupPromises(order: TemplateOrder, link: Located, resource: Located): Checked[] {
  const subject = `${pathOf(link)} of ${pathOf(resource)}`;
  return [
    { promise: 'a final backup comes before the deletion', subject, isKept: order.isAfter(link, resource) },
    {
      promise: 'a final backup has the condition of its resource',
      subject,
      isKept: [...order.conditionsOf(link)].sort().join() === [...order.conditionsOf(resource)].sort().join(),
    },
  ];
}

/** The links of a backup, the one that starts the job first. */
function chainOf(order: TemplateOrder, backup: string, kind: ExpectedBackup['kind']): Located[] {
  const first = order.at(`${backup}/${LINK_IDS[kind]}`);
  const rest = order.resources.filter((each) => pathOf(each).startsWith(`${backup}/${LINK_IDS[kind]}Continued`));
  return first === undefined ? [] : [first, ...rest];
}

/** Whether a link asks for the backup of a resource. */
function names(order: TemplateOrder, link: Located, resource: Located): boolean {
  const { Resource } = link.json.Properties ?? {};
  if (Resource === undefined) {
    return order.targetsOf(link.stack, requestOf(link).partsOf('ResourceArn')).includes(resource);
  }
  const { json, parts } = flatJson(Resource);
  const { StackName, LogicalResourceIds } = json as { StackName: string; LogicalResourceIds: string[] };
  const isOwn = JSON.stringify(parts).includes('AWS::StackName');
  const top = isOwn ? link.stack : order.stackNamed(StackName);
  return top !== undefined && order.below(top, LogicalResourceIds)?.json === resource.json;
}

/** The deletion policies of a link, and of the nested stacks that it is in without its resource: what they keep is not deleted. */
function deletionsOf(order: TemplateOrder, link: Located, resources: readonly Located[]): string[] {
  const around = (stack: StackJson): StackJson[] => stack.parent ? [stack, ...around(stack.parent.stack)] : [];
  const shared = new Set(resources.flatMap(({ stack }) => around(stack)));
  const own = around(link.stack).filter((stack) => !shared.has(stack)).map(({ parent }) => parent && order.below(parent.stack, [parent.id]));
  return [link, ...own].map((each) => each?.json.DeletionPolicy ?? 'Delete');
}

/** The function and the state machine that a link names, and their permissions. */
function infrastructureOf(order: TemplateOrder, link: Located): Located[] {
  const { ServiceToken, StateMachineArn } = link.json.Properties ?? {};
  const named = order.targetsOf(link.stack, [ServiceToken, StateMachineArn]);
  const roles = named.flatMap(({ stack, json }) => order.targetsOf(stack, [json.Properties?.Role, json.Properties?.RoleArn]));
  const policies = order.resources.filter(({ stack, json }) => json.Type === 'AWS::IAM::Policy'
    && order.targetsOf(stack, json.Properties?.Roles).some((role) => roles.includes(role)));
  return [...named, ...roles, ...policies];
}

/** Stateful resources are in the report, and a bucket is there as its template has it. */
function promisesOfReport(order: TemplateOrder, { report }: AssemblyJson, scopes: readonly string[]): Checked[] {
  return order.resources.filter(({ json }) => STATEFUL.includes(json.Type)).flatMap((resource) => {
    const subject = pathOf(resource);
    if (!scopes.some((scope) => scope === '' || subject === scope || subject.startsWith(`${scope}/`))) { return []; }
    const row = report.find((each) => each.resource === subject);
    const isBucket = resource.json.Type === 'AWS::S3::Bucket';
    const isCovered = row?.status === 'PROTECTED' || row?.status === 'COVERED';
    const check = (promise: string, isKept: boolean): Checked => ({ promise, subject, isKept });
    return [
      check('a stateful resource is in the report', row !== undefined),
      ...isCovered ? [check('a protected resource has its backups in the report', row.beforeChange !== undefined || row.onDelete !== undefined)] : [],
      ...isBucket && isCovered ? [check('a protected bucket has versioning', isVersioned(resource))] : [],
      ...isBucket && row?.reason?.includes('without versioning') ? [check('a bucket that is not protected has no versioning', !isVersioned(resource))] : [],
    ];
  });
}

function isVersioned(bucket: Located): boolean {
  return JSON.stringify(bucket.json.Properties?.VersioningConfiguration ?? '').includes('"Status":"Enabled"');
}

/** What refers to a conditional resource is under its condition too, as far as this library makes it. */
function promisesOfReferences(order: TemplateOrder, { stacks }: AssemblyJson): Checked[] {
  const promise = 'what refers to a conditional resource has its condition';
  const check = (stack: StackJson, part: unknown, conditions: readonly string[], subject: string): Checked[] => {
    const named = order.targetsOf(stack, part).filter((each) => order.conditionsOf(each).length > 0);
    return named.map((each) => {
      return { promise, subject: `${subject} to ${pathOf(each)}`, isKept: order.conditionsOf(each).every((one) => conditions.includes(one)) };
    });
  };
  return [
    ...order.resources.filter((each) => REFERRING.test(pathOf(each)))
      .flatMap((each) => check(each.stack, each.json.Properties, order.conditionsOf(each), pathOf(each))),
    ...stacks.flatMap((stack) => Object.entries(stack.template.Outputs ?? {})
      .filter(([, { Value }]) => order.targetsOf(stack, Value).some((each) => each.json.Type === 'Custom::OnDemandBackup'))
      .flatMap(([id, { Value, Condition }]) =>
        check(stack, Value, [...order.conditionsOfStack(stack), ...Condition === undefined ? [] : [`${stack.name}#${Condition}`]], `the output ${id}`))),
  ];
}

/** The request of a link: its JSON, and what of the template is in each member. */
function requestOf(link: Located): { partsOf(member: string): unknown[] } {
  const { json, parts } = flatJson(link.json.Properties?.Request);
  return {
    partsOf: (member) => [...String((json as Record<string, unknown>)[member] ?? '').matchAll(/⟦(\d+)⟧/g)].map(([, index]) => parts[Number(index)]),
  };
}

/** JSON in a template, with ⟦numbers⟧ for the intrinsics in it. */
function flatJson(value: unknown): { json: unknown; parts: unknown[] } {
  const parts: unknown[] = [];
  const flatten = (part: unknown): string => {
    if (typeof part === 'string') { return part; }
    const join = (part as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
    return join ? join[1].map(flatten).join(join[0]) : `⟦${parts.push(part) - 1}⟧`;
  };
  return { json: JSON.parse(flatten(value)), parts };
}

function pathOf({ stack, id, json }: Located): string {
  return json.Metadata?.['aws:cdk:path'] ?? `${stack.name}/${id}`;
}
