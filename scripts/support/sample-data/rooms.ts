type RoomKind =
  | "space"
  | "public"
  | "private"
  | "encrypted"
  | "direct"
  | "knock"
  | "restricted"
  | "empty";

export type RoomPlan = {
  kind: RoomKind;
  name: string;
  alias: string;
  members: number;
  parent: string;
  topic: string;
};

const TABLE = `
space|Harbour Collective|harbour|36||Everything that happens in and around the harbour
public|Welcome|welcome|48|Harbour Collective|New here? Say hello and read the house rules: https://demo.localhost/rules
public|Announcements|announcements|38|Harbour Collective|News from the collective, a few a month
public|General|general|34|Harbour Collective|
space|Workshops|workshops|16|Harbour Collective|Learning by doing, open to everybody
public|Help desk|help|24|Harbour Collective|Accounts, keys, lost passwords, broken printers
private|Moderators||5|Operations|Reports are looked at within a day
space|Operations||7||What keeps the harbour running
public|Events|events|24|Harbour Collective|What is on this week
public|Photography|photography|15|Workshops|One picture a day keeps the dust off the lens
public|Self-hosting|self-hosting|17|Workshops|Homeservers, backups, and why it is always DNS
encrypted|Board||5|Operations|
public|Board games|board-games|12|Harbour Collective|Every second Thursday, 19:00, upstairs
private|Volunteers’ rota||9|Operations|Swap shifts here, not by mail
public|Community garden|garden|11|Harbour Collective|The tomatoes are doing fine
direct|||1||
public|Cycling|cycling|10|Workshops|Sunday rides and the repair corner
public|Book club|books|9|Harbour Collective|
encrypted|Incident response||6|Operations|Pager duty hand-over and post-mortems
public|Film club|film-club|9|Harbour Collective|Popcorn is provided, opinions are yours
public|Languages · Sprachen · 言語|languages|13|Workshops|Tandems for 14 languages
empty|Summer party 2025||3||It was lovely. See you next year!
public|Rust evenings|rust|8|Workshops|Borrow freely, return on time
public|IRC #harbour|irc|11|Harbour Collective|Bridged to irc.example.net
private|Finance||4|Operations|Invoices by the 25th
public|Python study group|python|9|Workshops|Chapter 7 until Monday
direct|||1||
private|New website||6|Operations|Design files are pinned
knock|Ceramics studio|ceramics|4|Workshops|Knock if you have booked a wheel
public|Lost and found|lost-and-found|10|Harbour Collective|
restricted|Residents||12|Harbour Collective|For members of the space
private|Print shop||5|Workshops|
encrypted|Press||4|Operations|
private|||4||
direct|||1||
empty|Old newsletter||2||
private|Hiring||4|Operations|Candidates’ data is deleted after six months
`;

/** The rooms in order of creation. */
export const ROOMS: RoomPlan[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [kind = "", name = "", alias = "", members = "", parent = "", topic = ""] =
      line.split("|");
    return { kind: kind as RoomKind, name, alias, members: Number(members), parent, topic };
  });
