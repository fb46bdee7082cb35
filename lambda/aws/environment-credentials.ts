/**
 * Stands in for the SDK's chain of credential providers when the handler is bundled (`.projenrc.ts` names it): a function in
 * Lambda finds its credentials in the environment, and the rest of the chain is a quarter of the bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
