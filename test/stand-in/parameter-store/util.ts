import { GetParameterHistoryCommand, PutParameterCommand, SSMClient, type PutParameterRequest, type SSMClientConfig } from '@aws-sdk/client-ssm';
import type { StandInOptions } from '../../../stand-in';
import { closeAll as closeStandIns, open as openStandIn, REGION, type Opened as OpenedStandIn } from '../util';

const clients: SSMClient[] = [];

export interface Opened extends Omit<OpenedStandIn, 'client'> {
  /** The SDK's client, which does not retry. */
  readonly client: SSMClient;
}

/** Starts a stand-in with a manual clock and no quotas, unless the options say otherwise. */
export async function open(options: StandInOptions = {}, config: SSMClientConfig = {}): Promise<Opened> {
  const { standIn, endpoint } = await openStandIn(options);
  const client = new SSMClient({ endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1, ...config });
  clients.push(client);
  return { standIn, endpoint, client };
}

export async function closeAll(): Promise<void> {
  for (const client of clients.splice(0)) { client.destroy(); }
  await closeStandIns();
}

/** Writes a parameter; returns the version. */
export async function put(client: SSMClient, changes: Partial<PutParameterRequest> = {}): Promise<number | undefined> {
  const { Version } = await client.send(new PutParameterCommand({ Name: '/app/one', Value: 'value', Type: 'String', ...changes }));
  return Version;
}

/** The numbers of the versions in each page of the history. */
export async function pagesOfHistory(client: SSMClient, Name: string, MaxResults?: number): Promise<(number | undefined)[][]> {
  const pages: (number | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetParameterHistoryCommand({ Name, MaxResults, NextToken }));
    pages.push((page.Parameters ?? []).map(({ Version }) => Version));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pages;
}
