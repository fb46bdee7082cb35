/** The longest that IAM takes to propagate a new role or policy, and a little more. */
export const IAM_PROPAGATION_SECONDS = 150;
