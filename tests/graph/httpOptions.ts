/** As the settings have it by default. */
export const httpOptions = { connectTimeoutMs: 10_000, answerTimeoutMs: 60_000 };
