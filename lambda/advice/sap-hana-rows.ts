import type { AdviceRow } from './advice-row';
import { GUIDE } from './sources';

const PAGE = `${GUIDE}/backup-saphana.html#saphanatroubleshooting`;
const TYPE = 'SAP HANA on Amazon EC2';

/** Failures of SAP HANA databases. */
export const sapHanaRows: readonly AdviceRow[] = [
  {
    when: [{ says: /\bauthentication failed SQLSTATE\b/i }],
    cause: 'SSM for SAP cannot sign in to the database',
    fix: 'use a password without special characters such as $, and register the application again',
    source: PAGE,
  },
  {
    when: [{ says: /\bBackint exited with exit code\b/i }],
    cause: 'the AWS Backint agent is not installed properly',
    fix: 'install the AWS Backint agent and the SSM agent again',
    source: PAGE,
  },
  {
    when: [{ says: /\bcannot be backed up while it is stopped\b|\bgetting backup metadata failed\b/i }],
    cause: 'the database is stopped',
    fix: 'start the database, and deploy again',
    source: PAGE,
  },
  {
    when: [{ resourceType: TYPE, category: 'FATAL_ERROR' }, { resourceType: TYPE, says: /\bfatal error\b|\binternal error\b/i }, { says: /\bmissing backup data plane id\b/i }],
    cause: 'a firewall keeps the AWS Backint agent from AWS Backup',
    fix: 'open HTTPS to the public endpoints, and deploy again',
    source: PAGE,
  },
];
