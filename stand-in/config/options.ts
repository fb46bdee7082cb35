import type { ServiceOptions } from '../service/service-options';

/** Settings of a stand-in: those of its server and those of the imitated service. */
export interface StandInOptions extends ServiceOptions {
  /** Port to listen on. Default: a free one. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
}
