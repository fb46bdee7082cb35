/** One message of the handler. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string };

/** Keeps the messages of the handler off the screen; returns those of the current test. */
export function captureLogs(): LogLine[] {
  const lines: LogLine[] = [];
  beforeEach(() => {
    lines.length = 0;
    (['debug', 'info', 'warn', 'error'] as const).forEach((level) => {
      jest.spyOn(console, level).mockImplementation((...[line]: unknown[]) => { lines.push({ level, ...line as object } as LogLine); });
    });
  });
  afterEach(() => { jest.restoreAllMocks(); });
  return lines;
}
