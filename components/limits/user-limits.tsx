"use client";

import { ActivityPanel } from "./activity.tsx";
import { FeaturesPanel } from "./features.tsx";
import { RateLimitPanel } from "./rate-limit.tsx";

/** A user's limits, features and activity. */
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
