"use client";

import { ActivityPanel } from "./activity.tsx";
import { FeaturesPanel } from "./features.tsx";
import { RateLimitPanel } from "./rate-limit.tsx";

/** What a user may do more or less of than others. */
export function UserLimits({ userId }: { userId: string }) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <RateLimitPanel userId={userId} />
      <div className="grid gap-5">
        <ActivityPanel userId={userId} />
        <FeaturesPanel userId={userId} />
      </div>
    </div>
  );
}
