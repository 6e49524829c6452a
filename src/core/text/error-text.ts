import { sentence } from './sentence';

/** The words of whatever was thrown. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What is wrong with a file. Its message begins with the path, as command lines have it. */
export class FileError extends Error {
  constructor(
    readonly path: string,
    /** Of a clause; without a full stop. */
    readonly reason: string,
    options?: ErrorOptions,
    message = `${path}: ${reason}`,
  ) {
    super(message, options);
  }
}

/** Where little space is, as in a notification, which is cut off: what is wrong, then where. */
export const reasonFirst = (error: unknown): string =>
  error instanceof FileError ? `${sentence(error.reason)} (${error.path})` : errorText(error);
