import { userEvent } from "@testing-library/user-event";

/** A user with keyboard and mouse. Without a delay, no timer fires between two keys. */
export const aPerson = () => userEvent.setup({ delay: null });
export type Person = ReturnType<typeof aPerson>;
