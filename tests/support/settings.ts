/** The environment of tests that run the dashboard's code without starting it. */
export const settings = {
  HOMESERVER_URL: "http://homeserver.test",
  PUBLIC_URL: "http://dashboard.test",
  SESSION_SECRET: "a secret that only tests know, long enough",
  SESSION_SECRET_PREVIOUS: "the secret that tests had before that one",
  LOG_LEVEL: "silent",
};
