// What the bootstrap tells a person: a line on stderr, or a line and the end.

/** @param {string} message */
export const say = (message) => process.stderr.write(`mp: ${message}\n`);

/**
 * @param {string} message
 * @returns {never}
 */
export const stop = (message) => {
  say(message);
  process.exit(2);
};
