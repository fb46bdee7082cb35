/** What the toolchain of a language does here, in order. */
export interface Language {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: 'package' | 'install' | 'compile' | 'synth' | 'shuffled' | 'snippets' | 'deploy';
  /** Throws an error if the step fails. Returns the reason why the step does nothing here, if it does nothing. */
  run(): Promise<string | void>;
}
