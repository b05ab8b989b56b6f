import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { InlineIdentifier } from "#components/ui/identifier.tsx";

test("isolates an identifier, and shows direction overrides", () => {
  render(<InlineIdentifier>{"@RTL\u202eevil:test"}</InlineIdentifier>);
  const shown = screen.getByText("@RTL[U+202E]evil:test");
  expect(shown.tagName).toBe("BDI");
  expect(shown.getAttribute("dir")).toBe("ltr");
});
