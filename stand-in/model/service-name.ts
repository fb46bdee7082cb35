/** The services that the stand-in imitates, as their signatures and their models name them: AWS Backup and Systems Manager. */
export const SERVICE_NAMES = ['backup', 'ssm'] as const;

export type ServiceName = typeof SERVICE_NAMES[number];
