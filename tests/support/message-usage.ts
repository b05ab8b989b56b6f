import { globSync, readFileSync } from "node:fs";

/** A translator in scope: `const t = useTranslations("users")`. */
type Translator = { name: string; namespace: string; at: number };

export type MessageUsage = {
  /** Keys that are written out. */
  keys: Set<string>;
  /** Keys that are put together, with `*` for what is filled in, and where each was found. */
  patterns: Map<string, string>;
  /** The first part of each key, by file. */
  namespaces: Map<string, Set<string>>;
};

const TRANSLATOR =
  /const\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)\(\s*(?:"([^"]*)"|`([^`]*)`)\s*\)/g;
const AT_ONCE = /\(await getTranslations\("([^"]+)"\)\)\("([^"]+)"/g;
/** `code as "too_small"` names one key of many, for the type alone. */
const CAST = / as (?:Exclude<[^>]*>|"[^"]*"(?: \| "[^"]*")*)/g;
const TEXT = /"([^"]*)"|`((?:[^`\\$]|\$\{[^}]*\})*)`/g;

export const SOURCES = globSync("{app,components,lib}/**/*.{ts,tsx}");

/** Finds every message that the source asks for. */
export function messageUsage(files: readonly string[] = SOURCES): MessageUsage {
  const usage: MessageUsage = { keys: new Set(), patterns: new Map(), namespaces: new Map() };
  for (const file of files) {
    const source = readFileSync(file, "utf8");
    const translators = findTranslators(source);
    usage.namespaces.set(file, new Set(translators.map(({ namespace }) => rootOf(namespace))));
    for (const [, namespace, key] of source.matchAll(AT_ONCE))
      usage.keys.add(`${namespace}.${key}`);
    for (const name of new Set(translators.map((translator) => translator.name))) {
      const calls = new RegExp(`(?<![\\w.])${name}(?:\\.(?:rich|markup|has|raw))?\\(`, "g");
      for (const call of source.matchAll(calls)) {
        const scope = translators.findLast((one) => one.name === name && one.at < call.index);
        if (!scope) continue;
        for (const key of keysIn(argumentAt(source, call.index + call[0].length))) {
          const whole = `${scope.namespace}.${key}`;
          if (whole.includes("*")) usage.patterns.set(whole, file);
          else usage.keys.add(whole);
        }
      }
    }
  }
  return usage;
}

const rootOf = (namespace: string) => namespace.split(".")[0] ?? namespace;

const findTranslators = (source: string): Translator[] =>
  [...source.matchAll(TRANSLATOR)].map(({ 1: name = "", 2: plain, 3: template = "", index }) => ({
    name,
    namespace: plain ?? withWildcards(template),
    at: index,
  }));

const withWildcards = (template: string) => template.replaceAll(/\$\{[^}]*\}/g, "*");

/** The keys that an argument names; `*` where it is a value alone. */
function keysIn(argument: string): string[] {
  const texts = [...argument.replaceAll(CAST, "").matchAll(TEXT)];
  if (texts.length === 0) return ["*"];
  return texts.map(([, plain, template = ""]) => plain ?? withWildcards(template));
}

/** The first argument of a call whose parentheses open just before `start`. */
function argumentAt(source: string, start: number): string {
  let depth = 0;
  let quote = "";
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote) {
      if (character === quote) quote = "";
    } else if (`"'\``.includes(character)) quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && depth-- === 0) return source.slice(start, at);
    else if (character === "," && depth === 0) return source.slice(start, at);
  }
  return source.slice(start);
}
