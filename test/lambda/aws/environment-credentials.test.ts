import { defaultProvider } from '../../../lambda/aws/environment-credentials';

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const before = { ...process.env };

beforeEach(() => NAMES.forEach((name) => { delete process.env[name]; }));
afterAll(() => { Object.assign(process.env, before); });

test('finds what Lambda puts into the environment', async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' });
  await expect(defaultProvider()()).resolves.toMatchObject({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' });
});

test('searches nowhere else', async () => {
  await expect(defaultProvider()()).rejects.toThrow('environment');
});
