/** The longest that one call of the function may take. */
export const HANDLER_TIMEOUT_SECONDS = 180;
