import { useTranslations } from "next-intl";

/** In this order: user agents of later ones name earlier ones too. */
const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/\b(iPhone|iPad)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

const nameIn = (names: readonly (readonly [RegExp, string])[], userAgent: string) =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1];

/** A browser's name in two words, or its whole user agent if unknown. */
export function useBrowserName(): (userAgent: string | null) => string | null {
  const t = useTranslations("mySessions");
  return (userAgent) => {
    if (userAgent === null) return null;
    const browser = nameIn(BROWSERS, userAgent);
    const system = nameIn(SYSTEMS, userAgent);
    return browser && system ? t("browserOn", { browser, system }) : (browser ?? userAgent);
  };
}
