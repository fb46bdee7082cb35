import type { AdviceRow } from './advice-row';
import { GUIDE } from './sources';

const PAGE = `${GUIDE}/vm-troubleshooting.html`;

/** Failures of virtual machines, of their hypervisor and of their Backup gateway. */
export const virtualMachineRows: readonly AdviceRow[] = [
  {
    when: [{ category: 'HYPERVISOR_OFFLINE' }, { says: /\bhypervisor because it is not online\b/i }],
    cause: 'the hypervisor of the virtual machine is not connected to its Backup gateway',
    fix: 'bring gateway and hypervisor ONLINE, and deploy again',
    source: `${GUIDE}/creating-a-backup.html`,
  },
  {
    when: [{ says: /\bcreatesnapshot method not supported on hypervisor\b/i }],
    cause: 'the hypervisor or the virtual machine cannot make snapshots',
    fix: 'let the virtual machine take a snapshot by hand first, and remove what prevents it',
    source: PAGE,
  },
  {
    when: [{ says: /\bchange block tracking\b/i }],
    cause: 'VMware Change Block Tracking was off or invalid; the backup itself is complete',
    fix: 'set `ctkEnabled` on the disks or reset it, and turn the virtual machine off and on',
    source: PAGE,
  },
  {
    when: [{ says: /\bfailed to process backup data\b|\berror opening disk on the virtual machine\b/i }],
    cause: 'the Backup gateway cannot reach the ESXi host, or does not support this VMware version or disk',
    fix: 'open ports 902 and 443 from gateway to host, check the DNS servers of the gateway, and use a supported version and disk',
    source: PAGE,
  },
  {
    when: [{ says: /\bduring data ingestion\b/i }],
    cause: 'the network is too slow for what the Backup gateway uploads',
    fix: 'give the gateway 100 Mbps or more, and deploy again',
    source: PAGE,
  },
  {
    when: [{ says: /\bfailed to create backup during snapshot creation\b/i }],
    cause: 'the VMware host that runs the Backup gateway has a fault',
    fix: 'check the host, and send the logs of the hypervisor to CloudWatch Logs',
    source: PAGE,
  },
  {
    when: [{ says: /\bno gateways available\b|\babort signal detected\b/i }],
    cause: 'all Backup gateways were busy, with at most 4 jobs each, or the job was too slow for its windows',
    fix: 'add gateways or bandwidth, or give a longer `startWindow` and `completionWindow`',
    source: PAGE,
  },
];
