const VAULT_NAME = /^[a-zA-Z0-9\-_]{2,50}$/;

export function isVaultName(name: string): boolean {
  return VAULT_NAME.test(name);
}
