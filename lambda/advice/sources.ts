export const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide';
export const IAM_GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
