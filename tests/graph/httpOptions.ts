/** As the settings have it by default. */
export const httpOptions = { connectTimeoutSeconds: 10, answerTimeoutSeconds: 60 };
