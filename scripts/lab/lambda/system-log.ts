import type { FunctionConfig } from './function-config.ts'

/** What Lambda itself measured of an invocation. */
export interface Report {
  readonly duration: number
  /** Of a cold start only. */
  readonly init: number | undefined
  readonly status: 'success' | 'error' | 'timeout'
  /** Of a process that ended: `Runtime.ExitError`. */
  readonly errorType: string | undefined
}

/** Lambda's own lines in a function's log (developer guide, "CloudWatch Logs", "telemetry schema reference"). */
export interface SystemLog {
  start(requestId: string): string[]
  end(requestId: string, report: Report): string[]
  initFailed(report: Report): string[]
}

/** Without "Max Memory Used", which nobody measures here. */
export const systemLog = (config: FunctionConfig, now: () => Date): SystemLog =>
  config.logs.format === 'JSON' ? json(config, now) : text(config)

function text({ memory }: FunctionConfig): SystemLog {
  const failure = ({ status, errorType }: Report) => [
    `Status: ${status}`,
    ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
  ]
  return {
    start: (requestId) => [`START RequestId: ${requestId} Version: $LATEST`],
    end: (requestId, report) => [
      `END RequestId: ${requestId}`,
      [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${report.duration.toFixed(2)} ms`,
        `Billed Duration: ${billed(report)} ms`,
        `Memory Size: ${memory} MB`,
        ...(report.init === undefined ? [] : [`Init Duration: ${report.init.toFixed(2)} ms`]),
        // A handler that threw is no failure of the environment.
        ...(report.errorType !== undefined || report.status === 'timeout' ? failure(report) : []),
      ].join('\t'),
    ],
    initFailed: (report) => [
      [`INIT_REPORT Init Duration: ${report.duration.toFixed(2)} ms`, 'Phase: init', ...failure(report)].join(
        '\t',
      ),
    ],
  }
}

function json({ memory, arn }: FunctionConfig, now: () => Date): SystemLog {
  const line = (type: string, record: object) =>
    JSON.stringify({ time: now().toISOString(), type: `platform.${type}`, record })
  const thousandths = (ms: number) => Math.round(ms * 1000) / 1000
  return {
    start: (requestId) => [line('start', { requestId, functionArn: arn, version: '$LATEST' })],
    end: (requestId, report) => [
      line('report', {
        requestId,
        metrics: {
          durationMs: thousandths(report.duration),
          billedDurationMs: billed(report),
          memorySizeMB: memory,
          ...(report.init !== undefined && { initDurationMs: thousandths(report.init) }),
        },
        status: report.status,
        errorType: report.errorType,
      }),
    ],
    initFailed: ({ duration, status, errorType }) => [
      line('initReport', {
        initializationType: 'on-demand',
        phase: 'init',
        status,
        errorType,
        metrics: { durationMs: thousandths(duration) },
      }),
    ],
  }
}

/** Since August 2025 a cold start is billed as well. */
const billed = ({ duration, init = 0 }: Report): number => Math.ceil(duration + init)
