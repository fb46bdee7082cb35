/**
 * Replaces the SDK's chain of credential providers in the bundle of the handler (see `.projenrc.ts`): a Lambda function finds its
 * credentials in the environment, and the rest of the chain is a quarter of the bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
