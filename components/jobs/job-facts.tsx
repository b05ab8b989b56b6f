import { useTranslations } from "next-intl";

import { PropertyStrip } from "#components/ui/property-list.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { Job } from "#lib/contract/jobs.ts";
import { routes } from "#lib/routes.ts";

import { JobState } from "./job-state.tsx";

/** A job's state, admins and times. */
export function JobFacts({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const [author = "", ...others] = job.admins;
  return (
    <PropertyStrip
      items={[
        { title: t("state"), value: <JobState state={job.state} /> },
        { title: t("startedBy"), value: <Admin userId={author} /> },
        ...(others.length > 0
          ? [
              {
                title: t("takenOverBy"),
                value: others.map((userId, at) => <Admin key={at} userId={userId} />),
              },
            ]
          : []),
        { title: t("started"), value: <TimeAgo ms={job.created_ts} /> },
        ...(job.ended_ts === null
          ? []
          : [{ title: t("ended"), value: <TimeAgo ms={job.ended_ts} /> }]),
      ]}
    />
  );
}

const Admin = ({ userId }: { userId: string }) => (
  <Link
    href={routes.user(userId)}
    className="block font-mono text-small font-normal break-all hover:underline"
  >
    <InlineIdentifier>{userId}</InlineIdentifier>
  </Link>
);
