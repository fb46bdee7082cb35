import { createHash, createHmac } from 'node:crypto';
import { AwsClient } from '../../../lambda/aws/aws-client';
import type { BackupRequest } from '../../../src/request/backup-request';
import { FULL_REQUEST } from '../../util/events';
import { recogniseNodeErrors } from '../../util/node-errors';
import { type SentStart, StartRecorder } from '../../util/start-recorder';

recogniseNodeErrors();

/** Members that the SDK does not know, over the wire. */

const recorder = new StartRecorder();
beforeAll(async () => {
  await recorder.open();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BACKUP: recorder.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
afterAll(() => recorder.close());

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The signature that a request must have. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function signatureOf({ method, path, headers, text: body }: SentStart): string {
  const [, day, region, service, signed] = /Credential=[^/]+\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const canonical = [method, path, '', ...signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}`), '', signed, sha256(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>((previous, part) => hmac(previous, part), 'AWS4secret');
  return hmac(key, toSign).toString('hex');
}

const NEWER = { Frequency: 'ONCE', Scan: { Mode: 'FULL_SCAN', Deep: [{ a: 1 }, null, 'ä 😀'] }, Flag: false, Count: 0 };

test.each<[string, object]>([
  ['of the request', { ...FULL_REQUEST, ...NEWER }],
  ['of the lifecycle', { ...FULL_REQUEST, Lifecycle: { ...FULL_REQUEST.Lifecycle, NewDays: 7 } }],
  ['of both, with the smallest request', { BackupVaultName: 'vault', ResourceArn: FULL_REQUEST.ResourceArn, IamRoleArn: FULL_REQUEST.IamRoleArn, IdempotencyToken: 'token', ...NEWER, Lifecycle: { NewDays: 7 } }],
  ['none', FULL_REQUEST],
])('newer members %s are sent with the rest, measured and signed', async (_name, request) => {
  const warned = jest.spyOn(console, 'warn').mockImplementation();
  await new AwsClient().startBackupJob(request as BackupRequest);
  const sent = recorder.taken();
  expect(sent.body).toStrictEqual(request);
  expect(sent.headers['content-length']).toBe(String(Buffer.byteLength(sent.text)));
  expect(sent.headers.authorization).toContain(`Signature=${signatureOf(sent)}`);
  expect(warned.mock.calls).toEqual([]); // of the SDK, that this will not work in a later version
  warned.mockRestore();
});
