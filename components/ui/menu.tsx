"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { createContext, use, useRef, type ReactNode } from "react";

const ITEM =
  "flex min-h-8 items-center gap-2.5 rounded-sm px-2.5 py-1 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0";

type MenuProps = {
  trigger: ReactNode;
  label?: string;
  align?: "start" | "end";
  onOpen?: (() => void) | undefined;
  children: ReactNode;
};

/** The choice, run when the menu has closed and its button has the focus again. */
const Chosen = createContext<{ current: (() => void) | null }>({ current: null });

/** A button's menu. */
export function Menu({ trigger, label, align = "start", onOpen, children }: MenuProps) {
  const chosenRef = useRef<() => void>(null);
  // Later: a dialog that opens earlier would return the focus to a removed item.
  const doChosen = () =>
    queueMicrotask(() => {
      chosenRef.current?.();
      chosenRef.current = null;
    });
  return (
    <Radix.Root modal={false} onOpenChange={(open) => open && onOpen?.()}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          onCloseAutoFocus={doChosen}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          {...(label && { "aria-label": label })}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-high"
        >
          <Chosen value={chosenRef}>{children}</Chosen>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type MenuItemProps = {
  onSelect: () => void;
  children: ReactNode;
  isDanger?: boolean;
  isDisabled?: boolean;
};

export function MenuItem({ onSelect, children, isDanger, isDisabled = false }: MenuItemProps) {
  const chosenRef = use(Chosen);
  return (
    <Radix.Item
      onSelect={() => {
        chosenRef.current = onSelect;
      }}
      disabled={isDisabled}
      className={clsx(ITEM, isDanger && "text-bad")}
    >
      {children}
    </Radix.Item>
  );
}

type MenuLinkProps = { children: ReactNode };

/** A link in a menu: give it the link itself as its only child. */
export function MenuLink({ children }: MenuLinkProps) {
  return (
    <Radix.Item asChild className={ITEM}>
      {children}
    </Radix.Item>
  );
}

type MenuChoicesProps<Value extends string> = {
  label?: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A choice of one, with a mark at the current one. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { label, value, choices, onChange } = props;
  return (
    <Radix.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      {label && <MenuHeading>{label}</MenuHeading>}
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={clsx(ITEM, "pe-8")}>
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check className="text-accent-text" />
            </Radix.ItemIndicator>
          </span>
          {choice.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

type MenuCheckProps = { isChecked: boolean; onChange: () => void; children: ReactNode };

/** An option. The menu stays open: admins often change several. */
export function MenuCheck({ isChecked, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={clsx(ITEM, "pe-8")}
    >
      <span className="grid size-4 place-items-center">
        <Radix.ItemIndicator>
          <Check className="text-accent-text" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

/** The heading of a group of items. */
export const MenuHeading = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 pt-2 pb-1 text-small text-ink-3">{children}</Radix.Label>
);

/** A sentence about the menu. */
export const MenuNote = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="max-w-64 px-2.5 py-1.5 text-small text-ink-3">{children}</Radix.Label>
);

export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-line" />;
