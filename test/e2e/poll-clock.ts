import { BackupStandIn, type StandInOptions } from '../../stand-in';

/** The longest wait of the machine between two looks. */
const SECONDS_TO_NEXT_LOOK = 60;

/** A stand-in whose time goes on by a minute with each look at a job, and by nothing else: how fast this machine is makes no difference. */
export function standInByPolls(options: StandInOptions): BackupStandIn {
  const start = Date.now();
  let standIn: BackupStandIn | undefined = undefined;
  const looks = () => (standIn as BackupStandIn | undefined)?.requests.filter(({ operation }) => operation === 'DescribeBackupJob').length ?? 0;
  return standIn = new BackupStandIn({ ...options, clock: { now: () => start + looks() * SECONDS_TO_NEXT_LOOK * 1000 } });
}
