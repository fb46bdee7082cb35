import { checkOptions } from './config/option-shapes';
import type { StandInOptions } from './config/options';
import type { FaultRegistry } from './faults/fault-registry';
import { control, CONTROL_PATH } from './http/control';
import { HttpServer } from './http/http-server';
import type { RecordedRequest } from './http/recorded-request';
import { respond } from './http/respond';
import { describeJobRecord, type JobRecord } from './jobs/job-record';
import type { JobScript } from './jobs/job-script';
import { OPERATIONS } from './operations/operations';
import { ParametersView } from './parameter-store/parameters-view';
import { BackupService } from './service/backup-service';
import { ManualClock } from './util/clock';

/** A local HTTP server that behaves like AWS Backup and Parameter Store. Point clients to it with `AWS_ENDPOINT_URL_BACKUP` and `AWS_ENDPOINT_URL_SSM`. */
export class BackupStandIn {
  private service: BackupService;
  private server?: HttpServer;
  private address?: string;
  private recorded: RecordedRequest[] = [];

  constructor(private readonly options: StandInOptions = {}) {
    checkOptions(options);
    this.service = new BackupService(options, OPERATIONS);
  }

  /** Opens the server; returns the endpoint. */
  public async start(): Promise<string> {
    if (this.server !== undefined) { throw new Error('the stand-in is running already'); }
    this.server = new HttpServer((request) => (request.url.pathname.startsWith(CONTROL_PATH)
      ? control(this, request)
      : respond(this.service, this.recorded, request)));
    this.address = await this.server.listen(this.options.port ?? 0, this.options.host ?? '127.0.0.1');
    return this.address;
  }

  /** Closes the server and every connection. Jobs and requests stay readable. */
  public async stop(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
    this.address = undefined;
  }

  public get endpoint(): string {
    if (this.address === undefined) { throw new Error('the stand-in is not running'); }
    return this.address;
  }

  /** Sets what happens to the jobs of a resource (ARN or glob): one script for all, or one script for each job in turn. */
  public script(resource: string, scripts: JobScript | readonly JobScript[]): void {
    checkOptions({ scripts: { [resource]: scripts } });
    this.service.scripts.set(resource, scripts);
  }

  /** The faults that are switched on; `faults.add({...})` switches one on. */
  public get faults(): FaultRegistry {
    return this.service.faults;
  }

  /** All jobs in their current state, oldest first. */
  public get jobs(): readonly JobRecord[] {
    return this.service.jobs.all.map((job) => describeJobRecord(this.service.jobs, job, this.service.now()));
  }

  /** The parameters in Parameter Store. A view made before `reset` shows those from before. */
  public get parameters(): ParametersView {
    return new ParametersView(this.service.parameters);
  }

  /** All requests to the services since the start or the last `reset`, oldest first. */
  public get requests(): readonly RecordedRequest[] {
    return this.recorded;
  }

  /** The time of the stand-in's clock. */
  public get now(): Date {
    return new Date(this.service.now());
  }

  /** Advances a manual clock. */
  public advance(seconds: number): void {
    if (!(this.service.clock instanceof ManualClock)) { throw new Error('only a manual clock can be advanced: set the option clock to { manual: true }'); }
    this.service.clock.advance(seconds);
  }

  /** Forgets jobs, parameters, requests, and all scripts and faults that are not in the options. The clock of the options restarts. */
  public reset(): void {
    this.service = new BackupService(this.options, OPERATIONS);
    this.recorded = [];
  }
}
