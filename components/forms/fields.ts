import type { Published } from "#lib/contract/kit/endpoint.ts";

export type FormField = {
  name: string;
  type: "text" | "number" | "checkbox";
  required: boolean;
  maxLength?: number;
};

/** The parts of a schema that decide its field. */
type Definition = { type: string; innerType?: { _zod: { def: Definition; bag: Bag } } };
type Bag = { maximum?: unknown };

/** An action's inputs, without those that the page already knows. */
export function fieldsOf(action: Published, known: object): FormField[] {
  return Object.entries(action.input.shape)
    .filter(([name]) => !(name in known))
    .map(([name, schema]) => {
      const { def, bag } = schema._zod as unknown as { def: Definition; bag: Bag };
      const inner = def.innerType?._zod ?? { def, bag };
      const { maximum } = inner.bag;
      return {
        name,
        type: inputType(inner.def.type),
        required: def.innerType === undefined,
        ...(typeof maximum === "number" && inner.def.type === "string" && { maxLength: maximum }),
      };
    });
}

function inputType(type: string): FormField["type"] {
  if (type === "boolean") return "checkbox";
  return type === "number" ? "number" : "text";
}

/** The form's current values, typed like its fields. Blank optional fields are left out. */
export function readForm(fields: FormField[], form: FormData): Record<string, unknown> {
  const read = ({ name, type, required }: FormField): unknown => {
    if (type === "checkbox") return form.has(name);
    const text = String(form.get(name) ?? "").trim();
    if (text === "" && !required) return undefined;
    return type === "number" ? Number(text) : text;
  };
  const values = fields.map((field) => [field.name, read(field)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
