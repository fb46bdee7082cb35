/** The environment variables of the processes around the local AWS. */
import { dirname, delimiter, join } from 'node:path';

export type Environment = Record<string, string>;

const REGION = 'us-east-1';
const LOOPBACK = '127.0.0.1';

/** Credentials that mean nothing anywhere else. MiniStack serves the account 000000000000 to them. */
const DUMMY_CREDENTIALS: Environment = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

/** Keeps the CDK CLI and the SDKs from calling anything except the endpoint. */
const NO_CALLS_HOME: Environment = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_VERSION_CHECK: 'true',
};

/**
 * For clients of the local AWS: the caller's environment without anything that could lead to a real account (profiles,
 * sessions, endpoints of single services).
 */
export function clientEnvironment(endpoint: string, folder: string, caller: NodeJS.ProcessEnv): Environment {
  const kept = Object.entries(caller).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  const proxies = [caller.NO_PROXY ?? caller.no_proxy, LOOPBACK, 'localhost'].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept) as Environment,
    ...DUMMY_CREDENTIALS,
    ...NO_CALLS_HOME,
    AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
    CDK_HOME: join(folder, 'cdk-home'), // the CLI caches accounts there
    NO_PROXY: proxies,
    PATH: pathWithThisNode(caller),
    no_proxy: proxies,
  };
}

/** For clients of an endpoint that the caller has chosen: the caller's environment, with defaults only for what it lacks. */
export function callersEnvironment(caller: NodeJS.ProcessEnv): Environment {
  const region = caller.AWS_REGION ?? caller.AWS_DEFAULT_REGION ?? REGION;
  const hasCredentials = caller.AWS_ACCESS_KEY_ID || caller.AWS_PROFILE;
  return {
    ...NO_CALLS_HOME,
    ...(hasCredentials ? {} : DUMMY_CREDENTIALS),
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    ...caller as Environment,
  };
}

/**
 * For MiniStack itself, which passes it on to the local Lambda functions: nothing of the caller's except the path to Node.js.
 * SFTP and MQTT are off: they are the only other ports that it would listen on.
 */
export function serverEnvironment(port: number, folder: string, id: string, extra: Environment): Environment {
  return {
    ...DUMMY_CREDENTIALS,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: REGION,
    BIND_HOST: LOOPBACK,
    GATEWAY_PORT: String(port),
    HOME: folder,
    IOT_MTLS_ENABLED: '0',
    LAMBDA_EXECUTOR: 'local',
    MINISTACK_EDITION: id, // shown by its health page: this is how we recognise ours
    MINISTACK_REGION: REGION,
    PATH: pathWithThisNode(process.env),
    PERSIST_STATE: '0',
    PYTHONDONTWRITEBYTECODE: '1',
    S3_DATA_DIR: join(folder, 's3'),
    S3_PERSIST: '0',
    SFTP_ENABLED: '0',
    STATE_DIR: join(folder, 'state'),
    TMPDIR: folder,
    ...extra,
  };
}

function pathWithThisNode({ PATH }: NodeJS.ProcessEnv): string {
  return [dirname(process.execPath), PATH].filter(Boolean).join(delimiter);
}
