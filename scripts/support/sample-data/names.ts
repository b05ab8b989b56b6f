import { ADMIN } from "#scripts/support/synapse/server.ts";

/** An account's origin, or its type in Synapse. */
type Kind = "person" | "bot" | "support" | "puppet" | "invited";
/** An account's later state. */
export type Fate = "deactivated" | "erased" | "locked" | "suspended" | "shadowBanned";
export type Name = { kind: Kind; localpart: string; displayName: string | null };

const PERSONS = `
sofia.lindqvist|Sofia Lindqvist
dmitri.volkov|Дмитрий Волков
aiko.tanaka|Aiko Tanaka
amara.okafor|Amara Okafor
lucas.moreau|Lucas Moreau
priya.raman|Priya Raman
mateo.fernandez|Mateo Fernández
nadia.haddad|ناديا حداد
elodie|Élodie Rousseau
kwame.boateng|Kwame Boateng
ingrid.solberg|Ingrid Solberg
jun.park|박준
zofia.kowalska|Zofia Kowalska
tomasz|Tomasz Wiśniewski
leila.karimi|Leila Karimi
hugo.silva|Hugo Silva
mei.chen|陈美
oleksandra.k|Олександра Коваль
noah.becker|Noah Becker
ayse.yilmaz|Ayşe Yılmaz
giulia.ferrari|Giulia Ferrari
samuel.adeyemi|Samuel Adeyemi
freya|Freya Jensen
rafael.costa|Rafael Costa
hanna.virtanen|Hanna Virtanen
arjun.mehta|Arjun Mehta
chloe.dubois|Chloé Dubois
yusuf.demir|Yusuf Demir
maria.papadopoulou|Μαρία Παπαδοπούλου
liam.oconnor|Liam O’Connor
thandiwe.nkosi|Thandiwe Nkosi
viktor.horvath|Viktor Horváth
isabella.rossi|Isabella Rossi
kenji.sato|佐藤 健二
fatou.diallo|Fatou Diallo
emil.novak|Emil Novák
anna.schneider|Anna Schneider
omar.farouk|عمر فاروق
linh.nguyen|Nguyễn Thùy Linh
benjamin.cohen|בנימין כהן
camila.rojas|Camila Rojas
stefan.ionescu|Ștefan Ionescu
ruth.wanjiru|Ruth Wanjiru
oskar|Oskar Lund
deepa.nair|Deepa Nair
pierre.lefevre|Pierre Lefèvre
marta.garcia|Marta García
tariq.aziz|Tariq Aziz
julia.hoffmann|Julia Hoffmann
nikos|Νίκος Γεωργίου
soo-jin.kim|김수진
gabriel.santos|Gabriel Santos
ewa.zielinska|Ewa Zielińska
abebe.tesfaye|Abebe Tesfaye
clara.vandenberg|Clara van den Berg
ivan.petrov|Иван Петров
salma.benali|Salma Benali
finn|Finn O’Brien
ananya.sharma|Ananya Sharma
diego.ramirez|Diego Ramírez
lena.fischer|Lena Fischer
tunde.bakare|Tunde Bakare
maja.andersson|Maja Andersson
george.mitchell|George Mitchell
hiroko|Hiroko Yamamoto
elif.kaya|Elif Kaya
patrick.nowak|Patrick Nowak
aline.pereira|Aline Pereira
kofi.mensah|Kofi Mensah
eero.makinen|Eero Mäkinen
rosa.jimenez|Rosa Jiménez
daniel.weiss|Daniel Weiss
wanjiku|Wanjiku Kamau
bruno.almeida|Bruno Almeida
tereza.svobodova|Tereza Svobodová
rania.mansour|Rania Mansour
simon.dupont|Simon Dupont
nina.petersen|Nina Petersen
chidi.eze|Chidi Eze
astrid|Astrid Berg
pawel.mazur|Paweł Mazur
sunita.rao|Sunita Rao
jonas.keller|Jonas Keller
catarina|Catarina Lopes
martin.kral|Martin Král
zeynep|Zeynep Arslan
alice.martin|Alice Martin
beto.vargas|Beto Vargas
ines.barbosa|Inês Barbosa
matthias.graf|Matthias Graf
crypto-deals|Crypto Deals 24/7
promo.team|Promo Team
`;

const INVITED = `
ellen.wood|Ellen Wood
jamal.carter|Jamal Carter
petra.vogel|Petra Vogel
sanjay.iyer|Sanjay Iyer
`;

const BOTS = `
build-bot|Build Bot
welcome|Welcome Bot
reminders|Reminders
moderation-bot|Moderation Bot
`;

const SUPPORT = `
support|Support Desk
support.nights|Support Desk (nights)
`;

const PUPPETS = `
irc_brightstar|brightstar (IRC)
irc_mooring|mooring (IRC)
irc_tidewalker|tidewalker (IRC)
irc_jk|jk (IRC)
irc_salt|salt (IRC)
`;

/** Names that a careless page shows wrongly. */
const AWKWARD: [localpart: string, displayName: string | null][] = [
  ["script", '<script>alert("hello")</script>'],
  ["markup", '"><img src=x onerror=alert(1)> & <b>bold</b>'],
  ["emoji", "🦊🌈 Renée 👩🏽‍🚀🇪🇺"],
  ["overridden", "Alex \u202Enimda era uoy\u202C"],
  ["formula", '=HYPERLINK("http://example.invalid","click me")'],
  ["long.name", "Maximiliana Theodora ".repeat(10).slice(0, 200)],
  [`a-localpart-that-never-seems-to-end-${"and-on-".repeat(20)}it-goes`, "Very Long Localpart"],
  ["stacked", "Z̷̢̛a̸͎͝l̵̰̈g̸̱̈́o̷̤͐ Zahl"],
  ["nameless", null],
  ["anonymous-badger", null],
];

export const FATES: Record<Fate, string[]> = {
  deactivated: ["lena.fischer", "george.mitchell", "simon.dupont", "pawel.mazur", "hiroko"],
  erased: ["beto.vargas", "martin.kral", "catarina"],
  locked: ["promo.team", "nina.petersen", "daniel.weiss"],
  suspended: ["crypto-deals", "bruno.almeida", "zeynep"],
  shadowBanned: ["patrick.nowak", "tariq.aziz"],
};
/** The person who set up the server and is still there; signs in to the dashboard. */
export const FOUNDER = { localpart: ADMIN.localpart, displayName: "Robin Hartley" };
export const ADMINS = new Set([FOUNDER.localpart, "sofia.lindqvist", "dmitri.volkov"]);
export const NEVER_LOGGED_IN = new Set(["astrid", "sunita.rao", "jonas.keller"]);
export const SPAMMERS = ["crypto-deals", "promo.team"];
/** A user with more devices than fit on a page. */
export const COLLECTOR = "kofi.mensah";

const named = (kind: Kind, table: string): Name[] =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [localpart = "", displayName = null] = line.split("|");
      return { kind, localpart, displayName };
    });

/** All users but the founder and the guests. */
export const NAMES: Name[] = [
  ...named("person", PERSONS),
  ...named("bot", BOTS),
  ...named("support", SUPPORT),
  ...named("puppet", PUPPETS),
  ...named("invited", INVITED),
  ...AWKWARD.map(([localpart, displayName]): Name => ({ kind: "person", localpart, displayName })),
];
