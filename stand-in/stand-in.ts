import { checkOptions } from './config/option-shapes';
import type { StandInOptions } from './config/options';
import type { FaultRegistry } from './faults/fault-registry';
import { control, CONTROL_PATH } from './http/control';
import type { RecordedRequest } from './http/recorded-request';
import { answer } from './http/respond';
import { HttpServer } from './http/server';
import { describeJobRecord, type JobRecord } from './jobs/job-record';
import type { JobScript } from './jobs/job-script';
import { BackupService } from './service/backup-service';
import { ManualClock } from './util/clock';

/** A local HTTP server that behaves like AWS Backup, for clients that are told so by `AWS_ENDPOINT_URL_BACKUP`. */
export class BackupStandIn {
  private service: BackupService;
  private server?: HttpServer;
  private address?: string;
  private recorded: RecordedRequest[] = [];

  constructor(private readonly options: StandInOptions = {}) {
    checkOptions(options);
    this.service = new BackupService(options);
  }

  /** Opens the server; gives the endpoint. */
  public async start(): Promise<string> {
    if (this.server !== undefined) { throw new Error('the stand-in is running already'); }
    this.server = new HttpServer((request) => (request.url.pathname.startsWith(CONTROL_PATH)
      ? control(this, request)
      : answer(this.service, this.recorded, request)));
    this.address = await this.server.listen(this.options.port ?? 0, this.options.host ?? '127.0.0.1');
    return this.address;
  }

  /** Closes the server and every connection. What happened can still be read. */
  public async stop(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
    this.address = undefined;
  }

  public get endpoint(): string {
    if (this.address === undefined) { throw new Error('the stand-in is not running'); }
    return this.address;
  }

  /** Says what becomes of the jobs of a resource (ARN or glob): always the same, or one script for each job in turn. */
  public script(resource: string, scripts: JobScript | readonly JobScript[]): void {
    checkOptions({ scripts: { [resource]: scripts } });
    this.service.scripts.set(resource, scripts);
  }

  /** The faults that are switched on; `faults.add({...})` switches one on. */
  public get faults(): FaultRegistry {
    return this.service.faults;
  }

  /** All jobs as they stand now, the oldest first. */
  public get jobs(): readonly JobRecord[] {
    return this.service.jobs.all.map((job) => describeJobRecord(this.service, job));
  }

  /** All requests to the service since the start or the last `reset`, the oldest first. */
  public get requests(): readonly RecordedRequest[] {
    return this.recorded;
  }

  /** Time of the stand-in's clock. */
  public get now(): Date {
    return new Date(this.service.now());
  }

  /** Lets time pass on a manual clock. */
  public advance(seconds: number): void {
    if (!(this.service.clock instanceof ManualClock)) { throw new Error('only a manual clock can be advanced: set the option clock to { manual: true }'); }
    this.service.clock.advance(seconds);
  }

  /** Forgets jobs, requests, and all scripts and faults that are not in the options. The clock of the options starts anew. */
  public reset(): void {
    this.service = new BackupService(this.options);
    this.recorded = [];
  }
}
